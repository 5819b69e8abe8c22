import { readFile } from 'node:fs/promises'
import type { Context } from '#infra/context.ts'
import { assert, assertDefined } from '#kernel/assert.ts'
import { addDays, type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import {
  findMeasure,
  readMeasuresFile,
  takeStep,
  writeMeasures,
} from '#modules/steering/measures/measures.public.ts'
import type { Decision } from '../../db/worlds/world-files.ts'
import { expected, type LoadedPeople } from './load-accounts.ts'

/** Measures of a world, from the same files and by the same reader as an import; all proposed on that day. */
export async function loadMeasures(
  context: Context,
  files: readonly string[],
  proposedOn: CalendarDate,
): Promise<number> {
  const then = { ...context, clock: { ...context.clock, today: () => proposedOn } }
  let count = 0
  for (const file of files) {
    const { imports, faults } = await writeMeasures(
      then,
      await readMeasuresFile(await readFile(file)),
      'director_general',
    )
    assert(faults.length === 0, `${file}: ${JSON.stringify(faults[0])}`)
    count += imports.length
  }
  return count
}

/** A month before anything was decided, or the first day of the year where nothing was. */
export function dayOfProposals(decisions: readonly Decision[], today: CalendarDate): CalendarDate {
  const first = decisions.map((decision) => decision.on).sort()[0]
  return first === undefined ? calendarDate(`${today.slice(0, 4)}-01-01`) : addDays(calendarDate(first), -30)
}

/** Takes the steps of a world's measures on their days, under the names of those whose roles allow it. */
export async function loadDecisions(
  context: Context,
  decisions: readonly Decision[],
  people: LoadedPeople,
  deliberations: ReadonlyMap<string, string>,
): Promise<void> {
  for (const { measure, act, on, role, deliberation, reason } of decisions) {
    const actor = people.holding(role)
    const { version } = assertDefined(await findMeasure(context.db, measure), `${measure} was loaded`)
    const taken = await takeStep({ ...context, actor }, measure, {
      step: act,
      version,
      deliberationId:
        deliberation === null ? null : assertDefined(deliberations.get(deliberation), deliberation),
      reason,
      on: calendarDate(on),
    })
    expected(taken, `${measure}: ${act}`)
  }
}
