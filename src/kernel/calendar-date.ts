/**
 * A day of the calendar in Europe/Paris, written `YYYY-MM-DD`. It has no hour and no zone, so two of them compare
 * as texts: `a < b` means "a is before b".
 */
export type CalendarDate = string & { readonly brand: 'CalendarDate' }

const written = /^(\d{4})-(\d{2})-(\d{2})$/
const msPerDay = 86_400_000

/** The day, or null when the text is not a day that exists (2027-02-29 does not). */
export function parseCalendarDate(text: string): CalendarDate | null {
  const match = written.exec(text.trim())
  if (!match) return null
  const [, year, month, day] = match.map(Number)
  const date = fromParts(year ?? 0, month ?? 0, day ?? 0)
  return date === text.trim() ? date : null
}

/** Same, for days written in the program or read back from the database: throws on anything else. */
export function calendarDate(text: string): CalendarDate {
  const date = parseCalendarDate(text)
  if (date === null) throw new Error(`impossible: ${JSON.stringify(text)} is not a calendar date`)
  return date
}

/** Day that `days` days after (or before, when negative). */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return fromMs(toMs(date) + days * msPerDay)
}

/** Same day of the month `months` later, or that month's last day when it is shorter (31 January + 1 month = 28 February). */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const { year, month, day } = partsOf(date)
  const target = year * 12 + (month - 1) + months
  const targetYear = Math.floor(target / 12)
  const targetMonth = (target % 12) + 1
  return fromParts(targetYear, targetMonth, Math.min(day, lastDayOf(targetYear, targetMonth)))
}

/** Whole days from `from` to `to`; negative when `to` comes first. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return Math.round((toMs(to) - toMs(from)) / msPerDay)
}

export function partsOf(date: CalendarDate): { year: number; month: number; day: number } {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) }
}

export function yearOf(date: CalendarDate): number {
  return partsOf(date).year
}

/** 1 for Monday … 7 for Sunday (ISO 8601). */
export function weekdayOf(date: CalendarDate): number {
  return ((new Date(toMs(date)).getUTCDay() + 6) % 7) + 1
}

/** The day, from its numbers; a month or day out of range overflows, as on paper: fromParts(2027, 2, 29) is 1 March. */
export function fromParts(year: number, month: number, day: number): CalendarDate {
  return fromMs(Date.UTC(year, month - 1, day))
}

function lastDayOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

function toMs(date: CalendarDate): number {
  const { year, month, day } = partsOf(date)
  return Date.UTC(year, month - 1, day)
}

function fromMs(ms: number): CalendarDate {
  return new Date(ms).toISOString().slice(0, 10) as CalendarDate
}
