import type { Highs } from 'highs'
import { chancesOf } from './chances.ts'
import { drawByUrgency } from './draw-by-urgency.ts'
import type { Effort } from './effort.ts'
import { leximin } from './leximin.ts'
import { TOTAL_WEIGHT } from './lottery.ts'
import type { SortitionOutcome } from './outcome.ts'
import { type PanelModel, panelModel } from './panel-model.ts'
import type { KindCounts } from './panel-search.ts'
import type { WeightedPanel } from './people-lottery.ts'
import type { SortitionProblem } from './problem.ts'
import { publishLottery } from './publish-lottery.ts'

/**
 * The usual way, for comparison: fill the quotas one seat at a time, chance deciding among those who have the feature that
 * is hardest to find, and start again when stuck. Repeated `howMany` times, each panel found is a ticket of the lottery.
 *
 * Every panel meets the quotas, but nothing holds the chances up: some people come nearly never. Source: the "legacy"
 * algorithm of the Sortition Foundation, described in Flanigan et al., Nature 596 (2021). Where the tight quotas leave it
 * stuck again and again, a panel is mended by exchanges.
 *
 * `quality`: `reached` is the lowest chance, `bound` the lowest chance of the fairest lottery (of which no lottery has
 * more), `gap` what is between them; never `exact`. Cost: howMany × seats × (kinds + quotas).
 *
 * @example
 * const effort = { random: seededRandom(1), timeLeft: stopwatch(60) }
 * const outcome = stratifiedRandom(await loadSolver(), problem, 1000, effort)
 */
export function stratifiedRandom(
  highs: Highs,
  problem: SortitionProblem,
  howMany: number,
  effort: Effort,
): SortitionOutcome {
  // The comparison may take half of the time; the other half is for what was asked.
  const half = effort.timeLeft() / 2
  const fairest = leximin(highs, problem, { ...effort, timeLeft: () => effort.timeLeft() - half })
  if (fairest.status !== 'ok') return fairest
  const model = panelModel(problem)
  const known = countsOf(model, problem, fairest.lottery.panels[0]!.members)
  const lottery = publishLottery(problem, equalTickets(drawnPanels(model, howMany, known, effort)))
  const chances = chancesOf(problem, lottery)
  const never = new Set(fairest.notSelectable)
  const reached = Math.min(...chances.filter((_, person) => !never.has(problem.people[person]!.id)))
  const { bound } = fairest.quality
  return {
    status: 'ok',
    lottery,
    quality: { reached, bound, gap: Math.max(0, bound - reached), exact: false },
    notSelectable: fairest.notSelectable,
  }
}

function countsOf(model: PanelModel, problem: SortitionProblem, members: readonly string[]): KindCounts {
  const ids = new Set(members)
  return Int32Array.from(
    model.kinds,
    ({ people }) => people.filter((person) => ids.has(problem.people[person]!.id)).length,
  )
}

/** At least one, and `howMany` if time allows. */
function drawnPanels(
  model: PanelModel,
  howMany: number,
  known: KindCounts,
  { random, timeLeft }: Effort,
): (readonly number[])[] {
  const draw = drawByUrgency(model, random, known)
  const panels = [draw()]
  while (panels.length < howMany && timeLeft() > 0) panels.push(draw())
  return panels
}

function equalTickets(panels: readonly (readonly number[])[]): WeightedPanel[] {
  const base = Math.floor(TOTAL_WEIGHT / panels.length)
  const rest = TOTAL_WEIGHT - base * panels.length
  return panels.map((people, index) => ({ people, weight: base + (index < rest ? 1 : 0) }))
}
