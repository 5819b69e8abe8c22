import { tridiagonalEigenvalues } from './tridiagonal-eigenvalues.ts'

/** `to` ← matrix · `from`, for a symmetric matrix without negative eigenvalues. */
export type Multiply = (from: Float64Array, to: Float64Array) => void

export interface Wanted {
  /** So many eigenvectors, each within `vectorError` of the true one (Euclidean length). */
  readonly vectors: number
  readonly vectorError: number
  /** So many eigenvalues, relative to the greatest. */
  readonly values: number
  readonly valueError: number
}

export interface Eigenpairs {
  /** Descending; fewer than wanted where the matrix is smaller. */
  readonly values: readonly number[]
  /** Unit vectors, signs arbitrary. */
  readonly vectors: readonly Float64Array[]
  /** Products by the matrix that were needed. */
  readonly products: number
}

/**
 * Greatest eigenvalues of a symmetric matrix that is known by its products only, and their vectors.
 *
 * The start is fixed, the order of every sum too: the same bits on every run. A space that closes early (equal
 * eigenvalues, a matrix of low rank) is left for a new direction, so that the second of two equal values is found.
 *
 * Source: Lanczos with full reorthogonalisation (Parlett, The Symmetric Eigenvalue Problem, ch. 13); the error of a
 * vector is at most the residual divided by the distance to the next eigenvalue.
 * Cost: some 20 to 50 products, and as many² × size for the orthogonality.
 *
 * @example
 * leadingEigenpairs((from, to) => to.set([3 * from[0]!, from[1]!]), 2, { vectors: 1, vectorError: 1e-12, values: 1, valueError: 1e-12 })
 * // values [3], vectors [[±1, 0]]
 */
export function leadingEigenpairs(multiply: Multiply, size: number, wanted: Wanted): Eigenpairs {
  const basis: Float64Array[] = []
  const diagonal: number[] = []
  const beside: number[] = []
  let direction = freshDirection(basis, size)
  let restarts = 0
  let sinceRestart = 0
  while (direction !== null) {
    basis.push(direction)
    const product = new Float64Array(size)
    multiply(direction, product)
    diagonal.push(dot(direction, product))
    orthogonalise(product, basis)
    const length = Math.sqrt(dot(product, product))
    sinceRestart++
    const isClosed = length <= CLOSED * Math.max(...diagonal)
    if (!isClosed && sinceRestart % 4 === 0 && isReached(diagonal, beside, length, wanted)) break
    if (isClosed && ++restarts > wanted.values) break
    beside.push(isClosed ? 0 : length)
    direction = isClosed ? freshDirection(basis, size) : scaled(product, 1 / length)
    if (isClosed) sinceRestart = 0
  }
  return pairs(basis, diagonal, beside, wanted)
}

/** A remainder this small beside the greatest eigenvalue is rounding. */
const CLOSED = 1e-13

/** Golden ratio: its multiples are spread evenly, so that no eigenvector is likely to stand square to the start. */
const GOLDEN = (Math.sqrt(5) - 1) / 2

/** A unit vector square to the basis; null when the basis spans everything. */
function freshDirection(basis: readonly Float64Array[], size: number): Float64Array | null {
  if (basis.length >= size) return null
  const vector = Float64Array.from(
    { length: size },
    (_, i) => 1 + (((i + 1) * (basis.length + 1) * GOLDEN) % 1),
  )
  orthogonalise(vector, basis)
  const length = Math.sqrt(dot(vector, vector))
  return length < 1e-8 ? null : scaled(vector, 1 / length)
}

/**
 * Takes out of a vector what lies along the basis; twice, since once leaves rounding (Kahan: "twice is enough"). The pass
 * that takes out one direction sums up how far the vector lies along the next.
 */
function orthogonalise(vector: Float64Array, basis: readonly Float64Array[]): void {
  let along = basis.length === 0 ? 0 : dot(basis[0]!, vector)
  for (let step = 0; step < 2 * basis.length; step++) {
    const other = basis[step % basis.length]!
    const next = basis[(step + 1) % basis.length]!
    let sum = 0
    for (let i = 0; i < vector.length; i++) {
      const rest = vector[i]! - along * other[i]!
      vector[i] = rest
      sum += next[i]! * rest
    }
    along = sum
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

function scaled(vector: Float64Array, factor: number): Float64Array {
  for (let i = 0; i < vector.length; i++) vector[i]! *= factor
  return vector
}

function isReached(
  diagonal: readonly number[],
  beside: readonly number[],
  remainder: number,
  { vectors, vectorError, values, valueError }: Wanted,
): boolean {
  const size = diagonal.length
  if (size <= values) return false
  const last = diagonal.map((_, j) => Float64Array.of(j === size - 1 ? 1 : 0))
  const found = tridiagonalEigenvalues(diagonal, beside, last)
  const order = descending(found)
  const greatest = found[order[0]!]!
  return order.slice(0, values).every((at, rank) => {
    const residual = remainder * Math.abs(last[at]![0]!)
    const above = rank === 0 ? Infinity : found[order[rank - 1]!]! - found[at]!
    const gap = Math.min(above, found[at]! - found[order[rank + 1]!]!)
    // Two values that cannot be told apart have no vectors of their own: any pair in their plane will do.
    const apart = Math.max(gap, 1e-9 * greatest)
    return (
      (residual * residual) / apart <= valueError * greatest &&
      (rank >= vectors || residual <= vectorError * apart || residual <= 1e-15 * greatest)
    )
  })
}

function descending(values: Float64Array): number[] {
  return [...values.keys()].sort((a, b) => values[b]! - values[a]! || a - b)
}

function pairs(
  basis: readonly Float64Array[],
  diagonal: readonly number[],
  beside: readonly number[],
  wanted: Wanted,
): Eigenpairs {
  const size = basis[0]?.length ?? 0
  const columns = basis.map((_, j) => {
    const column = new Float64Array(basis.length)
    column[j] = 1
    return column
  })
  const found = tridiagonalEigenvalues(diagonal, beside.slice(0, basis.length - 1), columns)
  const order = descending(found)
  const vectors = order.slice(0, wanted.vectors).map((at) => {
    const vector = new Float64Array(size)
    for (let j = 0; j < basis.length; j++) {
      const direction = basis[j]!
      const weight = columns[at]![j]!
      for (let i = 0; i < size; i++) vector[i]! += weight * direction[i]!
    }
    return scaled(vector, 1 / Math.sqrt(dot(vector, vector)))
  })
  const values = order.slice(0, wanted.values).map((at) => Math.max(found[at]!, 0))
  return { values, vectors, products: basis.length }
}
