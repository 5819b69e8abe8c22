/**
 * The next comment to show: one that was not seen, drawn with a chance proportional to its priority; null where all were.
 *
 * `random` is in [0, 1): the same number draws the same comment.
 *
 * Source: Polis (server, selectProbabilistically). Cost: the number of comments.
 *
 * @example drawNextComment(Float64Array.of(1, 3), (j) => j === 0, 0.5) // 1: the only one left
 */
export function drawNextComment(
  priorities: Float64Array,
  isSeen: (comment: number) => boolean,
  random: number,
): number | null {
  let total = 0
  for (let j = 0; j < priorities.length; j++) if (!isSeen(j)) total += priorities[j]!
  let left = random * total
  let last: number | null = null
  for (let j = 0; j < priorities.length; j++) {
    if (isSeen(j) || priorities[j] === 0) continue
    last = j
    left -= priorities[j]!
    if (left < 0) return j
  }
  return last
}
