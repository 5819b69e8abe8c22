import type { Locale } from '#kernel/locale.ts'
import { formatNumber } from '#web/formats.ts'

/** Hundredths of a percent as people read them: `33,33 %`. */
export function percentText(bp: number, locale: Locale): string {
  return `${formatNumber(bp / 100, locale, 2)}${locale === 'fr' ? '\u00a0' : ''}%`
}
