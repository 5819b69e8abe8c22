import type { Multiply } from './leading-eigenpairs.ts'
import type { VoteMatrix } from './votes.ts'

export interface CentredScatter {
  /** Mean of the votes of each comment; 0 for a comment that is moderated out. */
  readonly center: Float64Array
  /** The product by XᵀX, X being the centred votes, row by row times its weight. */
  readonly multiply: Multiply
}

/**
 * The scatter matrix of the votes, known by its products.
 *
 * A missing vote is taken for the mean of its comment; once centred it is exactly 0 and costs nothing. A comment that is
 * moderated out is 0 for everyone. `weight` counts a row several times (resampling); null counts each once.
 *
 * Cost: two passes over the votes to begin, two additions a vote and product.
 *
 * @example centredScatter(matrix, isOut, null).multiply(from, to) // to ← XᵀX · from
 */
export function centredScatter(
  matrix: VoteMatrix,
  isOut: Uint8Array,
  weight: Float64Array | null,
): CentredScatter {
  const center = weightedMeans(matrix, isOut, weight)
  return { center, multiply: scatterOf(matrix, isOut, center, weight) }
}

/** Means over the votes present; `weight` counts a participant several times (resampling), null counts each once. */
function weightedMeans(matrix: VoteMatrix, isOut: Uint8Array, weight: Float64Array | null): Float64Array {
  const { rowStart, column, value } = matrix
  const size = matrix.comments.length
  const sum = new Float64Array(size)
  const count = new Float64Array(size)
  for (let row = 0; row + 1 < rowStart.length; row++) {
    const times = weight === null ? 1 : weight[row]!
    for (let at = rowStart[row]!; at < rowStart[row + 1]!; at++) {
      sum[column[at]!]! += times * value[at]!
      count[column[at]!]! += times
    }
  }
  return sum.map((total, j) => (isOut[j] === 1 || count[j] === 0 ? 0 : total / count[j]!))
}

/**
 * The product by XᵀX, X being the centred votes.
 *
 * A vote is one of three entries of its column (−1, 0 or 1, less the mean), so that the entries are multiplied once a
 * column and product, and each vote costs one addition on the way to its row and one on the way back.
 */
function scatterOf(
  { rowStart, column, value }: VoteMatrix,
  isOut: Uint8Array,
  center: Float64Array,
  weight: Float64Array | null,
): Multiply {
  const columns = center.length
  // Slot 3j + 1 + v: a vote v on comment j.
  const slot = new Int32Array(value.length)
  for (let at = 0; at < value.length; at++) slot[at] = 3 * column[at]! + 1 + value[at]!
  const entry = new Float64Array(3 * columns)
  for (let j = 0; j < columns; j++) {
    for (let v = -1; v <= 1; v++) entry[3 * j + 1 + v] = isOut[j] === 1 ? 0 : v - center[j]!
  }
  const here = new Float64Array(3 * columns)
  const back = new Float64Array(3 * columns)
  return (from, to) => {
    for (let j = 0, s = 0; j < columns; j++) for (let v = -1; v <= 1; v++, s++) here[s] = entry[s]! * from[j]!
    back.fill(0)
    thereAndBack(rowStart, slot, here, back, weight)
    for (let j = 0; j < columns; j++) {
      const s = 3 * j
      to[j] = entry[s]! * back[s]! + entry[s + 1]! * back[s + 1]! + entry[s + 2]! * back[s + 2]!
    }
  }
}

/** Adds to each slot of `back`, for every row with a vote there, the sum of the row in `here`. */
function thereAndBack(
  rowStart: Int32Array,
  slot: Int32Array,
  here: Float64Array,
  back: Float64Array,
  weight: Float64Array | null,
): void {
  for (let row = 0; row + 1 < rowStart.length; row++) {
    const start = rowStart[row]!
    const end = rowStart[row + 1]!
    // Two sums at once: an addition need not wait for the one before.
    let even = 0
    let odd = 0
    let at = start
    for (; at + 1 < end; at += 2) {
      even += here[slot[at]!]!
      odd += here[slot[at + 1]!]!
    }
    if (at < end) even += here[slot[at]!]!
    const along = (even + odd) * (weight === null ? 1 : weight[row]!)
    for (let i = start; i < end; i++) back[slot[i]!]! += along
  }
}
