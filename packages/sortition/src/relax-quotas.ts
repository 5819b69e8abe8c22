import type { Highs, Model } from 'highs'
import type { Effort } from './effort.ts'
import { wholeFace } from './face.ts'
import { loadModel } from './linear-model.ts'
import { type PanelModel, panelModel } from './panel-model.ts'
import { panelSearch } from './panel-search.ts'
import { type Quota, quotaName, type SortitionProblem } from './problem.ts'
import { relaxationRows } from './relaxation.ts'

/** A quota whose limits move; the names as in the file of categories. */
export interface QuotaChange {
  readonly category: string
  readonly feature: string
  readonly lower_min_by: number
  readonly raise_max_by: number
}

/** The cheapest change of the quotas after which a panel exists. */
export interface QuotaRelaxation {
  /** What the changes cost together: one more at the top costs 1, one less at the bottom `1 + 2 / min`. */
  readonly objective: number
  readonly changes: readonly QuotaChange[]
}

/** `none`: no panel exists however the quotas move within their flex. `undecided`: time ran out. */
export type RelaxedQuotas =
  | { readonly state: 'proven'; readonly relaxation: QuotaRelaxation }
  | { readonly state: 'none' | 'undecided' }

interface Moves {
  /** Down by quota, then up by quota; fractions where fractions were allowed. */
  readonly amounts: Float64Array
}

/** Quick searches for a panel within the quotas that people in fractions would fit. */
const QUICK_SEARCHES = 20

/**
 * Finds the cheapest change of the quotas that lets a panel exist. Its objective is 0, and no change is needed, where one
 * exists already.
 *
 * Lowering a minimum is dearer the smaller it is, as a small group loses more by a seat: the costs of the Sortition
 * Foundation's tool, which towns know. One of the cheapest changes is told, the same for the same numbers of `random`.
 *
 * Cost: fractions are allowed first, of everything and then of people alone, in small programs. If a panel of whole people
 * fits the quotas found, nothing cheaper exists; else everything is whole.
 *
 * @example
 * const relaxed = relaxQuotas(await loadSolver(), problem, { random: seededRandom(1), timeLeft: stopwatch(10) })
 * // { state: 'proven', relaxation: { objective: 2, changes: [{ category: 'diplome', feature: 'aucun', … }] } }
 */
export function relaxQuotas(highs: Highs, problem: SortitionProblem, effort: Effort): RelaxedQuotas {
  const model = panelModel(problem)
  return highs.withModel((solver): RelaxedQuotas => {
    loadRelaxation(highs, solver, model, problem)
    for (const whole of ['nothing', 'quotas'] as const) {
      const relaxed = solve(highs, solver, problem, effort, wholeColumns(highs, model, whole))
      if (typeof relaxed === 'string') return { state: relaxed }
      const relaxation = describe(problem.quotas, relaxed.amounts)
      if (isWhole(relaxed) && hasPanel(moved(problem, relaxation), effort))
        return { state: 'proven', relaxation }
    }
    const whole = solve(highs, solver, problem, effort, wholeColumns(highs, model, 'everything'))
    if (typeof whole === 'string') return { state: whole }
    return { state: 'proven', relaxation: describe(problem.quotas, whole.amounts) }
  })
}

/** Unknowns: the number of each kind, then by quota how far its minimum goes down, then how far its maximum goes up. */
function loadRelaxation(highs: Highs, solver: Model, model: PanelModel, problem: SortitionProblem): void {
  const { kinds, quotaCount } = model
  const { quotas, panelSize } = problem
  const down = quotas.map(({ min, flex }) => Math.max(0, min - (flex?.min ?? 0)))
  const up = quotas.map(({ max, flex }) => Math.max(0, Math.min(flex?.max ?? panelSize, panelSize) - max))
  const [seats, ...limits] = relaxationRows({ model, cuts: [], impossible: new Set() })
  const atLeast = limits.slice(0, quotaCount).map((row, quota) => ({
    columns: [...row.columns, kinds.length + quota],
    values: [...row.values, 1],
    min: row.min,
    max: Number.POSITIVE_INFINITY,
  }))
  const atMost = limits.slice(0, quotaCount).map((row, quota) => ({
    columns: [...row.columns, kinds.length + quotaCount + quota],
    values: [...row.values, -1],
    min: Number.NEGATIVE_INFINITY,
    max: row.max,
  }))
  loadModel(highs, solver, {
    sense: 'minimise',
    cost: [...new Float64Array(kinds.length), ...quotas.map(loweringCost), ...quotas.map(() => 1)],
    lower: new Float64Array(kinds.length + 2 * quotaCount),
    upper: [...kinds.map(({ people }) => people.length), ...down, ...up],
    rows: [seats!, ...atLeast, ...atMost, ...limits.slice(quotaCount)],
    whole: true,
  })
}

function loweringCost({ min }: Quota): number {
  return min === 0 ? 0 : 1 + 2 / min
}

function wholeColumns(
  highs: Highs,
  model: PanelModel,
  whole: 'nothing' | 'quotas' | 'everything',
): Int32Array {
  const { continuous, integer } = highs.constants.variableType
  const columns = new Int32Array(model.kinds.length + 2 * model.quotaCount).fill(continuous)
  if (whole === 'nothing') return columns
  return columns.fill(integer, whole === 'quotas' ? model.kinds.length : 0)
}

function solve(
  highs: Highs,
  solver: Model,
  { quotas }: SortitionProblem,
  { timeLeft }: Effort,
  types: Int32Array,
): Moves | 'none' | 'undecided' {
  solver.changeColsIntegrality({ kind: 'range', from: 0, to: types.length - 1 }, types)
  solver.zeroAllClocks()
  solver.options.set('time_limit', Math.max(0.001, timeLeft()))
  const { modelStatus } = solver.run()
  const { infeasible, optimal } = highs.constants.modelStatus
  if (modelStatus !== optimal) return modelStatus === infeasible ? 'none' : 'undecided'
  const { colValue } = solver.getSolution()
  return { amounts: colValue.subarray(colValue.length - 2 * quotas.length) }
}

function isWhole({ amounts }: Moves): boolean {
  return amounts.every((amount) => Math.abs(amount - Math.round(amount)) < 1e-7)
}

function describe(quotas: readonly Quota[], moves: Float64Array): QuotaRelaxation {
  const changes = quotas.map((quota, i) => ({
    ...quotaName(quota),
    lower_min_by: Math.round(moves[i]!),
    raise_max_by: Math.round(moves[quotas.length + i]!),
  }))
  const objective = changes.reduce(
    (sum, { lower_min_by, raise_max_by }, i) => sum + loweringCost(quotas[i]!) * lower_min_by + raise_max_by,
    0,
  )
  return {
    objective,
    changes: changes.filter(({ lower_min_by, raise_max_by }) => lower_min_by + raise_max_by > 0),
  }
}

function moved(problem: SortitionProblem, { changes }: QuotaRelaxation): SortitionProblem {
  const quotas = problem.quotas.map((quota) => {
    const { category, feature } = quotaName(quota)
    const change = changes.find((other) => other.category === category && other.feature === feature)
    if (change === undefined) return quota
    return { ...quota, min: quota.min - change.lower_min_by, max: quota.max + change.raise_max_by }
  })
  return { ...problem, quotas }
}

function hasPanel(problem: SortitionProblem, { random }: Effort): boolean {
  const model = panelModel(problem)
  const search = panelSearch(model, wholeFace(model), random)
  for (let i = 0; i < QUICK_SEARCHES; i++) {
    if (search(Float64Array.from(model.kinds, random)) !== null) return true
  }
  return false
}
