import { formatEuros } from '#kernel/cents.ts'
import type { Locale } from '#kernel/locale.ts'
import { formatNumber } from '#web/formats.ts'
import type { EvidenceWords } from '../evidence.words.ts'
import type { Band } from '../promises.rules.ts'
import { unitName } from '../unit-names.ts'

/** A measured quantity, to the cent. */
export function formatMeasured(value: number, unit: string, locale: Locale): string {
  return unit === 'cents' ? formatEuros(value, locale) : inUnit(value, unit, locale)
}

/** A promised or projected quantity: in whole euros, cents would pretend to a precision that nobody has. */
export function formatEstimate(value: number, unit: string, locale: Locale): string {
  return unit === 'cents'
    ? formatEuros(Math.round(value / 100) * 100, locale, { whole: true })
    : inUnit(value, unit, locale, 1)
}

/** A gap, with its sign: `+12 000 €`. */
export function formatGap(value: number, unit: string, locale: Locale): string {
  return `${value > 0 ? '+' : ''}${formatEstimate(value, unit, locale)}`
}

/** `de 40 000 € à 70 000 €`; empty when the band is one figure. */
export function formatBand(band: Band, unit: string, locale: Locale, t: EvidenceWords): string {
  if (band.low === band.high) return ''
  return t('band', {
    low: formatEstimate(band.low, unit, locale),
    high: formatEstimate(band.high, unit, locale),
  })
}

function inUnit(value: number, unit: string, locale: Locale, digits = 3): string {
  return `${formatNumber(value, locale, digits)}\u00a0${unitName(unit, locale, value)}`
}
