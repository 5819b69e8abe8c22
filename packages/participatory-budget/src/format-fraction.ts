import type { Fraction } from './types.ts'

/**
 * An exact amount as `numerator/denominator`, or as a whole number where it is one: the text that anyone can re-do a
 * count with.
 *
 * @param decimals the amount is in money units of 10^-decimals; the text is in currency.
 *
 * @example
 * formatFraction({ numerator: 1050539n, denominator: 747n }, 0) // → '1050539/747'
 * formatFraction({ numerator: 150n, denominator: 1n }, 2) // → '3/2'
 */
export function formatFraction({ numerator, denominator }: Fraction, decimals: number): string {
  const scaled = denominator * 10n ** BigInt(decimals)
  const divisor = commonDivisor(numerator < 0n ? -numerator : numerator, scaled)
  const [top, bottom] = [numerator / divisor, scaled / divisor]
  return bottom === 1n ? String(top) : `${top}/${bottom}`
}

function commonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : commonDivisor(b, a % b)
}
