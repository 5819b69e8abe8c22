import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { generatePool } from '../bench/generate-pool.ts'
import { allPanels } from '../test/brute-force.ts'
import { smallProblem } from '../test/small-problems.ts'
import {
  chanceReport,
  checkLottery,
  claimGains,
  goldilocks,
  leximin,
  loadSolver,
  planInvitations,
  replacementProblem,
  type SortitionProblem,
  seededRandom,
  stopwatch,
} from './index.ts'

const highs = await loadSolver()
const effort = () => ({ random: seededRandom(1), timeLeft: stopwatch(20) })

function lotteryOf(problem: SortitionProblem) {
  const outcome = leximin(highs, problem, effort())
  if (outcome.status !== 'ok') throw new Error(`${outcome.status} where a panel exists`)
  return outcome.lottery
}

describe('replacementProblem', () => {
  it('keeps the quotas and the households of the whole panel, and draws nobody of the first one', () => {
    const drawnFirst = fc
      .record({ problem: smallProblem, leaver: fc.nat() })
      .filter(({ problem }) => allPanels(problem).length > 0)
    fc.assert(
      fc.property(drawnFirst, ({ problem, leaver }) => {
        const { members } = lotteryOf(problem).panels[0]!
        const leaving = [members[leaver % members.length]!]
        const replacement = replacementProblem(problem, members, leaving)
        const stay = members.filter((id) => !leaving.includes(id))
        const outcome = leximin(highs, replacement, effort())
        const panels = outcome.status === 'ok' ? outcome.lottery.panels : []
        for (const { members: added } of panels) {
          const whole = [{ weight: 1, members: [...stay, ...added] }]
          const seats = problem.panelSize - problem.seated.length
          expect(checkLottery(problem, { seats, totalWeight: 1, panels: whole })).toEqual([])
          expect(members).not.toContain(added[0])
        }
        expect(outcome.status === 'ok').toBe(allPanels(replacement).length > 0)
      }),
      { numRuns: 80, seed: 4 },
    )
  })

  it('refuses strangers, and nobody leaving', () => {
    const problem = generatePool(20, 5, 1, 1)
    expect(() => replacementProblem(problem, ['p1', 'x'], ['p1'])).toThrow('not in the panel: x')
    expect(() => replacementProblem(problem, ['p1'], ['p2'])).toThrow('not in the panel: p2')
    expect(() => replacementProblem(problem, ['p1'], [])).toThrow('nobody leaves')
  })
})

describe('planInvitations', () => {
  const rates = fc.constantFrom(0.01, 0.03, 0.2, 0.5, 0.9, 1)

  it('sends the fewest letters that bring enough answers with the chance asked for', () => {
    fc.assert(
      fc.property(rates, fc.integer({ min: 0, max: 30 }), (answerRate, wanted) => {
        const stratum = { name: 's', residents: 100_000, wanted, answerRate }
        const [plan] = planInvitations([stratum], 0.9)
        const { letters } = plan!
        expect(plan?.tooFewResidents).toBe(false)
        expect(tail(letters, answerRate, wanted)).toBeGreaterThanOrEqual(0.9 - 1e-9)
        if (letters > 0) expect(tail(letters - 1, answerRate, wanted)).toBeLessThan(0.9 + 1e-9)
      }),
      { numRuns: 60, seed: 4 },
    )
  })

  it('shares the risk between strata, and says where the residents are too few', () => {
    const stratum = { name: '16-24', residents: 5000, wanted: 12, answerRate: 0.03 }
    const [alone] = planInvitations([stratum], 0.95)
    expect(alone).toMatchObject({ letters: 604, tooFewResidents: false })
    const [together, short] = planInvitations([stratum, { ...stratum, name: '70+', residents: 300 }], 0.95)
    expect(together!.letters).toBeGreaterThan(alone!.letters)
    expect(short).toMatchObject({ letters: 300, tooFewResidents: true })
  })

  it('refuses what makes no sense', () => {
    const stratum = { name: 's', residents: 10, wanted: 2, answerRate: 0 }
    expect(() => planInvitations([stratum], 0.9)).toThrow('answer rate')
    expect(() => planInvitations([{ ...stratum, answerRate: 0.5, wanted: 1.5 }], 0.9)).toThrow(
      'whole numbers',
    )
    expect(() => planInvitations([], 1)).toThrow('confidence')
  })

  /** Chance of at least `wanted` successes, by adding the probability of each answer to a table. */
  function tail(letters: number, rate: number, wanted: number): number {
    const exactly = new Float64Array(wanted + 1)
    exactly[0] = 1
    for (let letter = 0; letter < letters; letter++) {
      exactly[wanted]! += wanted > 0 ? exactly[wanted - 1]! * rate : 0
      for (let n = wanted - 1; n >= 0; n--)
        exactly[n] = exactly[n]! * (1 - rate) + (n > 0 ? exactly[n - 1]! * rate : 0)
    }
    return exactly[wanted]!
  }
})

