import { luhnSum, parseSiren } from '#kernel/siren.ts'

/**
 * What a cell that should hold a SIRET really holds. A truncated or mistyped number whose first nine digits are a true SIREN
 * still says which organisation it is; it is never called a valid SIRET.
 */
export type SiretReading =
  | { readonly kind: 'missing' }
  | { readonly kind: 'valid'; readonly siret: string; readonly siren: string }
  | { readonly kind: 'recovered'; readonly siren: string; readonly cause: SiretDamage }
  | { readonly kind: 'invalid'; readonly found: string }

/**
 * `truncated`: its last two digits became zeros, as a spreadsheet does that keeps twelve digits of a number;
 * `short`: digits are missing at the end; `siren_only`: nine digits were given; `key`: the check digit is wrong.
 */
export type SiretDamage = 'truncated' | 'short' | 'siren_only' | 'key'

/** No cell of a column is believed whose neighbours all lost their last digits, even if its key is right by chance. */
export function readSiret(text: string, isTruncatedColumn: boolean): SiretReading {
  const digits = digitsOf(text)
  if (digits === '') return { kind: 'missing' }
  if (!/^\d{9,14}$/.test(digits)) return { kind: 'invalid', found: text.trim() }
  const siren = parseSiren(digits.slice(0, 9))
  if (siren === null) return { kind: 'invalid', found: text.trim() }
  const cause = damageOf(digits, siren, isTruncatedColumn)
  return cause === null ? { kind: 'valid', siret: digits, siren } : { kind: 'recovered', siren, cause }
}

function damageOf(digits: string, siren: string, isTruncatedColumn: boolean): SiretDamage | null {
  if (digits.length === 9) return 'siren_only'
  if (digits.length < 14) return 'short'
  if (digits.endsWith(noEstablishment) || (isTruncatedColumn && hasLostDigits(digits))) return 'truncated'
  return hasGoodKey(digits, siren) ? null : hasLostDigits(digits) ? 'truncated' : 'key'
}

/** Number of an establishment (NIC) that INSEE never gives. */
const noEstablishment = '00000'

const hasLostDigits = (digits: string) => digits.length === 14 && digits.endsWith('00')

/** A column is truncated when most of its full-length numbers end in two zeros: true ones do so once in a hundred. */
export function isTruncatedColumn(texts: Iterable<string>): boolean {
  const watch = watchTruncation()
  for (const text of texts) watch.see(text)
  return watch.isTruncated()
}

/** Looks at a column cell by cell, keeping none. */
export function watchTruncation(): { see(text: string): void; isTruncated(): boolean } {
  let full = 0
  let lost = 0
  return {
    see(text) {
      const digits = digitsOf(text)
      if (!/^\d{14}$/.test(digits)) return
      full += 1
      if (hasLostDigits(digits)) lost += 1
    },
    isTruncated: () => full >= 5 && lost * 2 > full,
  }
}

/** Whether fourteen digits have a right key, be it by chance. */
export function passesSiretKey(text: string): boolean {
  const digits = digitsOf(text)
  return /^\d{14}$/.test(digits) && hasGoodKey(digits, digits.slice(0, 9))
}

/**
 * Digits of a cell that a spreadsheet may have made a number: `45032466000000.0`, `4,50325E+13`. What is not digits comes
 * back as it is.
 */
function digitsOf(text: string): string {
  const compact = text.replaceAll(/[\s\u00a0\u202f]/g, '')
  const power = /^(\d)[.,](\d+)E\+?(\d{1,2})$/i.exec(compact)
  if (power) {
    const [, first = '', rest = '', exponent = ''] = power
    return `${first}${rest}`.padEnd(Number(exponent) + 1, '0')
  }
  return compact.replace(/[.,]0+$/, '')
}

/**
 * The key of a SIRET: Luhn's sum over the fourteen digits; for the post offices of La Poste, which share one SIREN, the
 * plain sum of the digits is a multiple of five (INSEE).
 */
function hasGoodKey(siret: string, siren: string): boolean {
  if (luhnSum(siret) % 10 === 0) return true
  return siren === laPoste && [...siret].reduce((sum, digit) => sum + Number(digit), 0) % 5 === 0
}

const laPoste = '356000000'

/** `W`, the department's two characters (a letter in Corsica and overseas), the office's digit, six digits. */
const rnaForm = /^W\d[0-9A-Z]\d{7}$/

/** Number of the national register of associations; null when the text is not one. */
export function parseRna(text: string): string | null {
  const compact = text.replaceAll(/[\s\u00a0\u202f]/g, '').toUpperCase()
  return rnaForm.test(compact) ? compact : null
}
