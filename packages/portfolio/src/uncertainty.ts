import { checkPortfolio } from './check-portfolio.ts'
import { drawFrom, pertTable } from './pert-table.ts'
import { seededRandom } from './seeded-random.ts'
import { solvePortfolio } from './solve-portfolio.ts'
import type { LimitKey, Measure, Problem, SolveOptions, Starts } from './types.ts'

/** Factors on what was estimated, low ≤ likely ≤ high; `{ low: 1, likely: 1, high: 1 }` is certain. */
export interface Factor {
  readonly low: number
  readonly likely: number
  readonly high: number
}

/** One factor on every cost and hour of a measure and one on its value: who estimated one wrongly did all. By id; absent: certain. */
export type Uncertainty = Readonly<Record<string, { readonly cost: Factor; readonly gain: Factor }>>

const certain: Factor = { low: 1, likely: 1, high: 1 }

export interface Risk {
  /** Share of the draws in which more is used than is available. */
  readonly overruns: readonly (LimitKey & { readonly probability: number })[]
  /** Value of the choice, synergies as they are: eight draws of ten lie between `tenth` and `ninetieth`. */
  readonly value: { readonly tenth: number; readonly median: number; readonly ninetieth: number }
  readonly draws: number
}

export interface DrawOptions {
  /** 10,000 when left out. */
  readonly draws?: number
  /** The same seed gives the same draws. */
  readonly seed: number
}

/**
 * Monte Carlo of a fixed choice, with the PERT law of `samplePert` read from tables. Income (negative cost) swings with
 * the costs of its measure. Cost: draws × chosen measures × limits.
 */
export function estimateRisk(
  problem: Problem,
  starts: Starts,
  uncertainty: Uncertainty,
  { draws = 10_000, seed }: DrawOptions,
): Risk {
  const chosen = problem.measures.filter(({ id }) => Object.hasOwn(starts, id))
  const random = seededRandom(seed)
  const whole = checkPortfolio(problem, starts)
  const values = new Float64Array(draws).fill(chosen.reduce((rest, { value }) => rest - value, whole.value))
  const used = whole.balance.map(() => new Float64Array(draws))
  const factors = new Float64Array(draws)
  for (const measure of chosen) {
    const { cost = certain, gain = certain } = ownOf(uncertainty, measure.id) ?? {}
    const shares = useAlone(problem, measure, starts)
    fill(factors, cost, random)
    shares.forEach((share, line) => {
      if (share !== 0) addTimes(used[line]!, factors, share)
    })
    fill(factors, gain, random)
    addTimes(values, factors, measure.value)
  }
  const limited = overrunsOf(problem, whole.balance, used, draws)
  values.sort()
  const at = (share: number) => values[Math.floor(share * (draws - 1))] ?? 0
  return { overruns: limited, value: { tenth: at(0.1), median: at(0.5), ninetieth: at(0.9) }, draws }
}

function ownOf(uncertainty: Uncertainty, id: string): Uncertainty[string] | undefined {
  return Object.hasOwn(uncertainty, id) ? uncertainty[id] : undefined
}

/** What one measure takes from each line of the balance. */
function useAlone(problem: Problem, measure: Measure, starts: Starts): number[] {
  const alone = { ...problem, measures: [measure], synergies: [] }
  return checkPortfolio(alone, { [measure.id]: starts[measure.id]! }).balance.map(({ used }) => used)
}

function fill(factors: Float64Array, { low, likely, high }: Factor, random: () => number): void {
  if (high <= low) {
    factors.fill(low)
    return
  }
  const table = pertTable(low, likely, high)
  for (let draw = 0; draw < factors.length; draw++) factors[draw] = drawFrom(table, random())
}

function addTimes(sums: Float64Array, factors: Float64Array, share: number): void {
  for (let draw = 0; draw < sums.length; draw++) sums[draw]! += factors[draw]! * share
}

type Balance = ReturnType<typeof checkPortfolio>['balance']

function overrunsOf(
  problem: Problem,
  balance: Balance,
  used: readonly Float64Array[],
  draws: number,
): Risk['overruns'] {
  const left = new Float64Array(draws)
  const overruns: Risk['overruns'][number][] = []
  balance.forEach(({ limit, year, grade, available }, line) => {
    if (year === problem.years[0]) left.fill(0)
    if (available === null) {
      left.fill(0)
      return
    }
    const own = ownLimit(problem, { limit, year, grade })
    const carries = problem.carry_over === true && grade === null
    // A hundredth of a cent or of an hour is rounding, not an overrun.
    let count = 0
    for (let draw = 0; draw < draws; draw++) {
      const rest = own + left[draw]! - used[line]![draw]!
      if (rest < -0.01) count++
      left[draw] = carries ? rest : 0
    }
    overruns.push({ limit, year, grade, probability: count / draws })
  })
  return overruns
}

function ownLimit({ limits = {}, years }: Problem, { limit, year, grade }: LimitKey): number {
  const yearly = limit === 'staff_hours' ? grade && limits.staff_hours?.[grade] : limits[limit]
  return yearly?.[years.indexOf(year)] ?? 0
}

export interface CoreIndex {
  /** Share of the solved draws in which each measure is chosen, by id. */
  readonly shares: Readonly<Record<string, number>>
  /** Draws solved, and among them those that had no portfolio. */
  readonly draws: number
  readonly infeasible: number
}

/**
 * In what share of re-solved draws each measure is chosen: near 1, whatever happens; near 0, hardly ever. Draws costs,
 * hours and values, and solves each draw anew; stops early when `signal` says so. Default 200 draws, to a gap of 0.01.
 */
export async function estimateCoreIndex(
  problem: Problem,
  uncertainty: Uncertainty,
  { draws = 200, seed, ...options }: DrawOptions & SolveOptions,
): Promise<CoreIndex> {
  const random = seededRandom(seed)
  const counts = new Map(problem.measures.map(({ id }) => [id, 0]))
  let solved = 0
  let infeasible = 0
  for (let draw = 0; draw < draws && !options.signal?.aborted; draw++) {
    const drawn = {
      ...problem,
      measures: problem.measures.map((measure) => drawMeasure(measure, uncertainty, random)),
    }
    const { status, selected } = await solvePortfolio(drawn, { gap: 0.01, ...options })
    if (status === 'unknown') continue
    solved++
    if (status === 'infeasible') infeasible++
    for (const id of selected ?? []) counts.set(id, counts.get(id)! + 1)
  }
  const shares = [...counts].map(([id, count]): [string, number] => [id, solved === 0 ? 0 : count / solved])
  return { shares: Object.fromEntries(shares), draws: solved, infeasible }
}

function drawMeasure(measure: Measure, uncertainty: Uncertainty, random: () => number): Measure {
  const { cost = certain, gain = certain } = ownOf(uncertainty, measure.id) ?? {}
  const draw = ({ low, likely, high }: Factor) => drawFrom(pertTable(low, likely, high), random())
  const [costFactor, gainFactor] = [draw(cost), draw(gain)]
  const times = (vector: readonly number[] = [], unit = 1) =>
    vector.map((amount) => Math.round(amount * costFactor * unit) / unit)
  const hours = Object.entries(measure.staff_hours ?? {}).map(([grade, vector]) => [
    grade,
    times(vector, 100),
  ])
  return {
    ...measure,
    value: Math.round(measure.value * gainFactor * 1000) / 1000,
    operating_cents: times(measure.operating_cents),
    investment_cents: times(measure.investment_cents),
    staff_hours: Object.fromEntries(hours),
  }
}
