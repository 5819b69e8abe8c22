import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { Condition } from './measures.rules.ts'

/** `met` and `unmet` say what evidence says at the due date; before it, an unmet condition is `pending`. */
export type ConditionState = 'met' | 'pending' | 'late' | 'unmet'

/** Latest value of an indicator on or before a day, from the ledger; null when nothing was recorded. */
export interface IndicatorReading {
  readonly value: number
  readonly day: CalendarDate
}

/**
 * State of a condition on a day. Nothing recorded once the date has passed is `late`: somebody owes a figure;
 * a figure on the wrong side of the threshold is `unmet`.
 */
export function stateOf(
  condition: Condition,
  reading: IndicatorReading | null,
  on: CalendarDate,
): ConditionState {
  if (reading && meets(condition, reading.value)) return 'met'
  if (on <= condition.dueOn) return 'pending'
  return reading ? 'unmet' : 'late'
}

export interface ConditionNow {
  readonly condition: Condition
  readonly state: ConditionState
  readonly reading: IndicatorReading | null
}

/** Each condition with what evidence says of it on that day. */
export function conditionsNow(
  file: {
    readonly conditions: readonly Condition[]
    readonly readings: ReadonlyMap<string, IndicatorReading>
  },
  on: CalendarDate,
): ConditionNow[] {
  return file.conditions.map((condition) => {
    const reading = file.readings.get(condition.indicator) ?? null
    return { condition, reading, state: stateOf(condition, reading, on) }
  })
}

function meets(condition: Pick<Condition, 'comparison' | 'threshold'>, value: number): boolean {
  return condition.comparison === 'at_least' ? value >= condition.threshold : value <= condition.threshold
}

/** The blocking conditions that are not met: with one of them a measure starts only by an act that names the reason. */
export function blockingUnmet<
  Known extends { readonly condition: Condition; readonly state: ConditionState },
>(conditions: readonly Known[]): Known[] {
  return conditions.filter(({ condition, state }) => condition.blocking && state !== 'met')
}
