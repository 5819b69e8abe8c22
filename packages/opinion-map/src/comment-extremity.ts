import type { PrincipalComponents } from './principal-components.ts'

/**
 * How far each comment lies from the middle: where somebody would stand whose only vote is to agree with it.
 *
 * Source: Polis (comment projection). Cost: the number of comments.
 *
 * @example commentExtremity({ center: Float64Array.of(0), components: [Float64Array.of(1), Float64Array.of(0)] }) // [1]
 */
export function commentExtremity({
  center,
  components: [first, second],
}: Pick<PrincipalComponents, 'center' | 'components'>): Float64Array {
  const stretch = Math.sqrt(center.length)
  return center.map((mean, j) => {
    const x = stretch * (1 - mean) * first[j]!
    const y = stretch * (1 - mean) * second[j]!
    return Math.sqrt(x * x + y * y)
  })
}
