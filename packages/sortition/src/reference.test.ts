import { describe, expect, it } from 'vitest'
import { referencePath } from '../../../test/reference.ts'
import { readInstance } from '../test/reference-instances.ts'
import {
  chancesOf,
  checkLottery,
  goldilocks,
  leximin,
  loadSolver,
  maximin,
  nash,
  relaxQuotas,
  type SortitionOutcome,
  type SortitionProblem,
  seededRandom,
  stopwatch,
  stratifiedRandom,
} from './index.ts'

const highs = await loadSolver()
const effort = () => ({ random: seededRandom(1), timeLeft: stopwatch(60) })

const feasible = [
  'example_small_k20',
  'scotland_150_k22',
  'synth_70_k24_f5',
  'synth_825_k75_f4',
  'synth_households_400_k40_f5',
]

function chancesWhereSound(problem: SortitionProblem, outcome: SortitionOutcome): number[] {
  if (outcome.status !== 'ok') throw new Error(`${outcome.status} where a panel exists`)
  expect(checkLottery(problem, outcome.lottery)).toEqual([])
  return [...chancesOf(problem, outcome.lottery)]
}

function farthest(found: readonly number[], expected: readonly number[]): number {
  return Math.max(...found.map((chance, person) => Math.abs(chance - expected[person]!)))
}

describe.each(feasible)('%s', (name) => {
  const folder = referencePath('data/sortition/instances', name)
  describe.skipIf(folder === null)('against the reference implementations', () => {
    const { problem, expected } = readInstance(folder ?? '')

    it('has the leximin chance of everybody', () => {
      const outcome = leximin(highs, problem, effort())
      const chances = chancesWhereSound(problem, outcome)
      expect(outcome).toMatchObject({ quality: { exact: true }, notSelectable: [] })
      expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(problem.panelSize, 9)
      const due = expected.leximin
      // The household instance was not solved by the reference; there the sound lottery and its proof are what is tested.
      if (typeof due === 'object') expect(farthest(chances, due.probabilities)).toBeLessThan(1e-6)
    })

    it('has the best lowest chance by maximin', () => {
      const outcome = maximin(highs, problem, effort())
      const lowest = Math.min(...chancesWhereSound(problem, outcome))
      expect(outcome).toMatchObject({ quality: { exact: true } })
      if (expected.maximin) expect(Math.abs(lowest - expected.maximin.best_found)).toBeLessThan(1e-7)
      const due = expected.leximin
      if (typeof due === 'object')
        expect(Math.abs(lowest - Math.min(...due.probabilities))).toBeLessThan(1e-6)
    })

    it('has the optimum of goldilocks', () => {
      const outcome = goldilocks(highs, problem, 1, effort())
      const chances = chancesWhereSound(problem, outcome)
      const { objective, min, max } = expected.goldilocks_gamma1!
      expect(outcome.status === 'ok' && Math.abs(outcome.quality.reached - objective)).toBeLessThan(1e-6)
      expect(Math.abs(Math.min(...chances) - min)).toBeLessThan(1e-6)
      expect(Math.abs(Math.max(...chances) - max)).toBeLessThan(1e-6)
    })

    it('has a product of chances that no other method exceeds, and a lowest chance that none exceeds', () => {
      const product = (chances: readonly number[]) =>
        chances.reduce((sum, chance) => sum + Math.log(chance), 0)
      const fairest = chancesWhereSound(problem, leximin(highs, problem, effort()))
      const best = chancesWhereSound(problem, nash(highs, problem, effort()))
      const others = [
        goldilocks(highs, problem, 1, effort()),
        stratifiedRandom(highs, problem, 200, effort()),
      ].map((outcome) => chancesWhereSound(problem, outcome))
      for (const chances of [fairest, ...others]) {
        expect(product(best)).toBeGreaterThanOrEqual(product(chances) - 1e-6)
      }
      for (const chances of [best, ...others]) {
        expect(Math.min(...fairest)).toBeGreaterThanOrEqual(Math.min(...chances) - 1e-9)
      }
    })
  })
})

describe('synth_239_k30_f7', () => {
  const folder = referencePath('data/sortition/instances', 'synth_239_k30_f7')
  it.skipIf(folder === null)('is infeasible, with the optimal relaxation, after which a panel exists', () => {
    const { problem, expected } = readInstance(folder ?? '')
    const outcome = leximin(highs, problem, effort())
    if (outcome.status !== 'infeasible' || outcome.relaxation === null) throw new Error('it is infeasible')
    const { objective, changes } = outcome.relaxation
    expect(Math.abs(objective - expected.minimal_quota_relaxation!.objective)).toBeLessThan(1e-9)
    const quotas = problem.quotas.map((quota) => {
      const { category, feature } = quota.traits[0]!
      const change = changes.find((other) => other.category === category && other.feature === feature)
      if (change === undefined) return quota
      return { ...quota, min: quota.min - change.lower_min_by, max: quota.max + change.raise_max_by }
    })
    expect(relaxQuotas(highs, { ...problem, quotas }, effort())).toEqual({
      state: 'proven',
      relaxation: { objective: 0, changes: [] },
    })
  })
})
