import { seededRandom } from '../src/seeded-random.ts'
import type { Measure, Problem, Synergy } from '../src/types.ts'

export interface ProblemSize {
  readonly seed: number
  readonly measures: number
  readonly years: number
  /** Share of what everything together would cost that the yearly limits allow in all. */
  readonly tightness: number
  /** Largest cost of a measure over the smallest. */
  readonly spread: number
  /** How much of the value follows the cost (1) instead of chance (0): the more, the harder the choice. */
  readonly likeness: number
}

/**
 * A town's programme drawn at random: works that take one to three years of investment, then cost something to run or
 * bring income, and whose value follows their cost in part. Yearly limits on investment and operation; one measure in
 * five requires an earlier one, one in ten excludes another; one synergy for ten measures.
 */
export function generateProblem(size: ProblemSize): Problem {
  const random = seededRandom(size.seed)
  const years = Array.from({ length: size.years }, (_, index) => 2027 + index)
  const drawn = Array.from({ length: size.measures }, (_, index) => drawMeasure(random, years, index, size))
  const measures = drawn.map((measure, index) => ({ ...measure, ...drawLinks(random, size.measures, index) }))
  const limits = {
    investment_cents: drawLimit(measures, years, size.tightness, 'investment_cents'),
    operating_cents: drawLimit(measures, years, size.tightness * 0.75, 'operating_cents'),
  }
  return { years, measures, limits, synergies: drawSynergies(random, measures) }
}

function drawMeasure(
  random: () => number,
  years: readonly number[],
  index: number,
  { spread, likeness }: ProblemSize,
): Measure {
  const duration = 1 + Math.floor(random() * 3)
  const size = random()
  const total_cents = Math.round(50_000 * spread ** size) * 100
  const shares = Array.from({ length: duration }, () => 0.5 + random())
  const whole = shares.reduce((sum, share) => sum + share, 0)
  const running_cents = Math.round(total_cents * (random() * 0.12 - 0.02))
  return {
    id: idOf(index),
    value: Math.round(10 * (10 + 90 * (likeness * size + (1 - likeness) * random()))) / 10,
    investment_cents: shares.map((share) => Math.round((total_cents * share) / whole)),
    operating_cents: years.map((_, age) => (age < duration ? 0 : running_cents)),
    starts: years.slice(0, Math.max(1, years.length - duration + 1)),
  }
}

function idOf(index: number): string {
  return `m${String(index + 1).padStart(3, '0')}`
}

function drawLinks(random: () => number, count: number, index: number): Partial<Measure> {
  const other = (index + 1 + Math.floor(random() * (count - 1))) % count
  const draw = random()
  if (draw < 0.2 && other < index) return { requires: [idOf(other)] }
  return draw > 0.9 ? { excludes: [idOf(other)] } : {}
}

function drawLimit(
  measures: readonly Measure[],
  years: readonly number[],
  tightness: number,
  name: 'investment_cents' | 'operating_cents',
): number[] {
  const total = measures
    .flatMap((measure) => measure[name] ?? [])
    .reduce((sum, cents) => sum + Math.max(0, cents), 0)
  return years.map(() => Math.round((total * tightness) / years.length))
}

function drawSynergies(random: () => number, measures: readonly Measure[]): Synergy[] {
  return Array.from({ length: Math.floor(measures.length / 10) }, () => {
    const first = Math.floor(random() * measures.length)
    const second = (first + 1 + Math.floor(random() * (measures.length - 1))) % measures.length
    const pair = [measures[first]!, measures[second]!]
    return { measures: pair.map(({ id }) => id), value: Math.round(pair[0]!.value + pair[1]!.value) / 10 }
  })
}
