/** When the people of a service work and may be reached, in minutes after midnight. */
export interface ServiceHours {
  readonly opens: number
  readonly closes: number
  readonly breakFrom: number
  readonly breakTo: number
  /** Outside these, nobody asks them anything: the right to disconnect (C. trav. art. L2242-17, 7°; RH-04). */
  readonly reachableFrom: number
  readonly reachableTo: number
  /** 1 for Monday … 7 for Sunday. */
  readonly weekdays: readonly number[]
}

/** Those of a service that said nothing else. */
export const usualServiceHours: ServiceHours = {
  opens: 9 * 60,
  closes: 17 * 60,
  breakFrom: 12 * 60,
  breakTo: 13 * 60 + 30,
  reachableFrom: 8 * 60,
  reachableTo: 18 * 60 + 30,
  weekdays: [1, 2, 3, 4, 5],
}

export type HoursFault = 'hours_order' | 'break_outside' | 'reachable_narrow' | 'no_weekday'

/** What the database would refuse, said before. */
export function faultOfHours(hours: ServiceHours): HoursFault | null {
  const { opens, closes, breakFrom, breakTo, reachableFrom, reachableTo, weekdays } = hours
  if (opens >= closes) return 'hours_order'
  if (breakFrom > breakTo || breakFrom < opens || breakTo > closes) return 'break_outside'
  if (reachableFrom > opens || reachableTo < closes) return 'reachable_narrow'
  return weekdays.length === 0 ? 'no_weekday' : null
}
