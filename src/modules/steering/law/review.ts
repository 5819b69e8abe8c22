import { calendarDate } from '#kernel/calendar-date.ts'

/** Day on which the first sheet of rules was checked as a whole. A rule that is read again gets its own date. */
export const firstReview = calendarDate('2026-11-22')
