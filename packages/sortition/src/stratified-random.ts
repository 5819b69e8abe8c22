import type { Highs } from 'highs'
import { lowestChance } from './best-lottery.ts'
import { chancesOf } from './chances.ts'
import type { Workshop } from './decompose.ts'
import { drawByUrgency } from './draw-by-urgency.ts'
import type { Effort } from './effort.ts'
import { TOTAL_WEIGHT } from './lottery.ts'
import { openWorkshop } from './open-workshop.ts'
import type { SortitionOutcome } from './outcome.ts'
import type { WeightedPanel } from './people-lottery.ts'
import type { SortitionProblem } from './problem.ts'
import { publishLottery } from './publish-lottery.ts'
import { relaxedLeximin } from './relaxed-leximin.ts'

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
  const opened = openWorkshop(highs, problem, effort)
  if (opened.status !== 'open') return opened
  const { model } = opened.workshop
  const fairest = relaxedLeximin(highs, { model, cuts: [], impossible: new Set() })
  const bound = lowestChance(model, fairest)
  const lottery = publishLottery(problem, equalTickets(drawnPanels(opened.workshop, howMany)))
  const chances = chancesOf(problem, lottery)
  const able = new Set(
    [...model.kinds.entries()].flatMap(([kind, { people }]) => (fairest[kind]! > 0 ? people : [])),
  )
  const reached = Math.min(...[...able].map((person) => chances[person]!))
  return {
    status: 'ok',
    lottery,
    quality: { reached, bound, gap: Math.max(0, bound - reached), exact: false },
    notSelectable: problem.people.filter((_, person) => !able.has(person)).map(({ id }) => id),
  }
}

/** At least one, and `howMany` if time allows. */
function drawnPanels({ model, random, timeLeft, pool }: Workshop, howMany: number): (readonly number[])[] {
  const draw = drawByUrgency(model, random, pool.panels[0]!)
  const panels = [draw()]
  while (panels.length < howMany && timeLeft() > 0) panels.push(draw())
  return panels
}

function equalTickets(panels: readonly (readonly number[])[]): WeightedPanel[] {
  const base = Math.floor(TOTAL_WEIGHT / panels.length)
  const rest = TOTAL_WEIGHT - base * panels.length
  return panels.map((people, index) => ({ people, weight: base + (index < rest ? 1 : 0) }))
}
