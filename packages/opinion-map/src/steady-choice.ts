import type { Division, Groups } from './find-groups.ts'

/**
 * Keeps the number of groups until another one was the clearest `patience` times in a row: a page must not change from
 * two groups to four and back with a handful of votes.
 *
 * Source: Polis (k smoothing, patience 4). Cost: constant.
 *
 * @example steadyChoice(2, 4)(groups)?.sought // 2, though 3 is the clearest this once
 */
export function steadyChoice(
  start: number | null,
  patience: number,
): (groups: Pick<Groups, 'divisions' | 'best'>) => Division | null {
  let kept = start
  let challenger: number | null = null
  let times = 0
  return ({ divisions, best }) => {
    const clearest = best?.sought ?? null
    times = clearest === challenger ? times + 1 : 1
    challenger = clearest
    const current = divisions.find(({ sought }) => sought === kept)
    if (current !== undefined && times < patience) return current
    kept = clearest
    return best
  }
}
