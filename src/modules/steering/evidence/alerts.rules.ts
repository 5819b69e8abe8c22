import type { CalendarDate } from '#kernel/calendar-date.ts'
import {
  type Comparison,
  compare,
  type LineComparison,
  type PromisedCondition,
  type PromisedMeasure,
} from './promises.rules.ts'

export const alertsPerPage = 50

/** Something that somebody must look at: a condition late or not met, or a line that left its band. */
export type Alert =
  | { readonly kind: 'condition'; readonly condition: PromisedCondition }
  | { readonly kind: 'line'; readonly line: LineComparison }
  /** Still within the band, but leaving it before the horizon at the pace measured. */
  | { readonly kind: 'forecast'; readonly line: LineComparison }

export interface MeasureAlert {
  readonly measure: Pick<PromisedMeasure, 'code' | 'title' | 'part'>
  readonly alert: Alert
}

/** What to look at in one measure, the gravest first. A closed measure has results, no alerts; an undecided one promised nothing. */
export function alertsOf(measure: PromisedMeasure, comparison: Comparison): Alert[] {
  if (!measure.isPromised || measure.closedOn !== null) return []
  const conditions = measure.conditions
    .filter(({ state }) => state === 'late' || state === 'unmet')
    .map((condition): Alert => ({ kind: 'condition', condition }))
  return [...conditions, ...comparison.lines.flatMap(lineAlert)].sort((a, b) => gravityOf(a) - gravityOf(b))
}

function lineAlert(line: LineComparison): Alert[] {
  if (line.reading === 'worse' || line.reading === 'better' || line.reading === 'silent')
    return [{ kind: 'line', line }]
  if (line.horizon.reading === 'worse' || line.horizon.reading === 'better')
    return [{ kind: 'forecast', line }]
  return []
}

/** 0 is the gravest; good news come last. */
export function gravityOf(alert: Alert): number {
  if (alert.kind === 'condition') return alert.condition.blocking ? 0 : 1
  const reading = alert.kind === 'line' ? alert.line.reading : alert.line.horizon.reading
  if (reading === 'worse') return alert.kind === 'line' ? 2 : 3
  return reading === 'silent' ? 4 : 5
}

/** Good news are worth saying, and ask for nothing. */
export function isGoodNews(alert: Alert): boolean {
  return gravityOf(alert) === 5
}

/** All alerts of a town, the gravest first, measures in the order given. */
export function allAlerts(measures: readonly PromisedMeasure[], on: CalendarDate): MeasureAlert[] {
  return measures
    .flatMap((measure) => alertsOf(measure, compare(measure, on)).map((alert) => ({ measure, alert })))
    .sort((a, b) => gravityOf(a.alert) - gravityOf(b.alert))
}
