import type { KindCounts } from './panel-search.ts'

/** Panels as sparse columns: in `kinds[starts[p]]` to `kinds[starts[p + 1] - 1]` stand the kinds of panel p. */
interface Columns {
  readonly starts: Int32Array
  readonly kinds: Int32Array
  /** Counts, divided by the root of the kind's expectation, so that rare kinds weigh as much as frequent ones. */
  readonly values: Float64Array
}

/** Corrections, each followed by the panels that fell below zero leaving. Three or four do, where it works at all. */
const CORRECTIONS = 12

/** Largest error of an expected number, a hundred times below the precision promised for chances. */
const EXACT = 1e-9

/** Error at which a correction ends: below what its equations allow, an order under `EXACT` as they are divided by a root. */
const CLOSE = 1e-10

/** A correction also ends when it made the error a million times smaller; the next one starts from the true error. */
const ENOUGH = 1e-6

/** Conjugate gradients end in exact arithmetic after one step a kind; past this they only gather rounding. */
const MOST_STEPS = 1000

/**
 * Weights such that the average of the panels is exactly what is expected, or null where this way finds none (which proves
 * nothing).
 *
 * Panels that were gathered round the expectation have nearly its average with equal weights. The smallest correction (by
 * least squares) that makes it exact is then so small that hardly a weight falls below zero; the panels where one does
 * leave, and the rest is corrected again. A linear program would find weights for fewer panels, in some hundred times the
 * time: each step here only reads the panels.
 *
 * Cost: corrections × some hundred steps × panels × kinds of a panel.
 */
export function balancedWeights(panels: readonly KindCounts[], expected: Float64Array): Float64Array | null {
  const columns = columnsOf(panels, expected)
  const goal = expected.map(Math.sqrt)
  const weights = new Float64Array(panels.length).fill(1 / panels.length)
  const alive = new Uint8Array(panels.length).fill(1)
  for (let i = 0; i < CORRECTIONS; i++) {
    const average = averageOf(columns, weights, expected.length)
    const missing = goal.map((amount, kind) => amount - average[kind]!)
    if (isExact(missing, goal)) return weights
    const prices = leastPrices(columns, alive, missing)
    const change = pricesOf(columns, alive, prices)
    for (const panel of weights.keys()) {
      weights[panel]! += change[panel]!
      if (weights[panel]! > 0) continue
      weights[panel] = 0
      alive[panel] = 0
    }
  }
  return null
}

function columnsOf(panels: readonly KindCounts[], expected: Float64Array): Columns {
  const starts = new Int32Array(panels.length + 1)
  const kinds: number[] = []
  const values: number[] = []
  for (const [panel, counts] of panels.entries()) {
    for (const [kind, count] of counts.entries()) {
      if (count === 0) continue
      kinds.push(kind)
      values.push(count / Math.sqrt(Math.max(expected[kind]!, EXACT)))
    }
    starts[panel + 1] = kinds.length
  }
  return { starts, kinds: Int32Array.from(kinds), values: Float64Array.from(values) }
}

function isExact(missing: Float64Array, goal: Float64Array): boolean {
  return missing.every((amount, kind) => Math.abs(amount) * goal[kind]! <= EXACT)
}

function averageOf({ starts, kinds, values }: Columns, weights: Float64Array, howMany: number): Float64Array {
  const average = new Float64Array(howMany)
  for (let panel = 0; panel < weights.length; panel++) {
    const weight = weights[panel]!
    if (weight === 0) continue
    for (let i = starts[panel]!; i < starts[panel + 1]!; i++) average[kinds[i]!]! += values[i]! * weight
  }
  return average
}

/** What each panel that is still there costs at these prices by kind. */
function pricesOf({ starts, kinds, values }: Columns, alive: Uint8Array, prices: Float64Array): Float64Array {
  const sums = new Float64Array(alive.length)
  for (let panel = 0; panel < sums.length; panel++) {
    if (alive[panel] === 0) continue
    let sum = 0
    for (let i = starts[panel]!; i < starts[panel + 1]!; i++) sum += values[i]! * prices[kinds[i]!]!
    sums[panel] = sum
  }
  return sums
}

/**
 * Prices such that weights changed by each panel's price make up for what is missing: the normal equations of the smallest
 * change, by conjugate gradients (Hestenes and Stiefel, 1952). The best prices met are kept, as rounding may undo them.
 */
function leastPrices(columns: Columns, alive: Uint8Array, missing: Float64Array): Float64Array {
  const prices = new Float64Array(missing.length)
  const residual = missing.slice()
  const direction = missing.slice()
  let size = dot(residual, residual)
  const small = Math.max(CLOSE * CLOSE, size * ENOUGH * ENOUGH)
  let best = { size, prices: prices.slice() }
  for (
    let step = 0;
    step < MOST_STEPS && size > small && size < 1e4 * (best.size + dot(missing, missing));
    step++
  ) {
    const image = averageOf(columns, pricesOf(columns, alive, direction), missing.length)
    const stride = size / dot(direction, image)
    addTo(prices, stride, direction)
    addTo(residual, -stride, image)
    const next = dot(residual, residual)
    for (const kind of direction.keys()) direction[kind] = residual[kind]! + (next / size) * direction[kind]!
    size = next
    if (size < best.size) best = { size, prices: prices.slice() }
  }
  return best.prices
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

function addTo(target: Float64Array, times: number, added: Float64Array): void {
  for (let i = 0; i < target.length; i++) target[i]! += times * added[i]!
}
