import type { Highs } from 'highs'
import { balancedWeights } from './balanced-weights.ts'
import { type BestPanel, bestPanelSearch } from './best-panel.ts'
import { type Face, faceOf, wholeFace } from './face.ts'
import { type MasterAnswer, type MasterProgram, masterProgram } from './master-program.ts'
import { isPanel } from './panel-check.ts'
import type { PanelModel } from './panel-model.ts'
import { gatherPanels, type PanelPool } from './panel-pool.ts'
import { type KindCounts, panelSearch } from './panel-search.ts'
import type { Cut } from './relaxation.ts'

/** What a lottery shall give: at least `due` of each kind; `expected` is one way to give it with fractions of people. */
export interface Aim {
  readonly due: Float64Array
  readonly expected: Float64Array
}

/** A lottery over panels by kinds; the weights add up to 1. */
export interface KindLottery {
  readonly panels: readonly KindCounts[]
  readonly weights: Float64Array
}

/** `exact`: everybody gets what is due. `unreachable`: proven, and what was learnt. `outOfTime`: the best so far. */
export type Decomposition =
  | { readonly state: 'exact' | 'outOfTime'; readonly lottery: KindLottery; readonly share: number }
  | { readonly state: 'unreachable'; readonly cuts: readonly Cut[]; readonly impossible: readonly number[] }

export interface Workshop {
  readonly highs: Highs
  readonly model: PanelModel
  /** Every panel met so far; grows. At least one. */
  readonly pool: PanelPool
  readonly random: () => number
  /** Seconds left, ≤ 0 when time is over. */
  readonly timeLeft: () => number
}

/** A share this close to 1 is whole: a tenth of the precision promised, on every chance. */
const WHOLE_SHARE = 1 - 1e-9

/** First panels looked for, by kind: fewer do not surround the expectation, more slow the master program down. */
const PANELS_PER_KIND = 1.3

/** Searches with the master's prices on each face before the exact one. */
const PRICED_SEARCHES = 30

/** How much a panel must beat the known ones to be worth adding, and a cut its point to be worth writing. */
export const GAIN = 1e-9

/**
 * Writes an expected panel as a lottery over panels of whole people, or proves that none exists.
 *
 * Gathers panels around the expectation and balances their weights, which mostly is enough. Where it is not, column
 * generation: find the lottery that gives everybody the largest share of what is due, and add panels that its prices ask
 * for, found by local search, else by an exact whole-number program. If no panel is worth as much as the expectation itself
 * at these prices, they are a limit that all panels respect and the expectation breaks: a cut.
 */
export function decompose(workshop: Workshop, aim: Aim): Decomposition {
  const { highs, model, pool, random, timeLeft } = workshop
  const wanted = Math.ceil(model.kinds.length * PANELS_PER_KIND) + 20
  const known = pool.panels.length
  gatherPanels(pool, model, aim.expected, wanted, random, timeLeft)
  const panels = pool.panels.slice(known)
  const weights = balancedWeights(panels, aim.expected)
  if (weights !== null) return { state: 'exact', lottery: { panels, weights }, share: 1 }
  return highs.withModel((exactSolver): Decomposition => {
    const exact = bestPanelSearch(highs, exactSolver, model, timeLeft)
    const impossible = coverKinds(workshop, aim.due, exact)
    if (impossible.length > 0) return { state: 'unreachable', cuts: [], impossible }
    return highs.withModel((solver): Decomposition => {
      const master = masterProgram(highs, solver, aim.due)
      master.add(pool.panels)
      return raiseShare(workshop, aim, master, exact)
    })
  })
}

/** Finds a panel for each kind that has something due and is in none; returns the kinds that fit in no panel at all. */
export function coverKinds(
  workshop: Workshop,
  due: Float64Array,
  exact: (value: Float64Array) => BestPanel,
): number[] {
  const { model, pool, timeLeft } = workshop
  const impossible: number[] = []
  const covered = (kind: number) => pool.panels.some((panel) => panel[kind]! > 0)
  for (const kind of due.keys()) {
    if (due[kind]! <= 0 || timeLeft() <= 0 || covered(kind)) continue
    const value = new Float64Array(due.length)
    value[kind] = 1
    const { counts, bound } = exact(value)
    if (counts !== null && counts[kind]! > 0 && isPanel(model, counts)) pool.add(counts)
    else if (bound < 0.5) impossible.push(kind)
  }
  return impossible
}

function raiseShare(
  workshop: Workshop,
  aim: Aim,
  master: MasterProgram,
  exact: (value: Float64Array) => BestPanel,
): Decomposition {
  const { model, pool, timeLeft } = workshop
  for (;;) {
    const answer = master.solve()
    const whole = answer.share >= WHOLE_SHARE
    if (whole || timeLeft() <= 0) {
      const lottery = { panels: pool.panels, weights: answer.weights }
      return { state: whole ? 'exact' : 'outOfTime', lottery, share: answer.share }
    }
    const before = pool.panels.length
    addPricedPanels(workshop, [faceOf(model, aim.expected), wholeFace(model)], answer)
    if (pool.panels.length === before) {
      const { counts, bound } = exact(answer.prices)
      if (bound < 1 - GAIN)
        return {
          state: 'unreachable',
          cuts: [{ weights: answer.prices, atMost: bound + GAIN / 2 }],
          impossible: [],
        }
      if (counts !== null && isPanel(model, counts)) pool.add(counts)
    }
    master.add(pool.panels.slice(before))
    if (pool.panels.length === before) return stuck(pool, answer)
  }
}

/** Rounding left nothing to add: what is reached is reported as it is. */
function stuck(pool: PanelPool, { weights, share }: MasterAnswer): Decomposition {
  return { state: 'outOfTime', lottery: { panels: pool.panels, weights }, share }
}

/** Local searches that wish for what the prices ask, on each of some faces. */
export function addPricedPanels(
  { model, pool, random }: Workshop,
  faces: readonly Face[],
  { prices, worth }: MasterAnswer,
): void {
  const dearest = prices.reduce((most, price) => Math.max(most, price), 0)
  for (const search of faces.map((face) => panelSearch(model, face, random))) {
    for (let i = 0; i < PRICED_SEARCHES; i++) {
      const stretch = 4 / dearest
      const wish = prices.map((price) => price * stretch * (0.5 + random()))
      const panel = search(wish)
      if (panel !== null && priceOf(panel, prices) > worth + GAIN) pool.add(panel)
    }
  }
}

function priceOf(panel: KindCounts, prices: Float64Array): number {
  let value = 0
  for (const [kind, count] of panel.entries()) value += count * prices[kind]!
  return value
}
