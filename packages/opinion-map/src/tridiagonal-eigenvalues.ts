/**
 * Eigenvalues of a symmetric tridiagonal matrix, unsorted; `columns` are multiplied by the matrix of eigenvectors.
 *
 * Give the columns of the identity to have whole eigenvectors, only their last entries to have those of the eigenvectors.
 * `diagonal` and `beside` (entry `i` between `i` and `i + 1`) are left as they are.
 *
 * Source: implicit QL with Wilkinson's shift (Bowdler, Martin, Reinsch and Wilkinson, 1968).
 * Cost: about 3 k² rotations of columns as long as they are.
 *
 * @example tridiagonalEigenvalues([2, 2], [1], []) // [1, 3] in some order
 */
export function tridiagonalEigenvalues(
  diagonal: readonly number[],
  beside: readonly number[],
  columns: readonly Float64Array[],
): Float64Array {
  const size = diagonal.length
  const d = Float64Array.from(diagonal)
  const e = new Float64Array(size)
  for (let i = 0; i + 1 < size; i++) e[i] = beside[i]!
  for (let low = 0; low < size; low++) {
    for (let round = 0; ; round++) {
      const high = endOfBlock(d, e, low)
      if (high === low) break
      if (round === MOST_ROUNDS) throw new Error('implicit QL did not converge: the matrix holds no numbers')
      chase(d, e, low, high, columns)
    }
  }
  return d
}

/** QL needs two or three rounds an eigenvalue. */
const MOST_ROUNDS = 60

/** First index from `low` on whose entry beside the diagonal is nothing beside its neighbours. */
function endOfBlock(d: Float64Array, e: Float64Array, low: number): number {
  let high = low
  while (high + 1 < d.length) {
    const scale = Math.abs(d[high]!) + Math.abs(d[high + 1]!)
    if (Math.abs(e[high]!) <= Number.EPSILON * scale) break
    high++
  }
  return high
}

/** One QL step on the block from `low` to `high`: the bulge is chased from the bottom to the top by rotations. */
function chase(
  d: Float64Array,
  e: Float64Array,
  low: number,
  high: number,
  columns: readonly Float64Array[],
): void {
  const half = (d[low + 1]! - d[low]!) / (2 * e[low]!)
  const root = Math.sqrt(half * half + 1)
  let g = d[high]! - d[low]! + e[low]! / (half + (half >= 0 ? root : -root))
  let sine = 1
  let cosine = 1
  let shift = 0
  for (let i = high - 1; i >= low; i--) {
    const f = sine * e[i]!
    const b = cosine * e[i]!
    const length = Math.sqrt(f * f + g * g)
    e[i + 1] = length
    if (length === 0) {
      d[i + 1]! -= shift
      e[high] = 0
      return
    }
    sine = f / length
    cosine = g / length
    const kept = d[i + 1]! - shift
    const turned = (d[i]! - kept) * sine + 2 * cosine * b
    shift = sine * turned
    d[i + 1] = kept + shift
    g = cosine * turned - b
    if (columns.length > 0) rotate(columns[i]!, columns[i + 1]!, cosine, sine)
  }
  d[low]! -= shift
  e[low] = g
  e[high] = 0
}

function rotate(left: Float64Array, right: Float64Array, cosine: number, sine: number): void {
  for (let k = 0; k < left.length; k++) {
    const r = right[k]!
    const l = left[k]!
    right[k] = sine * l + cosine * r
    left[k] = cosine * l - sine * r
  }
}
