import { formatEuros } from '#kernel/cents.ts'
import type { Locale } from '#kernel/locale.ts'

/** An amount in the edition's currency: imported elections of other countries keep theirs. */
export function amountText(amount: number, currency: string, locale: Locale): string {
  if (currency === 'EUR') return formatEuros(Math.round(amount), locale)
  const digits = Math.round(amount) % 100 === 0 ? 0 : 2
  return new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount / 100)
}

/** What one person paid: parts of a cent are rounded for reading. */
export function shareText(amount: number, currency: string, locale: Locale): string {
  return amountText(Math.round(amount), currency, locale)
}
