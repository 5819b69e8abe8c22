import { addMonths, type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import { municipalLastRounds } from '#modules/steering/law/rules.public.ts'
import { type PartyKind, rankOf } from './cooperations.rules.ts'

/**
 * Last day of voting of each general renewal, in the order of time; the law module has those of communes and groupings.
 * Départements and régions: C. élect. art. L192 and L336; loi 2021-191 art. 3 carries the next ones to March 2028. A day to
 * come that no decree has fixed is the last of its month.
 */
const municipal = municipalLastRounds()
const departmental = ['2015-03-29', '2021-06-27', '2028-03-31', '2034-03-31'].map(calendarDate)
const regional = ['2015-12-13', '2021-06-27', '2028-03-31', '2034-03-31'].map(calendarDate)

function renewalsOf(kind: PartyKind): readonly CalendarDate[] {
  const rank = rankOf(kind)
  if (rank === 'departement') return departmental
  return rank === 'region' ? regional : municipal
}

/** The last renewal of a council on or before a day; null before those that we know. */
export function lastRenewal(kind: PartyKind, day: CalendarDate): CalendarDate | null {
  return renewalsOf(kind).findLast((renewal) => renewal <= day) ?? null
}

/** The next renewal after a day: six years after the last one where it is beyond those that we know. */
export function nextRenewal(kind: PartyKind, day: CalendarDate): CalendarDate {
  const known = renewalsOf(kind)
  let next = known.find((renewal) => renewal > day) ?? addMonths(known.at(-1) ?? day, mandate_months)
  while (next <= day) next = addMonths(next, mandate_months)
  return next
}

const mandate_months = 72

export interface Confirmation {
  readonly partyId: string
  readonly electionOn: CalendarDate
}

/** Parties whose council was elected since the agreement took effect, and that have not said since that they go on. */
export function unconfirmedParties(
  parties: readonly { readonly id: string; readonly kind: PartyKind }[],
  effectOn: CalendarDate,
  confirmations: readonly Confirmation[],
  day: CalendarDate,
): readonly { readonly partyId: string; readonly electedOn: CalendarDate }[] {
  return parties.flatMap(({ id, kind }) => {
    const electedOn = lastRenewal(kind, day)
    const isConfirmed = confirmations.some(
      ({ partyId, electionOn }) => partyId === id && electionOn === electedOn,
    )
    return electedOn === null || electedOn <= effectOn || isConfirmed ? [] : [{ partyId: id, electedOn }]
  })
}
