import { describe, expect, it } from 'vitest'
import { generatePool } from '../bench/generate-pool.ts'
import { balancedWeights } from './balanced-weights.ts'
import { checkLottery, leximin, loadSolver, seededRandom } from './index.ts'
import { panelModel } from './panel-model.ts'
import { gatherPanels, panelPool } from './panel-pool.ts'
import { relaxedLeximin } from './relaxed-leximin.ts'

const highs = await loadSolver()

describe('balancedWeights', () => {
  it('makes the average of gathered panels what is expected', () => {
    const model = panelModel(generatePool(400, 40, 5, 1))
    const expected = relaxedLeximin(highs, { model, cuts: [], impossible: new Set() })
    const pool = panelPool()
    gatherPanels(pool, model, expected, Math.ceil(1.4 * expected.length), seededRandom(1), () => 60)
    const weights = balancedWeights(pool.panels, expected)
    if (weights === null) throw new Error('these panels surround the expectation')
    expect(Math.min(...weights)).toBeGreaterThanOrEqual(0)
    for (const [kind, amount] of expected.entries()) {
      const average = pool.panels.reduce((sum, panel, i) => sum + panel[kind]! * weights[i]!, 0)
      expect(Math.abs(average - amount)).toBeLessThan(2e-9)
    }
  })

  it('finds nothing where no weights exist', () => {
    expect(balancedWeights([Int32Array.of(1, 0), Int32Array.of(1, 0)], Float64Array.of(0.5, 0.5))).toBeNull()
    // The average lies outside the panels: one weight would be below zero.
    expect(balancedWeights([Int32Array.of(2, 0), Int32Array.of(1, 1)], Float64Array.of(0.5, 1.5))).toBeNull()
    expect(balancedWeights([], Float64Array.of(1))).toBeNull()
  })
})

describe('time that runs out', () => {
  it('leaves sound panels, and says that the lottery is not proven and what may be missing', () => {
    const problem = generatePool(150, 20, 5, 1)
    let asked = 0
    // Enough for the first panels, not for the lottery.
    const timeLeft = () => (++asked > 12 ? -1 : 1)
    const outcome = leximin(highs, problem, { random: seededRandom(1), timeLeft })
    if (outcome.status !== 'ok') throw new Error('a first panel is found at once')
    expect(checkLottery(problem, outcome.lottery)).toEqual([])
    expect(outcome.quality.exact).toBe(false)
    expect(outcome.quality.gap).toBeGreaterThan(1e-3)
    expect(outcome.quality.reached).toBeLessThan(outcome.quality.bound)
  })
})
