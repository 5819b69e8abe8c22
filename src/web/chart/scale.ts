/** Places values along a length: `domain` goes to `range`, in the same proportion. */
export type Scale = (value: number) => number

export function linearScale(
  [from, to]: readonly [number, number],
  [start, end]: readonly [number, number],
): Scale {
  const share = to === from ? () => 0.5 : (value: number) => (value - from) / (to - from)
  return (value) => round(start + share(value) * (end - start))
}

/**
 * Round values that people count in (1, 2 or 5 times a power of ten), about `count` of them, that enclose both ends.
 * Two equal ends are widened, so that there is always something to draw on.
 */
export function roundTicks(low: number, high: number, count = 4): number[] {
  const [from, to] = low < high ? [low, high] : [Math.min(low, 0), Math.max(high, 0)]
  if (from === to) return [0, 1]
  const step = roundStep((to - from) / count)
  const first = Math.floor(from / step)
  const last = Math.ceil(to / step)
  // Adding zero turns −0 into 0, which nobody wants to read on an axis.
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step + 0)
}

/** The smallest round step that is not below the one asked for. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least))
  const times = [1, 2, 5, 10].find((candidate) => candidate * power >= least * (1 - 1e-9)) ?? 10
  return times * power
}

/** Lowest and highest of the ticks. */
export function endsOf(ticks: readonly number[]): [number, number] {
  return [Math.min(...ticks), Math.max(...ticks)]
}

/** A hundredth of a pixel is enough, and keeps pages light. */
export function round(value: number): number {
  return Math.round(value * 100) / 100
}