describe('chanceReport', () => {
  it('adds up the published panels by person and by feature', () => {
    const person = (id: string, genre: string) => ({ id, features: { genre }, household: null })
    const quota = (feature: string, min: number, max: number) => ({
      traits: [{ category: 'genre', feature }],
      min,
      max,
      flex: null,
    })
    const problem: SortitionProblem = {
      people: [person('p1', 'femme'), person('p2', 'homme'), person('p3', 'homme'), person('p4', 'homme')],
      seated: [],
      panelSize: 2,
      quotas: [quota('femme', 1, 1), quota('homme', 1, 1)],
      perHousehold: null,
    }
    const panels = [
      { weight: 3, members: ['p1', 'p2'] },
      { weight: 1, members: ['p1', 'p3'] },
    ]
    const report = chanceReport(problem, { seats: 2, totalWeight: 4, panels })
    expect(report).toEqual({
      people: 4,
      lowest: 0,
      highest: 1,
      expectedSeats: 2,
      equalChance: 0.5,
      byFeature: [
        {
          category: 'genre',
          feature: 'femme',
          min: 1,
          max: 1,
          people: 1,
          lowest: 1,
          highest: 1,
          expectedSeats: 1,
          fewest: 1,
          most: 1,
        },
        {
          category: 'genre',
          feature: 'homme',
          min: 1,
          max: 1,
          people: 3,
          lowest: 0,
          highest: 0.75,
          expectedSeats: 1,
          fewest: 1,
          most: 1,
        },
      ],
      chances: [
        { id: 'p1', chance: 1 },
        { id: 'p2', chance: 0.75 },
        { id: 'p3', chance: 0.25 },
        { id: 'p4', chance: 0 },
      ],
    })
  })
})

describe('checkLottery', () => {
  const problem = generatePool(40, 8, 2, 3)
  const lottery = lotteryOf(problem)
  const [first, ...rest] = lottery.panels
  const sound = first!
  const withFirst = (members: readonly string[], weight = sound.weight) => ({
    ...lottery,
    panels: [{ weight, members }, ...rest],
  })

  it('finds a sound lottery in order', () => {
    expect(checkLottery(problem, lottery)).toEqual([])
  })

  it('tells each breach', () => {
    const [one, ...others] = sound.members
    expect(checkLottery(problem, withFirst(others))).toContain('panel 1: 7 members for 8 seats')
    expect(checkLottery(problem, withFirst([others[0]!, ...others]))).toContain(
      'panel 1: somebody sits twice',
    )
    expect(checkLottery(problem, withFirst(['x', ...others]))).toContain(
      'panel 1: somebody is not in the pool',
    )
    expect(checkLottery(problem, withFirst(sound.members, sound.weight + 1)).join()).toMatch(
      'the weights add up',
    )
    const women = problem.people.filter(({ features }) => features.genre === 'femme').slice(0, 8)
    expect(checkLottery(problem, withFirst(women.map(({ id }) => id))).join()).toMatch(
      '8 of genre femme, where',
    )
    const people = problem.people.map((person) =>
      person.id === one || person.id === others[0] ? { ...person, household: 'a' } : person,
    )
    expect(checkLottery({ ...problem, people, perHousehold: 1 }, lottery)).toContain(
      `panel 1: ${one}, ${others[0]} share a household`,
    )
  })
})

describe('claimGains', () => {
  it('finds what a false declaration brings, less by goldilocks where leximin rewards it', () => {
    const problem = generatePool(60, 12, 4, 5)
    const claims = ['aucun', 'CAP-BEP', 'bac', 'superieur'].map((diplome) => ({ diplome }))
    const person = problem.people.find(({ features }) => features.diplome === 'superieur')!
    const gains = claimGains(problem, person.id, claims, (asked) => leximin(highs, asked, effort()))
    const honest = gains.find(({ claim }) => claim.diplome === 'superieur')
    expect(honest?.gain).toBe(0)
    expect(gains[0]!.gain).toBeGreaterThan(0.01)
    expect(gains.map(({ gain }) => gain)).toEqual(gains.map(({ gain }) => gain).sort((a, b) => b - a))
    const held = claimGains(problem, person.id, claims, (asked) => goldilocks(highs, asked, 1, effort()))
    expect(held[0]!.gain).toBeLessThanOrEqual(gains[0]!.gain + 1e-6)
  })
})
