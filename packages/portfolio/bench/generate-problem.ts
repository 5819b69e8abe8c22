import type { Measure, Problem, Synergy } from '../src/types.ts'
import { seededRandom } from '../src/seeded-random.ts'

/**
 * A town's programme drawn at random: works that take one to three years of investment, then cost something to run (or
 * bring income), need hours of the three grades, and whose value follows their cost with noise. Budgets cover about
 * `tightness` of what everything together would cost, which makes the choice a hard knapsack.
 */
export function generateProblem(size: {
  readonly seed: number
  readonly measures: number
  readonly years: number
  readonly tightness: number
  readonly noise: number
  readonly spread: number
}): Problem {
  const random = seededRandom(size.seed)
  const years = Array.from({ length: size.years }, (_, i) => 2027 + i)
  const measures = Array.from({ length: size.measures }, (_, i) => drawMeasure(random, years, i, size))
  const linked = measures.map((measure, i) => ({ ...measure, ...drawLinks(random, size.measures, i) }))
  return { years, measures: linked, limits: drawLimits(linked, years, size.tightness), synergies: drawSynergies(random, measures) }
}

function drawMeasure(random: () => number, years: readonly number[], index: number, size: { noise: number; spread: number }): Measure {
  const duration = 1 + Math.floor(random() * 3)
  const total = Math.round(Math.exp(Math.log(50_000) + random() * Math.log(size.spread))) * 100
  const shares = Array.from({ length: duration }, () => 0.5 + random())
  const sum = shares.reduce((a, b) => a + b, 0)
  const running = Math.round(total * (random() * 0.12 - 0.02))
  const hours = () => Array.from({ length: duration }, () => Math.round((total / 100_000) * (0.5 + random())))
  return {
    id: `m${String(index + 1).padStart(3, '0')}`,
    value: Math.round((total / 1_000_000) * (1 - size.noise / 2 + size.noise * random()) * 10) / 10 + 1,
    investment_cents: shares.map((share) => Math.round((total * share) / sum)),
    operating_cents: years.map((_, year) => (year < duration ? 0 : running)),
    staff_hours: { A: hours(), B: hours() },
    starts: years.slice(0, years.length - duration + 1),
  }
}

/** One measure in five requires an earlier one of the list, one in ten excludes one. */
function drawLinks(random: () => number, count: number, index: number): Partial<Measure> {
  const other = (index + 1 + Math.floor(random() * (count - 1))) % count
  const id = `m${String(other + 1).padStart(3, '0')}`
  const draw = random()
  if (draw < 0.2 && other < index) return { requires: [id] }
  return draw > 0.9 ? { excludes: [id] } : {}
}

function drawLimits(measures: readonly Measure[], years: readonly number[], tightness: number): Problem['limits'] {
  const total = (pick: (measure: Measure) => readonly number[] | undefined) =>
    measures.reduce((sum, measure) => sum + (pick(measure) ?? []).reduce((a, b) => a + Math.max(0, b), 0), 0)
  const yearly = (amount: number) => years.map(() => Math.round((amount * tightness) / years.length))
  return {
    investment_cents: yearly(total((measure) => measure.investment_cents)),
    operating_cents: yearly(total((measure) => measure.operating_cents) * 0.5),
    staff_hours: {
      A: yearly(total((measure) => measure.staff_hours?.A)),
      B: yearly(total((measure) => measure.staff_hours?.B)),
    },
  }
}

function drawSynergies(random: () => number, measures: readonly Measure[]): Synergy[] {
  const count = Math.floor(measures.length / 10)
  return Array.from({ length: count }, () => {
    const first = Math.floor(random() * measures.length)
    const second = (first + 1 + Math.floor(random() * (measures.length - 1))) % measures.length
    const pair = [measures[first]!, measures[second]!]
    return { measures: pair.map(({ id }) => id), value: Math.round(pair[0]!.value + pair[1]!.value) / 10 }
  })
}
