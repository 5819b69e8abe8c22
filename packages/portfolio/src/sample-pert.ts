/**
 * One draw of the PERT law on low ≤ likely ≤ high: a beta law scaled to the range, with mean (low + 4·likely + high) / 6.
 *
 * Low equal to high gives that value. Cost: about three normal draws. The beta draw is a ratio of two gamma draws.
 * Source: Malcolm, Roseboom, Clark, Fazar, "Application of a technique for research and development program
 * evaluation", Operations Research 7(5), 1959.
 */
export function samplePert(low: number, likely: number, high: number, random: () => number): number {
  const range = high - low
  if (range <= 0) return low
  const towardsHigh = sampleGamma(1 + (4 * (likely - low)) / range, random)
  const towardsLow = sampleGamma(1 + (4 * (high - likely)) / range, random)
  return low + (range * towardsHigh) / (towardsHigh + towardsLow)
}

/**
 * One draw of the gamma law of that shape (1 or more) and scale 1, by squeeze and rejection.
 * Source: Marsaglia, Tsang, "A simple method for generating gamma variables", ACM TOMS 26(3), 2000.
 */
function sampleGamma(shape: number, random: () => number): number {
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = sampleNormal(random)
    const v = (1 + c * x) ** 3
    // Accepted more than 95 times in 100 for shapes from 1 on: the loop is short with probability 1.
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
  }
}

/** One draw of the normal law, by the polar method without keeping the second value: the stream stays simple to replay. */
function sampleNormal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
