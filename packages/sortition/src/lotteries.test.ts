import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allPanels, isWithinLimits, leximinOverAll } from '../test/brute-force.ts'
import { smallProblem } from '../test/small-problems.ts'
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
const effort = () => ({ random: seededRandom(1), timeLeft: stopwatch(20) })
const feasible = smallProblem.filter((problem) => allPanels(problem).length > 0)
const runs = { numRuns: 60, seed: 4 }

const methods: Readonly<Record<string, (problem: SortitionProblem) => SortitionOutcome>> = {
  leximin: (problem) => leximin(highs, problem, effort()),
  maximin: (problem) => maximin(highs, problem, effort()),
  goldilocks: (problem) => goldilocks(highs, problem, 1, effort()),
  nash: (problem) => nash(highs, problem, effort()),
  random: (problem) => stratifiedRandom(highs, problem, 50, effort()),
}

type Drawn = Extract<SortitionOutcome, { readonly status: 'ok' }>

function drawn(outcome: SortitionOutcome): Drawn {
  if (outcome.status !== 'ok') throw new Error(`${outcome.status} where a panel exists`)
  return outcome
}

describe('leximin', () => {
  it('equals its definition over the list of all panels, and names who fits in none', () => {
    fc.assert(
      fc.property(feasible, (problem) => {
        const outcome = drawn(methods.leximin!(problem))
        const expected = leximinOverAll(highs, allPanels(problem), problem.people.length)
        const chances = chancesOf(problem, outcome.lottery)
        for (const [person, chance] of expected.entries()) {
          expect(Math.abs(chances[person]! - chance)).toBeLessThan(1e-7)
        }
        const never = problem.people.filter((_, person) => expected[person]! < 1e-9)
        expect(outcome.notSelectable).toEqual(never.map(({ id }) => id))
        expect(outcome.quality.exact).toBe(true)
        expect(outcome.quality.gap).toBeLessThan(1e-7)
      }),
      runs,
    )
  })

  it('gives the same chances whatever the order and the names (anonymity, neutrality)', () => {
    const shuffled = feasible.chain((problem) =>
      fc.record({
        problem: fc.constant(problem),
        order: fc.shuffledSubarray([...problem.people.keys()], {
          minLength: problem.people.length,
          maxLength: problem.people.length,
        }),
        quotas: fc.shuffledSubarray([...problem.quotas], {
          minLength: problem.quotas.length,
          maxLength: problem.quotas.length,
        }),
      }),
    )
    fc.assert(
      fc.property(shuffled, ({ problem, order, quotas }) => {
        const renamed = order.map((position) => ({ ...problem.people[position]!, id: `autre-${position}` }))
        const other = { ...problem, people: renamed, quotas }
        const chances = chancesOf(problem, drawn(methods.leximin!(problem)).lottery)
        const others = chancesOf(other, drawn(methods.leximin!(other)).lottery)
        for (const [place, position] of order.entries()) {
          expect(Math.abs(others[place]! - chances[position]!)).toBeLessThan(1e-7)
        }
      }),
      runs,
    )
  })
})

describe.each(Object.entries(methods))('%s', (name, method) => {
  it('draws sound panels only, its chances add up to the seats, and none beats the lowest of leximin', () => {
    fc.assert(
      fc.property(feasible, (problem) => {
        const { lottery, quality, notSelectable } = drawn(method(problem))
        expect(checkLottery(problem, lottery)).toEqual([])
        const positions = new Map(problem.people.map(({ id }, position) => [id, position]))
        for (const { members } of lottery.panels) {
          expect(
            isWithinLimits(
              problem,
              members.map((id) => positions.get(id)!),
            ),
          ).toBe(true)
        }
        const chances = chancesOf(problem, lottery)
        expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(lottery.seats, 9)
        const never = new Set(notSelectable)
        const able = [...chances].filter((_, person) => !never.has(problem.people[person]!.id))
        const fairest = drawn(methods.leximin!(problem))
        expect(Math.min(...able)).toBeLessThanOrEqual(fairest.quality.reached + 1e-9)
        expect(notSelectable).toEqual(fairest.notSelectable)
        if (name === 'maximin') expect(Math.min(...able)).toBeGreaterThan(fairest.quality.reached - 1e-7)
        if (name !== 'random') expect(quality.gap).toBeLessThan(1e-5)
      }),
      runs,
    )
  })

  it('gives the same lottery twice', () => {
    fc.assert(
      fc.property(feasible, (problem) => {
        expect(method(problem)).toEqual(method(problem))
      }),
      { numRuns: 10, seed: 4 },
    )
  })
})

describe('quotas that no panel meets', () => {
  it('are told exactly where there is none', () => {
    fc.assert(
      fc.property(smallProblem, (problem) => {
        const exists = allPanels(problem).length > 0
        expect(methods.leximin!(problem).status).toBe(exists ? 'ok' : 'infeasible')
      }),
      { numRuns: 200, seed: 4 },
    )
  })

  it('move by the cheapest change, found by trying all panels', () => {
    fc.assert(
      fc.property(smallProblem, (problem) => {
        const free = {
          ...problem,
          quotas: problem.quotas.map((quota) => ({ ...quota, min: 0, max: 1000 })),
        }
        const costs = allPanels(free).map((panel) => changeCost(problem, panel))
        const relaxed = relaxQuotas(highs, problem, effort())
        const cheapest = costs.length === 0 ? null : Math.min(...costs)
        expect(relaxed.state).toBe(cheapest === null ? 'none' : 'proven')
        const told = relaxed.state === 'proven' ? relaxed.relaxation.objective : null
        expect(Math.abs((told ?? 0) - (cheapest ?? 0))).toBeLessThan(1e-9)
      }),
      { numRuns: 150, seed: 4 },
    )
  })

  it('stay within their flex', () => {
    const person = (id: string, genre: string) => ({ id, features: { genre }, household: null })
    const problem: SortitionProblem = {
      people: [person('p1', 'femme'), person('p2', 'homme'), person('p3', 'homme')],
      seated: [],
      panelSize: 2,
      quotas: [
        { traits: [{ category: 'genre', feature: 'femme' }], min: 2, max: 2, flex: { min: 2, max: 2 } },
        { traits: [{ category: 'genre', feature: 'homme' }], min: 0, max: 1, flex: null },
      ],
      perHousehold: null,
    }
    expect(relaxQuotas(highs, problem, effort())).toEqual({ state: 'none' })
    expect(leximin(highs, problem, effort())).toEqual({ status: 'infeasible', relaxation: null })
  })
})

/** Independent of the library: what a panel breaks, at the prices of the relaxation. */
function changeCost(problem: SortitionProblem, panel: readonly number[]): number {
  const all = [...problem.seated, ...panel.map((position) => problem.people[position]!)]
  return problem.quotas.reduce((sum, { traits, min, max }) => {
    const held = all.filter(({ features }) =>
      traits.every(({ category, feature }) => features[category] === feature),
    ).length
    const lowering = held < min ? (min - held) * (1 + 2 / min) : 0
    return sum + lowering + Math.max(0, held - max)
  }, 0)
}
