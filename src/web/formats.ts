import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { Locale } from '#kernel/locale.ts'

const tags: Record<Locale, string> = { fr: 'fr-FR', en: 'en-GB' }

/** `23 novembre 2026` */
export function formatDay(date: CalendarDate, locale: Locale): string {
  return withFirst(dayFormats[locale].format(new Date(`${date}T12:00:00Z`)), locale)
}

/** `23 novembre 2026 à 10:05`, in Paris. */
export function formatInstant(instant: Date, locale: Locale): string {
  return withFirst(instantFormats[locale].format(instant), locale)
}

/** `23 novembre 2026 à 10:05:09`, in Paris: where a second decides. */
export function formatSecond(instant: Date, locale: Locale): string {
  return withFirst(secondFormats[locale].format(instant), locale)
}

/** French counts days of a month, except the first: `1er mars`. */
function withFirst(text: string, locale: Locale): string {
  return locale === 'fr' ? text.replace(/^1 /, '1er ') : text
}

/** A quantity with the decimals it needs, three at most: `1 234,5`. */
export function formatNumber(value: number, locale: Locale, digits = 3): string {
  return numberFormat(locale, digits).format(value).replace('-', '−')
}

/** A share between 0 and 1: `64 %`. */
export function formatShare(value: number, locale: Locale): string {
  return shareFormats[locale].format(value)
}

const dayFormats = {
  fr: new Intl.DateTimeFormat(tags.fr, { dateStyle: 'long', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat(tags.en, { dateStyle: 'long', timeZone: 'UTC' }),
}
const instantFormats = {
  fr: new Intl.DateTimeFormat(tags.fr, { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Paris' }),
  en: new Intl.DateTimeFormat(tags.en, { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Paris' }),
}
const secondFormats = {
  fr: new Intl.DateTimeFormat(tags.fr, { dateStyle: 'long', timeStyle: 'medium', timeZone: 'Europe/Paris' }),
  en: new Intl.DateTimeFormat(tags.en, { dateStyle: 'long', timeStyle: 'medium', timeZone: 'Europe/Paris' }),
}
const shareFormats = {
  fr: new Intl.NumberFormat(tags.fr, { style: 'percent', maximumFractionDigits: 0 }),
  en: new Intl.NumberFormat(tags.en, { style: 'percent', maximumFractionDigits: 0 }),
}

const numberFormats = new Map<string, Intl.NumberFormat>()

function numberFormat(locale: Locale, digits: number): Intl.NumberFormat {
  const key = `${locale}${digits}`
  const known = numberFormats.get(key)
  if (known) return known
  const made = new Intl.NumberFormat(tags[locale], { maximumFractionDigits: digits })
  numberFormats.set(key, made)
  return made
}
