/**
 * How far two divisions of the same points agree, names of the clusters apart: 1 the same, about 0 what chance gives.
 *
 * Source: Hubert and Arabie 1985. Cost: the number of points.
 *
 * @example adjustedRandIndex([0, 0, 1, 1], [1, 1, 0, 0]) // 1
 */
export function adjustedRandIndex(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const both = new Map<string, number>()
  const left = new Map<number, number>()
  const right = new Map<number, number>()
  for (let i = 0; i < a.length; i++) {
    const key = `${a[i]} ${b[i]}`
    both.set(key, (both.get(key) ?? 0) + 1)
    left.set(a[i]!, (left.get(a[i]!) ?? 0) + 1)
    right.set(b[i]!, (right.get(b[i]!) ?? 0) + 1)
  }
  const pairsBoth = pairs(both.values())
  const pairsLeft = pairs(left.values())
  const pairsRight = pairs(right.values())
  const all = (a.length * (a.length - 1)) / 2
  const expected = all === 0 ? 0 : (pairsLeft * pairsRight) / all
  const most = (pairsLeft + pairsRight) / 2
  return most === expected ? 1 : (pairsBoth - expected) / (most - expected)
}

function pairs(counts: Iterable<number>): number {
  let sum = 0
  for (const count of counts) sum += (count * (count - 1)) / 2
  return sum
}
