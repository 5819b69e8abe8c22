import { centredScatter } from './centred-scatter.ts'
import { leadingEigenpairs } from './leading-eigenpairs.ts'
import type { PrincipalComponents } from './principal-components.ts'
import type { VoteMatrix } from './votes.ts'

export interface RefinedComponents extends PrincipalComponents {
  /** Greatest residual ‖XᵀX·axis − λ·axis‖ of the two axes, relative to the greatest eigenvalue: 0 is converged. */
  readonly residual: number
}

/**
 * The axes of a map after some more votes, from those before: towards `principalComponents` of the same votes, as far as
 * so many products lead. The axes keep their direction, so that the map is not mirrored between two looks at it.
 *
 * Source: block steepest descent with Rayleigh–Ritz (Knyazev 2001, without its conjugate direction).
 * Cost: two additions a vote and product; four products are the least.
 *
 * @example refineComponents(matrix, isOut, before.components, { products: 4, residual: 1e-12 })
 */
export function refineComponents(
  matrix: VoteMatrix,
  isOut: Uint8Array,
  before: readonly [Float64Array, Float64Array],
  limits: { readonly products: number; readonly residual: number },
): RefinedComponents {
  const { center, multiply } = centredScatter(matrix, isOut, null)
  const size = center.length
  const product = (vector: Float64Array) => {
    const to = new Float64Array(size)
    multiply(vector, to)
    return to
  }
  let axes: Float64Array[] = orthonormal(before.map((axis) => lengthened(axis, size)))
  let images: Float64Array[] = axes.map(product)
  let products = axes.length
  for (;;) {
    const values = axes.map((axis, i) => dot(axis, images[i]!))
    const remainders = axes.map((axis, i) => combine([images[i]!, axis], [1, -values[i]!]))
    const residual = Math.max(0, ...remainders.map(length)) / Math.max(values[0] ?? 0, Number.MIN_VALUE)
    const directions =
      residual > limits.residual ? orthonormal([...axes, ...remainders]).slice(axes.length) : []
    if (directions.length === 0 || products + directions.length > limits.products) {
      return { center, components: oriented(axes, before, isOut), eigenvalues: values, products, residual }
    }
    const space = [...axes, ...directions]
    const spaceImages = [...images, ...directions.map(product)]
    products += directions.length
    const weights = bestDirections(space, spaceImages)
    axes = weights.map((weight) => combine(space, weight))
    images = weights.map((weight) => combine(spaceImages, weight))
  }
}

/** The two best directions within a space (Rayleigh–Ritz), as weights of its vectors. */
function bestDirections(space: readonly Float64Array[], images: readonly Float64Array[]): number[][] {
  const inside = space.map((vector) => images.map((image) => dot(vector, image)))
  const { vectors } = leadingEigenpairs(
    (from, to) => {
      for (let i = 0; i < to.length; i++) to[i] = from.reduce((sum, x, j) => sum + inside[i]![j]! * x, 0)
    },
    space.length,
    { vectors: 2, vectorError: 0, values: 2, valueError: 0 },
  )
  return vectors.map((vector) => [...vector])
}

/** Comments that are new since have no place on an axis yet. */
function lengthened(axis: Float64Array, size: number): Float64Array {
  const longer = new Float64Array(size)
  longer.set(axis)
  return longer
}

/** Unit vectors square to one another; what lies along the ones before is left out. */
function orthonormal(vectors: readonly Float64Array[]): Float64Array[] {
  const kept: Float64Array[] = []
  for (const vector of vectors) {
    let rest = vector
    for (let pass = 0; pass < 2; pass++) {
      for (const other of kept) rest = combine([rest, other], [1, -dot(other, rest)])
    }
    const left = length(rest)
    if (left > 1e-14 && left > 1e-8 * length(vector)) kept.push(rest.map((entry) => entry / left))
  }
  return kept
}

function oriented(
  axes: readonly Float64Array[],
  before: readonly [Float64Array, Float64Array],
  isOut: Uint8Array,
): readonly [Float64Array, Float64Array] {
  const axis = (rank: 0 | 1) => {
    const found = axes[rank] ?? new Float64Array(isOut.length)
    const along = before[rank].reduce((sum, entry, j) => sum + entry * found[j]!, 0)
    return found.map((entry, j) => (isOut[j] === 1 ? 0 : (along < 0 ? -entry : entry) + 0))
  }
  return [axis(0), axis(1)]
}

function combine(vectors: readonly Float64Array[], weights: readonly number[]): Float64Array {
  const sum = new Float64Array(vectors[0]!.length)
  vectors.forEach((vector, k) => {
    const weight = weights[k]!
    for (let i = 0; i < sum.length; i++) sum[i]! += weight * vector[i]!
  })
  return sum
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

function length(vector: Float64Array): number {
  return Math.sqrt(dot(vector, vector))
}
