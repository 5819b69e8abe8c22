import type { Context } from '#infra/context.ts'
import { assertDefined } from '#kernel/assert.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { Locale } from '#kernel/locale.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import type { Role } from '#kernel/roles.ts'
import { listAccounts } from '#modules/people/accounts/accounts.public.ts'
import {
  compare,
  type LineComparison,
  type PromisedMeasure,
} from '#modules/steering/evidence/evidence.public.ts'
import { assess, type MeasureFile, promisedMeasure } from '#modules/steering/measures/measures.public.ts'
import {
  getScenarioReport,
  reasonText,
  type ScenarioReport,
  scenariosWords,
  takesOf,
} from '#modules/steering/scenarios/scenarios.public.ts'
import type { NoteMeasure, NoteSource } from './note-source.ts'

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
  const measures = report.candidates.flatMap(({ file }) => {
    const startYear = starts[file.measure.code]
    return startYear === undefined ? [] : [noteMeasure(context, report, file, startYear)]
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
  file: MeasureFile,
  startYear: number,
): NoteMeasure {
  return {
    file,
    assessment: assess(file, clock.today()),
    startYear,
    measured: measuredLines(promisedMeasure(file, clock.today()), clock.today()),
    takes: takesOf(problem, file.measure.code, startYear),
  }
}

/** Lines that have facts, on measures that were promised. */
function measuredLines(measure: PromisedMeasure, on: CalendarDate): readonly LineComparison[] {
  if (!measure.isPromised) return []
  return compare(measure, on).lines.filter(({ facts }) => facts > 0)
}

function candidateNamed({ candidates }: ScenarioReport, code: string) {
  return assertDefined(
    candidates.find(({ file }) => file.measure.code === code),
    'a measure of the question is a candidate',
  )
}
