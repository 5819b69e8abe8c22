const largestSum = 1e12

/**
 * How many decimals to keep so that every number is a whole count of 10^-decimals: as many as the most precise one is
 * written with, at most nine, and no more than keep the sum of sizes below 10^12, where floating-point bounds are still
 * exact to the unit.
 */
export function decimalsOf(numbers: readonly number[]): number {
  const size = numbers.reduce((sum, number) => sum + Math.abs(number), 1)
  const written = numbers.reduce((most, number) => Math.max(most, writtenDecimals(number)), 0)
  let decimals = Math.min(9, written)
  while (decimals > 0 && size * 10 ** decimals > largestSum) decimals--
  return decimals
}

function writtenDecimals(number: number): number {
  const [mantissa = '', exponent = '0'] = String(number).split('e')
  const point = mantissa.indexOf('.')
  return Math.max(0, (point < 0 ? 0 : mantissa.length - point - 1) - Number(exponent))
}
