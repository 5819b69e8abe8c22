/**
 * z score of "a greater share here than there": one success and one trial are added on each side; 0 where all are
 * successes.
 *
 * Source: Polis (math/stats.clj, two-prop-test).
 *
 * @example differenceTest(52, 60, 30, 90) // 6.6
 */
export function differenceTest(here: number, trialsHere: number, there: number, trialsThere: number): number {
  const shareHere = (here + 1) / (trialsHere + 1)
  const shareThere = (there + 1) / (trialsThere + 1)
  const pooled = (here + there + 2) / (trialsHere + trialsThere + 2)
  if (pooled === 1) return 0
  const variance = pooled * (1 - pooled) * (1 / (trialsHere + 1) + 1 / (trialsThere + 1))
  return (shareHere - shareThere) / Math.sqrt(variance)
}
