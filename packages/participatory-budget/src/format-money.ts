/**
 * Whole money units as a decimal text in currency, without needless zeros: the inverse of `parseDecimal`.
 *
 * @param units whole, ≥ 0; currency × 10^decimals.
 *
 * @example
 * formatMoney(96924538, 2) // → '969245.38'
 * formatMoney(100, 2) // → '1'
 */
export function formatMoney(units: number, decimals: number): string {
  if (decimals === 0) return String(units)
  const digits = String(units).padStart(decimals + 1, '0')
  const after = digits.slice(-decimals).replace(/0+$/, '')
  const before = digits.slice(0, -decimals)
  return after === '' ? before : `${before}.${after}`
}
