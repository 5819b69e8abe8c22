/**
 * z score of "more than half": one success is added to both.
 *
 * Source: Polis (math/stats.clj, prop-test).
 *
 * @example shareTest(24, 28) // 3.8996
 */
export function shareTest(successes: number, trials: number): number {
  return 2 * Math.sqrt(trials + 1) * ((successes + 1) / (trials + 1) - 0.5)
}
