import type { Locale } from './locale.ts'

/** An amount of money: a whole number of euro cents, exact up to 90,000 billion euros. */
export type Cents = number & { readonly brand: 'Cents' }

/** The amount, when the number is a whole number of cents that arithmetic keeps exact; throws else. */
export function cents(value: number): Cents {
  if (!Number.isSafeInteger(value)) throw new Error(`impossible: ${value} is not a whole number of cents`)
  return (value === 0 ? 0 : value) as Cents
}

export function sumCents(amounts: Iterable<Cents>): Cents {
  let total = 0
  for (const amount of amounts) total += amount
  return cents(total)
}

/** The nearest whole cent, half away from zero, as French accounts round. */
export function roundToCents(value: number): Cents {
  return cents(Math.sign(value) * Math.round(Math.abs(value)))
}

const amountText = /^([+-]?)(\d+)(?:[.,](\d{1,2}))?$/
const spaces = /[\s\u00a0\u202f\u2009]/g

/**
 * Reads an amount in euros as people and spreadsheets write it: `1 234,56 €`, `1234.5`, `-12`.
 * Null when it is not one, or when the sign that groups thousands is ambiguous (`1.234` could be 1,234 euros).
 */
export function parseEuros(text: string): Cents | null {
  const compact = text
    .replace(spaces, '')
    .replace(/(€|EUR)$/i, '')
    .replace('−', '-')
  const match = amountText.exec(compact)
  if (!match) return null
  const [, sign = '', euros = '', decimals = ''] = match
  const value = Number(euros) * 100 + Number(decimals.padEnd(2, '0') || '0')
  if (!Number.isSafeInteger(value)) return null
  return cents(sign === '-' ? -value : value)
}

/** The amount as people read it: `1 234,50 €`, without cents when they are zero and `whole` allows it. */
export function formatEuros(amount: number, locale: Locale, options: { whole?: boolean } = {}): string {
  const digits = options.whole || amount % 100 === 0 ? 0 : 2
  // The sign is a minus, not a hyphen at which a line could break.
  return euroFormat(locale, digits)
    .format(amount / 100)
    .replace('-', '−')
}

/**
 * The amount as a sentence or an axis says it, in three figures at most: `287 k€`, `1,25 M€`, `8 460 €`. Estimates are not known any
 * better; tables keep the euro.
 */
export function formatEurosShort(amount: number, locale: Locale): string {
  const euros = Number((amount / 100).toPrecision(3))
  const scale = scales.find(({ from }) => Math.abs(euros) >= from)
  if (!scale) return formatEuros((Math.round(euros) + 0) * 100, locale, { whole: true })
  const number = shortFormats[locale].format(Math.abs(euros) / scale.divisor)
  const sign = euros < 0 ? '−' : ''
  return locale === 'fr' ? `${sign}${number}\u00a0${scale.fr}` : `${sign}€${number}${scale.en}`
}

/** From ten thousand euros on, thousands are read more easily than euros. */
const scales = [
  { from: 1_000_000, divisor: 1_000_000, fr: 'M€', en: 'm' },
  { from: 10_000, divisor: 1000, fr: 'k€', en: 'k' },
] as const

const shortFormats = {
  fr: new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 2 }),
  en: new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 }),
}

/** The amount as a spreadsheet reads it back: `1234,50`. */
export function formatEurosPlain(amount: Cents): string {
  const absolute = Math.abs(amount)
  const euros = Math.floor(absolute / 100)
  return `${amount < 0 ? '-' : ''}${euros},${String(absolute % 100).padStart(2, '0')}`
}

const euroFormats = new Map<string, Intl.NumberFormat>()

function euroFormat(locale: Locale, digits: number): Intl.NumberFormat {
  const key = `${locale}${digits}`
  const known = euroFormats.get(key)
  if (known) return known
  const made = new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', {
    style: 'currency',
    currency: 'EUR',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  euroFormats.set(key, made)
  return made
}
