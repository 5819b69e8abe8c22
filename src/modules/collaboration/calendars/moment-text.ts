import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { Locale } from '#kernel/locale.ts'
import { wallTimeOf } from './zones.rules.ts'

const tags: Readonly<Record<Locale, string>> = { fr: 'fr-FR', en: 'en-GB' }

function formats(options: Intl.DateTimeFormatOptions): Readonly<Record<Locale, Intl.DateTimeFormat>> {
  return {
    fr: new Intl.DateTimeFormat(tags.fr, { ...options, timeZone: 'UTC' }),
    en: new Intl.DateTimeFormat(tags.en, { ...options, timeZone: 'UTC' }),
  }
}

const long = formats({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
const short = formats({ weekday: 'short', day: 'numeric' })
const weekday = formats({ weekday: 'long' })
const month = formats({ month: 'long', year: 'numeric' })

const noon = (day: CalendarDate) => new Date(`${day}T12:00:00Z`)
const first = (text: string, locale: Locale) =>
  locale === 'fr' ? text.replace(/\b1 (?=\p{L})/u, '1er ') : text

/** `mardi 24 novembre 2026` */
export const longDay = (day: CalendarDate, locale: Locale) => first(long[locale].format(noon(day)), locale)
/** `mar. 24` */
export const shortDay = (day: CalendarDate, locale: Locale) => short[locale].format(noon(day))
/** `mardi` */
export const weekdayName = (day: CalendarDate, locale: Locale) => weekday[locale].format(noon(day))
/** `novembre 2026` */
export const monthName = (day: CalendarDate, locale: Locale) => month[locale].format(noon(day))

/** `9 h 30` and `9 h` in French, `9:30` in English. */
export function clockText(minute: number, locale: Locale): string {
  const hour = Math.floor(minute / 60)
  const rest = String(minute % 60).padStart(2, '0')
  if (locale === 'en') return `${hour}:${rest}`
  return rest === '00' ? `${hour}\u00a0h` : `${hour}\u00a0h\u00a0${rest}`
}

/** As fields of forms hold it: `09:30`. */
export function clockField(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

interface Timed {
  readonly startsAt: Date
  readonly endsAt: Date
  readonly isAllDay: boolean
}

/** `9 h – 10 h 30` within a day. */
export function hoursText({ startsAt, endsAt }: Timed, locale: Locale): string {
  const from = clockText(wallTimeOf(startsAt).minute, locale)
  const to = clockText(wallTimeOf(endsAt).minute, locale)
  return startsAt.getTime() === endsAt.getTime() ? from : `${from} – ${to}`
}

/** `mardi 24 novembre 2026, 9 h – 10 h 30`; the days alone for what lasts whole days. */
export function formatWhen(event: Timed, locale: Locale): string {
  const from = wallTimeOf(event.startsAt)
  // The last instant of whole days is the midnight after them.
  const to = wallTimeOf(event.isAllDay ? new Date(event.endsAt.getTime() - 1) : event.endsAt)
  const [last = from.day] = [from.day, to.day].sort().reverse()
  const days =
    from.day === last ? longDay(from.day, locale) : `${longDay(from.day, locale)} – ${longDay(last, locale)}`
  if (event.isAllDay) return days
  if (from.day === last) return `${days}, ${hoursText(event, locale)}`
  return `${longDay(from.day, locale)}, ${clockText(from.minute, locale)} – ${longDay(last, locale)}, ${clockText(to.minute, locale)}`
}
