import { addDays, addMonths, type CalendarDate, daysBetween } from '#kernel/calendar-date.ts'
import type { Round } from './cooperations.rules.ts'

/** What of a signed form makes its dates. */
export type Agreement = Pick<
  Round,
  | 'term'
  | 'termMonths'
  | 'renewalMonths'
  | 'mostRenewals'
  | 'noticeMonths'
  | 'exitNoticeMonths'
  | 'renewedTimes'
  | 'noticeGivenOn'
> & { readonly effectOn: CalendarDate }

/** One term of an agreement: the first, then one for each renewal. */
export interface Term {
  /** 0 for the first term, 1 after the first renewal. */
  readonly number: number
  readonly startsOn: CalendarDate
  /** Last day, included. */
  readonly endsOn: CalendarDate
  /** Last day on which to say that it will not go on. */
  readonly noticeBy: CalendarDate
}

/**
 * A term by its number. Each starts from the first day of the agreement, never from the term before: an agreement of the
 * 31st does not slide to the 28th. Notice is counted back from the end of *this* term, to the last day of a shorter month.
 * Null where there is no such term: an agreement without an end, or beyond the last renewal.
 */
export function termOf(agreement: Agreement, number: number): Term | null {
  const { effectOn, termMonths, renewalMonths } = agreement
  if (termMonths === null || number < 0 || number > lastNumber(agreement)) return null
  const startsOn = startOf(effectOn, termMonths, renewalMonths, number)
  const endsOn = addDays(startOf(effectOn, termMonths, renewalMonths, number + 1), -1)
  const noticeBy = addMonths(endsOn, -(agreement.noticeMonths ?? 0))
  return { number, startsOn, endsOn, noticeBy }
}

function startOf(effectOn: CalendarDate, months: number, renewal: number | null, number: number) {
  return number === 0 ? effectOn : addMonths(effectOn, months + (number - 1) * (renewal ?? 0))
}

/** Number of the last term that there can be, without any notice. */
function lastNumber({ term, mostRenewals, renewedTimes }: Agreement): number {
  if (term === 'tacit') return mostRenewals ?? Number.POSITIVE_INFINITY
  return term === 'express' ? renewedTimes : 0
}

/** The term that a day is in; the first before it starts, null after the last. */
export function termOn(agreement: Agreement, day: CalendarDate): Term | null {
  let term = termOf(agreement, 0)
  while (term && term.endsOn < day) term = termOf(agreement, term.number + 1)
  return term
}

/** The first term, from a day on, that can still be refused: its notice is ahead. */
function refusableFrom(agreement: Agreement, day: CalendarDate): Term | null {
  let term = termOn(agreement, day)
  while (term && term.noticeBy < day) term = termOf(agreement, term.number + 1)
  return term
}

/**
 * Last day of the agreement as things stand: null where nothing ends it (no term, or tacit renewals without limit). A
 * notice given too late for one term ends the next.
 */
export function endOf(agreement: Agreement): CalendarDate | null {
  const { noticeGivenOn: given, term } = agreement
  if (term === 'open' || term === null)
    return given === null ? null : addDays(addMonths(given, agreement.noticeMonths ?? 0), -1)
  if (given !== null) {
    const refused = refusableFrom(agreement, given)
    if (refused) return refused.endsOn
  }
  const last = lastNumber(agreement)
  return Number.isFinite(last) ? (termOf(agreement, last)?.endsOn ?? null) : null
}

/** First day without the agreement for a party that says on `day` that it leaves. Null when nothing lets it out. */
export function firstExit(agreement: Agreement, day: CalendarDate): CalendarDate | null {
  const { exitNoticeMonths, noticeGivenOn } = agreement
  const byClause = exitNoticeMonths === null ? null : addMonths(day, exitNoticeMonths)
  const byNotice = dayAfter(endOf({ ...agreement, noticeGivenOn: noticeGivenOn ?? day }))
  const ways = [byClause, byNotice].filter((way) => way !== null)
  return ways.toSorted()[0] ?? null
}

function dayAfter(day: CalendarDate | null): CalendarDate | null {
  return day && addDays(day, 1)
}

export const deadlineKinds = ['notice', 'renew', 'end', 'review', 'reconfirm'] as const
export type DeadlineKind = (typeof deadlineKinds)[number]

export interface Deadline {
  readonly kind: DeadlineKind
  readonly on: CalendarDate
  /** Who it waits for; null for all the parties. */
  readonly partyId: string | null
}

/** What dates depend on beside the agreement itself. */
export interface Setting {
  /** Day of the last review; null before the first. */
  readonly reviewedOn: CalendarDate | null
  /** Parties whose council was elected since the agreement took effect, and has not said yet that it goes on. */
  readonly unconfirmed: readonly { readonly partyId: string; readonly electedOn: CalendarDate }[]
}

export const reconfirmation_months = 6
const review_months = 12

/** Every day that the agreement holds in store, the nearest first: a function of the agreement and of the day, nothing else. */
export function deadlinesOn(agreement: Agreement, setting: Setting, day: CalendarDate): readonly Deadline[] {
  const end = endOf(agreement)
  if (end !== null && end < day) return []
  const all = (kind: DeadlineKind, on: CalendarDate): Deadline => ({ kind, on, partyId: null })
  const review = addMonths(setting.reviewedOn ?? agreement.effectOn, review_months)
  return [
    ...decisionsAhead(agreement, day),
    ...(end === null ? [] : [all('end', end)]),
    ...(end === null || review <= end ? [all('review', review)] : []),
    ...setting.unconfirmed.map(({ partyId, electedOn }) => ({
      kind: 'reconfirm' as const,
      on: addMonths(electedOn, reconfirmation_months),
      partyId,
    })),
  ].toSorted((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0))
}

/** The day before which one says no (tacit), or yes (express). */
function decisionsAhead(agreement: Agreement, day: CalendarDate): Deadline[] {
  if (agreement.noticeGivenOn !== null) return []
  if (agreement.term === 'tacit') {
    const term = refusableFrom(agreement, day)
    const isLast = term !== null && termOf(agreement, term.number + 1) === null
    // The last term ends whatever is said.
    return term === null || isLast ? [] : [{ kind: 'notice', on: term.noticeBy, partyId: null }]
  }
  const term = agreement.term === 'express' ? termOn(agreement, day) : null
  return term ? [{ kind: 'renew', on: term.noticeBy, partyId: null }] : []
}

export type ReminderStep = 'in_90_days' | 'in_30_days' | 'late'

/** The reminder that a deadline is worth on a day: one at ninety days, one at thirty, one once it has passed. */
export function reminderOn({ on }: Pick<Deadline, 'on'>, day: CalendarDate): ReminderStep | null {
  const left = daysBetween(day, on)
  if (left < 0) return 'late'
  if (left <= 30) return 'in_30_days'
  return left <= 90 ? 'in_90_days' : null
}
