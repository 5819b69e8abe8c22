/**
 * Share of `successes` in `trials`, drawn to one half by one vote on each side.
 *
 * @example estimatedShare(3, 4) // 0.666…
 */
export function estimatedShare(successes: number, trials: number): number {
  return (successes + 1) / (trials + 2)
}
