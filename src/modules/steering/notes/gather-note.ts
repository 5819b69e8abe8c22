import type { Context } from '#infra/context.ts'
import { assertDefined } from '#kernel/assert.ts'
import { addMonths, type CalendarDate } from '#kernel/calendar-date.ts'
import type { Locale } from '#kernel/locale.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import type { Role } from '#kernel/roles.ts'
import { listAccounts } from '#modules/people/accounts/accounts.public.ts'
import { compare, type PromisedMeasure } from '#modules/steering/evidence/evidence.public.ts'
import {
  allHours,
  assess,
  type Band,
  promisedMeasure,
  sumBands,
  type YearEffect,
} from '#modules/steering/measures/measures.public.ts'
import {
  getScenarioReport,
  reasonText,
  type ScenarioReport,
  scenariosWords,
  takesOf,
} from '#modules/steering/scenarios/scenarios.public.ts'
import type { MeasuredLine, NoteMeasure, NoteSource } from './note-source.ts'

export type NoteRefusal = 'not_found' | 'not_solved'

export interface NoteAuthor {
  readonly name: string
  readonly title: string
}

/**
 * Gathers what a note is written from: the scenario's last computed portfolio, its measures as they stand today, and who
 * writes to whom. `author` null: whoever directs the services.
 */
export async function gatherNote(
  context: Context,
  code: string,
  locale: Locale,
  author: NoteAuthor | null = null,
): Promise<Result<{ readonly source: NoteSource; readonly isStale: boolean }, NoteRefusal>> {
  const report = await getScenarioReport(context, code)
  if (!report) return refuse('not_found')
  const { check, solution } = report
  const starts = solution?.answer.starts
  if (!check || !starts) return refuse('not_solved')
  const { db, clock, town } = context
  const today = clock.today()
  const accounts = await listAccounts(db, today)
  const holding = (role: Role) => accounts.find(({ roles }) => roles.includes(role)) ?? null
  const measures = report.candidates.flatMap((candidate) => {
    const startYear = starts[candidate.file.measure.code]
    return startYear === undefined ? [] : [noteMeasure(context, report, candidate, startYear)]
  })
  const { scenario, problem } = report
  return ok({
    isStale: report.isStale,
    source: {
      locale,
      town,
      author: author ?? holding('director_general') ?? { name: town.name, title: '' },
      mayor: holding('mayor'),
      date: today,
      scenario: {
        title: scenario.title,
        summary: scenario.summary,
        years: problem.years,
        isProven: report.status === 'optimal',
        gap: solution.answer.gap,
        candidates: report.candidates.length,
        effectPointCents: scenario.effectPointCents,
      },
      measures,
      leftOut: report.leftOut.map((left) => {
        const { file } = candidateNamed(report, left.measure)
        return {
          title: file.measure.title,
          assessment: assess(file, today),
          reason: reasonText(report, left, scenariosWords(locale)),
        }
      }),
      balance: check.balance,
    },
  })
}

function noteMeasure(
  { clock }: Context,
  { problem }: ScenarioReport,
  { file, effects }: ScenarioReport['candidates'][number],
  startYear: number,
): NoteMeasure {
  const today = clock.today()
  const within = effects.slice(0, Math.max(0, (problem.years.at(-1) ?? 0) - startYear + 1))
  const sum = (read: (effect: YearEffect) => Band) => sumBands(within.map(read))
  return {
    file,
    assessment: assess(file, today),
    startYear,
    measured: measuredLines(promisedMeasure(file, today), today),
    takes: takesOf(problem, file.measure.code, startYear),
    bands: {
      operating: sum(({ operating }) => operating),
      investment: sum(({ investment }) => investment),
      hours: sum(({ hoursNeeded }) => allHours(hoursNeeded)),
    },
  }
}

/** Lines that have facts, on measures that were promised. */
function measuredLines(measure: PromisedMeasure, on: CalendarDate): readonly MeasuredLine[] {
  if (!measure.isPromised) return []
  return compare(measure, on)
    .lines.filter(({ facts }) => facts > 0)
    .map((line) => {
      const promised = measure.lines.find(({ id }) => id === line.lineId)
      return { line, since: promised ? addMonths(measure.startsOn, 12 * (promised.firstYear - 1)) : null }
    })
}

function candidateNamed({ candidates }: ScenarioReport, code: string) {
  return assertDefined(
    candidates.find(({ file }) => file.measure.code === code),
    'a measure of the question is a candidate',
  )
}
