/** Slices of the range over which the law is summed up, and of the chance over which it is read back. */
const slices = 1024

/** Logarithms at the middle of each slice, for the density. */
const logs = Float64Array.from({ length: slices }, (_, slice) => Math.log((slice + 0.5) / slices))

/**
 * The PERT law on low ≤ likely ≤ high (see `samplePert`) as a table of its quantiles: element k is the value below which
 * k / 1024 of the draws fall. A draw is then one random number and one interpolation, some thirty times faster than
 * `samplePert`, and the same law to about a thousandth of the range.
 */
export function pertTable(low: number, likely: number, high: number): Float64Array {
  const range = high - low
  const table = new Float64Array(slices + 1).fill(low)
  if (range <= 0) return table
  const toHigh = (4 * (likely - low)) / range
  const toLow = (4 * (high - likely)) / range
  const sums = new Float64Array(slices + 1)
  for (let slice = 0; slice < slices; slice++)
    sums[slice + 1] = sums[slice]! + Math.exp(toHigh * logs[slice]! + toLow * logs[slices - 1 - slice]!)
  let slice = 0
  for (let k = 0; k <= slices; k++) {
    const wanted = (k / slices) * sums[slices]!
    while (slice < slices - 1 && sums[slice + 1]! < wanted) slice++
    const inside = (wanted - sums[slice]!) / (sums[slice + 1]! - sums[slice]! || 1)
    table[k] = low + (range * (slice + Math.min(1, inside))) / slices
  }
  table[0] = low
  return table
}

/** The draw of the table at `chance`, in [0, 1). */
export function drawFrom(table: Float64Array, chance: number): number {
  const at = chance * slices
  const k = Math.floor(at)
  return table[k]! + (at - k) * (table[k + 1]! - table[k]!)
}
