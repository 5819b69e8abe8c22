/**
 * Counts down from now on: a function that tells the seconds left, negative when they are over.
 *
 * @example
 * const effort = { random: seededRandom(1), timeLeft: stopwatch(60) }
 */
export function stopwatch(seconds: number): () => number {
  const end = performance.now() + seconds * 1000
  return () => (end - performance.now()) / 1000
}
