import { samplePert, seededRandom } from '@faire-commune/portfolio'
import type { Analysis } from './analysis.rules.ts'
import type { Band } from './yearly-effect.rules.ts'

/** What may happen when costs and gains are drawn within their bands. */
export interface Chance {
  /** Share of the draws in which gains pass costs. */
  readonly probability: number
  /** The result is within this range eight times out of ten, in cents. */
  readonly tenth: number
  readonly median: number
  readonly ninetieth: number
  readonly draws: number
  /** Name that the draws start from: the same name gives the same draws. */
  readonly seed: string
  /** Share of the draws in each of `bins` equal slices from the lowest to the highest result. */
  readonly histogram: { readonly from: number; readonly to: number; readonly shares: readonly number[] }
}

export const draws = 10_000
const bins = 24

/**
 * Draws the present value of all costs and of all gains, one PERT factor each: lines of one measure err together, since
 * the same people estimated them. Seeded by the code of the measure, so that everybody reads the same figure.
 */
export function chanceOfGain(analysis: Pick<Analysis, 'presentCost' | 'presentGain'>, seed: string): Chance {
  const { presentCost: cost, presentGain: gain } = analysis
  return remembered(`${seed}|${keyOf(cost)}|${keyOf(gain)}`, () => drawChance(cost, gain, seed))
}

function drawChance(cost: Band, gain: Band, seed: string): Chance {
  const random = seededRandom(seedNumber(seed))
  const results = new Float64Array(draws)
  for (let draw = 0; draw < draws; draw += 1)
    results[draw] =
      samplePert(gain.low, gain.likely, gain.high, random) -
      samplePert(cost.low, cost.likely, cost.high, random)
  results.sort()
  const at = (share: number) => Math.round(results[Math.floor(share * (draws - 1))] ?? 0)
  return {
    probability: results.filter((result) => result > 0).length / draws,
    tenth: at(0.1),
    median: at(0.5),
    ninetieth: at(0.9),
    draws,
    seed,
    histogram: histogramOf(results),
  }
}

/** `sorted` from the lowest to the highest. */
function histogramOf(sorted: Float64Array): Chance['histogram'] {
  const from = sorted[0] ?? 0
  const to = sorted.at(-1) ?? 0
  const counts = new Array<number>(bins).fill(0)
  for (const result of sorted) {
    const bin = to === from ? 0 : Math.min(bins - 1, Math.floor(((result - from) / (to - from)) * bins))
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  return { from, to, shares: counts.map((count) => count / sorted.length) }
}

/** A number made of the text, by FNV-1a (Fowler, Noll, Vo): no secret, only the same on every machine. */
function seedNumber(text: string): number {
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return hash >>> 0
}

function keyOf(band: Band): string {
  return `${band.low} ${band.likely} ${band.high}`
}

// The draws depend on nothing but their key, so what was drawn once is kept: a page costs no draws when it is read again.
const known = new Map<string, Chance>()
const mostKnown = 2_000

function remembered(key: string, draw: () => Chance): Chance {
  const before = known.get(key)
  if (before) return before
  if (known.size >= mostKnown) known.clear()
  const chance = draw()
  known.set(key, chance)
  return chance
}
