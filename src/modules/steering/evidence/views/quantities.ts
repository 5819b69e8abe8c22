import { formatEuros } from '#kernel/cents.ts'
import type { Locale } from '#kernel/locale.ts'
import { formatNumber } from '#web/formats.ts'
import type { EvidenceWords } from '../evidence.words.ts'
import type { Band } from '../promises.rules.ts'

/** A measured quantity, to the cent. */
export function formatMeasured(value: number, unit: string, locale: Locale, t: EvidenceWords): string {
  return unit === 'cents' ? formatEuros(value, locale) : inUnit(value, unit, locale, t)
}

/** A promised or projected quantity: in whole euros, cents would pretend to a precision that nobody has. */
export function formatEstimate(value: number, unit: string, locale: Locale, t: EvidenceWords): string {
  return unit === 'cents'
    ? formatEuros(Math.round(value / 100) * 100, locale, { whole: true })
    : inUnit(value, unit, locale, t, 1)
}

/** A gap, with its sign: `+12 000 €`. */
export function formatGap(value: number, unit: string, locale: Locale, t: EvidenceWords): string {
  return `${value > 0 ? '+' : ''}${formatEstimate(value, unit, locale, t)}`
}

/** `de 40 000 € à 70 000 €`; empty when the band is one figure. */
export function formatBand(band: Band, unit: string, locale: Locale, t: EvidenceWords): string {
  if (band.low === band.high) return ''
  return t('band', {
    low: formatEstimate(band.low, unit, locale, t),
    high: formatEstimate(band.high, unit, locale, t),
  })
}

function inUnit(value: number, unit: string, locale: Locale, t: EvidenceWords, digits = 3): string {
  return `${formatNumber(value, locale, digits)}\u00a0${unitName(unit, t)}`
}

/** `cents` are read as euros. */
export function unitName(unit: string, t: EvidenceWords): string {
  return unit === 'cents' || unit === 'hours' || unit === 'weeks' ? t(`unit.${unit}`) : unit
}
