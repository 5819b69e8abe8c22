import { addDays, type CalendarDate, fromParts, weekdayOf, yearOf } from '#kernel/calendar-date.ts'

/** Where the public holidays are those of the whole country, or with Good Friday and 26 December (local law). */
export const holidayRegions = ['general', 'alsace_moselle'] as const
export type HolidayRegion = (typeof holidayRegions)[number]

/** Easter Sunday of a year of the Gregorian calendar, by the ecclesiastical moon (Meeus's arrangement of the rule). */
export function easterSunday(year: number): CalendarDate {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const inCentury = year % 100
  const moonShift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + century - Math.floor(century / 4) - moonShift + 15) % 30
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7
  const lateMoon = Math.floor((golden + 11 * epact + 22 * weekday) / 451)
  const days = epact + weekday - 7 * lateMoon + 114
  return fromParts(year, Math.floor(days / 31), (days % 31) + 1)
}

/** Legal holidays of a year (C. trav. art. L3133-1; local law of Alsace and Moselle, art. L3134-13), in order. */
export function publicHolidays(year: number, region: HolidayRegion = 'general'): readonly CalendarDate[] {
  const easter = easterSunday(year)
  const local = region === 'alsace_moselle' ? [addDays(easter, -2), fromParts(year, 12, 26)] : []
  return [
    fromParts(year, 1, 1),
    addDays(easter, 1),
    fromParts(year, 5, 1),
    fromParts(year, 5, 8),
    addDays(easter, 39),
    addDays(easter, 50),
    fromParts(year, 7, 14),
    fromParts(year, 8, 15),
    fromParts(year, 11, 1),
    fromParts(year, 11, 11),
    fromParts(year, 12, 25),
    ...local,
  ].sort()
}

const known = new Map<string, ReadonlySet<CalendarDate>>()

export function isPublicHoliday(date: CalendarDate, region: HolidayRegion = 'general'): boolean {
  return holidaysOf(yearOf(date), region).has(date)
}

/** Kept once computed: counting working days asks for the same year many times. */
function holidaysOf(year: number, region: HolidayRegion): ReadonlySet<CalendarDate> {
  const key = `${year}${region}`
  const holidays = known.get(key) ?? new Set(publicHolidays(year, region))
  known.set(key, holidays)
  return holidays
}

/** Monday to Friday, holidays left out. */
export function isWorkingDay(date: CalendarDate, region: HolidayRegion = 'general'): boolean {
  return weekdayOf(date) <= 5 && !isPublicHoliday(date, region)
}
