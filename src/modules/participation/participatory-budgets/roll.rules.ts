import { addMonths, type CalendarDate, parseCalendarDate } from '#kernel/calendar-date.ts'

/** Whether the person has that age on the day. */
export function isOldEnough(birthDate: CalendarDate, age: number, on: CalendarDate): boolean {
  return addMonths(birthDate, 12 * age) <= on
}

const quarterHour_s = 15 * 60

/**
 * What slows down guessing at the door of a vote, and the flooding of a mailbox: narrow for one person, wide for an address, which a
 * whole town hall or school may share.
 */
export function voteLimits(editionId: string, person: string | null, address: string) {
  const wide = { bucket: `vote-from:${editionId}:${address}`, limit: 600, window_s: quarterHour_s }
  if (person === null) return [wide]
  return [{ bucket: `vote:${editionId}:${person}`, limit: 8, window_s: quarterHour_s }, wide]
}

/** `1990-05-31` or `31/05/1990`, as a list of the town has it. */
export function parseBirthDate(text: string): CalendarDate | null {
  const french = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(text.trim())
  if (!french) return parseCalendarDate(text)
  const [, day = '', month = '', year = ''] = french
  return parseCalendarDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
}
