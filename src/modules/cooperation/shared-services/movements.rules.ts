import { addMonths, type CalendarDate, calendarDate, daysBetween, yearOf } from '#kernel/calendar-date.ts'
import type { PartyCounts } from './keys.rules.ts'
import { multiply, parseRational, writeDecimal, zero } from './rational.rules.ts'

/**
 * What the agreement says of a year in which a party comes or goes. `time`: it counts for its days. `next_year`: for whole
 * years, from the one after it joins to the end of the one in which it leaves.
 */
export const movingYears = ['time', 'next_year'] as const
export type MovingYear = (typeof movingYears)[number]

export interface Movement {
  /** Null for a party that was there at the start. */
  readonly joinedOn: CalendarDate | null
  /** Its last day; null as long as it gave no notice. */
  readonly leavesOn: CalendarDate | null
}

export function hasMoved({ joinedOn, leavesOn }: Movement): boolean {
  return joinedOn !== null || leavesOn !== null
}

/** Days from and to which a party counts; null where only the service bounds them. */
export interface Span {
  readonly from: CalendarDate | null
  readonly to: CalendarDate | null
}

export function countedSpan({ joinedOn, leavesOn }: Movement, rule: MovingYear): Span {
  if (rule === 'time') return { from: joinedOn, to: leavesOn }
  return {
    from: joinedOn && firstOf(joinedOn.endsWith('-01-01') ? yearOf(joinedOn) : yearOf(joinedOn) + 1),
    to: leavesOn && lastOf(yearOf(leavesOn)),
  }
}

export function isWithin({ from, to }: Span, day: CalendarDate): boolean {
  return (from === null || from <= day) && (to === null || day <= to)
}

/** `ahead`: joins later. `leaving`: gave notice, and is still there. */
export type Presence = 'ahead' | 'present' | 'leaving' | 'gone'

export function presenceOn({ joinedOn, leavesOn }: Movement, day: CalendarDate): Presence {
  if (leavesOn !== null) return leavesOn < day ? 'gone' : 'leaving'
  return joinedOn !== null && joinedOn > day ? 'ahead' : 'present'
}

interface RunningService {
  readonly startsOn: CalendarDate | null
  readonly endedOn: CalendarDate | null
  readonly movingYear: MovingYear
}

/** Days of a year for which a party counts; before the start, whole years are tried. */
export function countedDays(service: RunningService, party: Movement, year: number): number {
  const span = countedSpan(party, service.movingYear)
  const from = latest(firstOf(year), service.startsOn, span.from)
  const to = earliest(lastOf(year), service.endedOn, span.to)
  return Math.max(0, daysBetween(from, to) + 1)
}

/** Parties that a year is shared among. */
export function countedParties<Party extends Movement>(
  service: RunningService,
  parties: readonly Party[],
  year: number,
): Party[] {
  return parties.filter((party) => countedDays(service, party, year) > 0)
}

/**
 * What each party counts for in a year in which some were there for fewer days: its values times its days, units as they are.
 * Where all were there for as long, nothing is multiplied: the text to compute again stays the one that people know.
 */
export function weighedByDays(
  counts: readonly (PartyCounts & { readonly days: number })[],
): readonly PartyCounts[] {
  const isWhole = new Set(counts.map(({ days }) => days)).size <= 1
  return counts.map(({ reference, values, days }) => ({
    reference,
    values: isWhole
      ? values
      : Object.fromEntries(
          Object.entries(values).map(([name, value]) => [
            name,
            name === 'units' ? value : times(value, days),
          ]),
        ),
  }))
}

function times(decimal: string, days: number): string {
  return writeDecimal(multiply(parseRational(decimal) ?? zero, { numerator: BigInt(days), denominator: 1n }))
}

/** What a party did before is written until the service runs; a newcomer's, until its first statement. */
export function isBaselineOpen(
  { startsOn }: Pick<RunningService, 'startsOn'>,
  { id, joinedOn }: Movement & { readonly id: string },
  statements: readonly { readonly shares: readonly { readonly partyId: string }[] }[],
): boolean {
  if (startsOn === null) return true
  return joinedOn !== null && statements.every(({ shares }) => shares.every(({ partyId }) => partyId !== id))
}

/** First last day for whoever gives notice on that day: that many months later, the last day of a shorter month. */
export function firstDeparture(noticeOn: CalendarDate, noticeMonths: number): CalendarDate {
  return addMonths(noticeOn, noticeMonths)
}

/** Parties whose councils vote on a key: those that are still there in its first year. */
export function boundParties<Party extends Movement>(parties: readonly Party[], fromYear: number): Party[] {
  return parties.filter(({ leavesOn }) => leavesOn === null || yearOf(leavesOn) >= fromYear)
}

function firstOf(year: number): CalendarDate {
  return calendarDate(`${year}-01-01`)
}

function lastOf(year: number): CalendarDate {
  return calendarDate(`${year}-12-31`)
}

function latest(first: CalendarDate, ...others: readonly (CalendarDate | null)[]): CalendarDate {
  return others.reduce<CalendarDate>((last, day) => (day !== null && day > last ? day : last), first)
}

function earliest(first: CalendarDate, ...others: readonly (CalendarDate | null)[]): CalendarDate {
  return others.reduce<CalendarDate>((soonest, day) => (day !== null && day < soonest ? day : soonest), first)
}
