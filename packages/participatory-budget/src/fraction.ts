import type { Fraction } from './types.ts'

/**
 * The exact quotient of two whole numbers in lowest terms, as the reports show amounts.
 *
 * Cost: a greatest common divisor. Throws a RangeError for a denominator of 0.
 *
 * @example
 * fraction(6n, -4n) // → { numerator: -3n, denominator: 2n }
 */
export function fraction(numerator: bigint, denominator: bigint): Fraction {
  if (denominator === 0n) throw new RangeError('a fraction needs a denominator other than 0')
  const divisor = greatestCommonDivisor(numerator, denominator) * (denominator < 0n ? -1n : 1n)
  return { numerator: numerator / divisor, denominator: denominator / divisor }
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [large, small] = [a < 0n ? -a : a, b < 0n ? -b : b]
  while (small !== 0n) [large, small] = [small, large % small]
  return large
}
