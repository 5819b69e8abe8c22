import type { Highs } from 'highs'
import { chancesOf } from './chances.ts'
import type { Effort } from './effort.ts'
import { type BoundedAim, fairestLottery } from './fairest-lottery.ts'
import { openWorkshop } from './open-workshop.ts'
import type { Quality, SortitionOutcome } from './outcome.ts'
import type { PanelModel } from './panel-model.ts'
import { peopleLottery } from './people-lottery.ts'
import type { SortitionProblem } from './problem.ts'
import { publishLottery } from './publish-lottery.ts'
import type { Relaxation } from './relaxation.ts'

export interface Method {
  /** How many chances it settles from the lowest; null where it is no method of levels. */
  readonly levels: number | null
  /** The best that people in fractions can do. */
  aimAt(highs: Highs, relaxation: Relaxation): BoundedAim
  /** How good chances are, next to those aimed at; both of the same people, all selectable. */
  judge(chances: readonly number[], aimed: readonly number[], bound: number): Pick<Quality, 'reached' | 'gap'>
}

/** Expected numbers below this are rounding: nobody of the kind fits in a panel. */
export const NOBODY = 1e-9

/** Lowest chance among those who can be selected. */
export function lowestChance({ kinds }: PanelModel, expected: Float64Array): number {
  const chances = kinds.map(({ people }, kind) => expected[kind]! / people.length)
  return Math.min(...chances.filter((_, kind) => expected[kind]! > NOBODY))
}

/** Finds the lottery that is best for a method, names its people and says how good it is. */
export function bestLottery(
  highs: Highs,
  problem: SortitionProblem,
  effort: Effort,
  method: Method,
): SortitionOutcome {
  const opened = openWorkshop(highs, problem, effort)
  if (opened.status !== 'open') return opened
  const { model } = opened.workshop
  const found = fairestLottery(opened.workshop, method.levels, (relaxation) =>
    method.aimAt(highs, relaxation),
  )
  const lottery = publishLottery(problem, peopleLottery(model, found.lottery))
  const aimed = aimedChances(model, problem.people.length, found.aim)
  const chances = chancesOf(problem, lottery)
  const selectable = [...aimed.keys()].filter((person) => aimed[person]! > 0)
  const judged = method.judge(
    selectable.map((person) => chances[person]!),
    selectable.map((person) => aimed[person]!),
    found.aim.bound,
  )
  return {
    status: 'ok',
    lottery,
    quality: { ...judged, bound: found.aim.bound, exact: found.exact },
    notSelectable: problem.people.filter((_, person) => aimed[person] === 0).map(({ id }) => id),
  }
}

/** By person; 0 for those who fit in no panel. */
function aimedChances({ kinds }: PanelModel, howMany: number, { expected }: BoundedAim): Float64Array {
  const chances = new Float64Array(howMany)
  for (const [kind, { people }] of kinds.entries()) {
    if (expected[kind]! <= NOBODY) continue
    for (const person of people) chances[person] = expected[kind]! / people.length
  }
  return chances
}
