import { bestPanelSearch } from './best-panel.ts'
import { addPricedPanels, coverKinds, GAIN, type KindLottery, type Workshop } from './decompose.ts'
import { wholeFace } from './face.ts'
import { type MasterAnswer, type MasterProgram, masterProgram } from './master-program.ts'
import { isPanel } from './panel-check.ts'
import { headcounts } from './relaxation.ts'

/** A price below this is noise: the kind may still rise. */
const NO_PRICE = 1e-7

/** How far below its level a settled chance may end, so that rounding does not close the next stage. */
const ROOM = 1e-11

/** Leximin over panels of whole people, as far as time allowed. */
export interface PanelLeximin {
  readonly lottery: KindLottery
  /** Expected number by kind: settled, or what no lottery can exceed at the level where time ran out; 0 for none. */
  readonly expected: Float64Array
  /** Proven bound of the lowest chance. */
  readonly bound: number
  readonly exact: boolean
}

/** A level: the best share found and how much more a panel not yet known may allow. */
interface Level {
  readonly answer: MasterAnswer
  readonly missing: number
}

/**
 * Leximin stage by stage over panels of whole people, for pools where panels in fractions promise more than can be kept.
 *
 * Each stage raises the lowest chance of those not settled by column generation, new panels coming from local search and
 * at last from an exact whole-number program, whose bound proves the level. Those whose price is positive settle there.
 * Source: Flanigan et al., Nature 596 (2021), by kinds of people. Cost: mostly the whole-number programs, a few a level.
 *
 * @param levels how many chances are settled, from the lowest; 1 is maximin.
 */
export function panelLeximin(workshop: Workshop, levels: number): PanelLeximin {
  const { highs, model, pool, timeLeft } = workshop
  const headcount = headcounts(model)
  return highs.withModel((exactSolver) => {
    const exact = bestPanelSearch(highs, exactSolver, model, timeLeft)
    const impossible = new Set(coverKinds(workshop, headcount, exact))
    const rising = new Set([...headcount.keys()].filter((kind) => !impossible.has(kind)))
    return highs.withModel((solver) => {
      const master = masterProgram(highs, solver, headcount)
      master.add(pool.panels)
      return climb(workshop, master, exact, { rising, levels, headcount })
    })
  })
}

interface Climb {
  readonly rising: Set<number>
  readonly levels: number
  readonly headcount: Float64Array
}

type ExactSearch = ReturnType<typeof bestPanelSearch>

function climb(workshop: Workshop, master: MasterProgram, exact: ExactSearch, to: Climb): PanelLeximin {
  const { rising, levels, headcount } = to
  const floors = new Float64Array(headcount.length)
  let bound = 0
  for (let stage = 1; ; stage++) {
    master.ask(
      headcount.map((people, kind) => (rising.has(kind) ? people : 0)),
      floors,
    )
    const { answer, missing } = raiseLevel(workshop, master, exact, floors)
    if (stage === 1) bound = answer.share + missing
    const isProven = missing <= GAIN
    if (isProven) settle(rising, floors, headcount, answer)
    if (isProven && rising.size > 0 && stage < levels) continue
    const top = answer.share + missing
    const expected = floors.map((floor, kind) => (rising.has(kind) ? headcount[kind]! * top : floor))
    const lottery = { panels: workshop.pool.panels, weights: answer.weights }
    return { lottery, expected, bound, exact: isProven }
  }
}

/** Adds panels until no panel can raise the level, or time is over. */
function raiseLevel(
  workshop: Workshop,
  master: MasterProgram,
  exact: ExactSearch,
  floors: Float64Array,
): Level {
  const { model, pool, timeLeft } = workshop
  let highest = 1
  for (;;) {
    const answer = master.solve()
    if (timeLeft() <= 0) return { answer, missing: highest - answer.share }
    const before = pool.panels.length
    addPricedPanels(workshop, [wholeFace(model)], answer)
    if (pool.panels.length === before) {
      const { counts, bound } = exact(answer.prices)
      const settled = answer.prices.reduce((sum, price, kind) => sum + price * floors[kind]!, 0)
      highest = Math.min(highest, bound - settled)
      if (bound <= answer.worth + GAIN) return { answer, missing: 0 }
      if (counts !== null && isPanel(model, counts)) pool.add(counts)
    }
    if (pool.panels.length === before) return { answer, missing: Math.max(0, highest - answer.share) }
    master.add(pool.panels.slice(before))
  }
}

function settle(
  rising: Set<number>,
  floors: Float64Array,
  headcount: Float64Array,
  answer: MasterAnswer,
): void {
  const price = (kind: number) => answer.prices[kind]! * headcount[kind]!
  const held = [...rising].filter((kind) => price(kind) > NO_PRICE)
  const dearest = () => [...rising].reduce((best, kind) => (price(kind) > price(best) ? kind : best))
  for (const kind of held.length > 0 ? held : [dearest()]) {
    rising.delete(kind)
    floors[kind] = Math.max(0, headcount[kind]! * (answer.share - ROOM))
  }
}
