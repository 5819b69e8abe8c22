import { formatEuros } from '#kernel/cents.ts'
import type { Locale } from '#kernel/locale.ts'
import { unitName } from '#modules/steering/evidence/evidence.public.ts'
import { formatNumber } from '#web/formats.ts'
import type { MeasureLine } from '../measures.rules.ts'
import type { Band } from '../yearly-effect.rules.ts'

/** An amount in whole euros, as figures of an estimate are read: cents would pretend to a precision that nobody has. */
export function wholeEuros(amount: number, locale: Locale): string {
  return formatEuros(Math.round(amount / 100) * 100, locale, { whole: true })
}

/** A figure of a line in its own unit: `1 200 €`, `350 h`, `12 tonnes`. */
export function formatQuantity(value: number, unit: string, locale: Locale): string {
  if (unit === 'cents') return wholeEuros(value, locale)
  const digits = unit === 'hours' || unit === 'weeks' ? 1 : 3
  return `${formatNumber(value, locale, digits)}\u00a0${unitName(unit, locale, value)}`
}

export function formatLineFigures(line: MeasureLine, locale: Locale): string {
  const write = (value: number) => formatQuantity(value, line.unit, locale)
  if (line.low === line.high) return write(line.likely)
  return `${write(line.likely)} (${write(line.low)}\u00a0–\u00a0${write(line.high)})`
}

export function formatEuroBand(band: Band, locale: Locale): string {
  if (band.low === band.high) return wholeEuros(band.likely, locale)
  return `${wholeEuros(band.likely, locale)} (${wholeEuros(band.low, locale)}\u00a0–\u00a0${wholeEuros(band.high, locale)})`
}
