/** A decimal as written: `digits` / 10^`decimals`. */
export interface Decimal {
  readonly digits: bigint
  readonly decimals: number
}

/**
 * A non-negative amount as towns write it: `1331751.11`, `1331751,11`, `1 331 751`. Exact: money is never a double here.
 * Trailing zeros after the point are dropped. Null where it is none: letters, signs, exponents, a point and a comma.
 *
 * Cost: O(length).
 *
 * @example
 * parseDecimal('1 331 751,10') // → { digits: 13317511n, decimals: 1 }
 * parseDecimal('1.331,10') // → null
 */
export function parseDecimal(text: string): Decimal | null {
  const match = /^(\d+)(?:[.,](\d+))?$/.exec(text.replace(/(?<=\d)[ \u00a0\u202f](?=\d)/g, ''))
  if (!match) return null
  const after = (match[2] ?? '').replace(/0+$/, '')
  return { digits: BigInt(`${match[1]}${after}`), decimals: after.length }
}
