import { checkPortfolio, findFaults } from '@faire-commune/portfolio'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendarDate } from '#kernel/calendar-date.ts'
import type { Measure, MeasureFile, MeasureLine } from '#modules/steering/measures/measures.public.ts'
import { candidateOf, effectScore, problemOf, startsOf, uncertaintyOf } from './problem.rules.ts'
import type { Scenario } from './scenarios.rules.ts'

const source = { text: 's', reference: null, year: null }

function line(part: Partial<MeasureLine> & Pick<MeasureLine, 'kind' | 'likely'>): MeasureLine {
  const isHours = part.kind === 'staff_hours' || part.kind === 'staff_hours_freed'
  return {
    id: part.kind,
    version: 1,
    label: part.kind,
    section: null,
    grade: isHours ? 'B' : null,
    unit: isHours ? 'hours' : 'cents',
    low: part.likely,
    high: part.likely,
    firstYear: 1,
    lastYear: null,
    source,
    owner: '',
    confidence: 'low',
    ...part,
  }
}

/** What a file holds that no figure is read from. */
const nothingElse = {
  risks: [],
  conditions: [],
  rules: [],
  readings: new Map<string, never>(),
  tallies: [],
  acts: [],
}

function file(
  lines: readonly MeasureLine[],
  sheet: Partial<Measure> = {},
  discountBasisPoints = 0,
): MeasureFile {
  return {
    measure: {
      id: '1',
      code: 'ressourcerie',
      title: 'Ressourcerie',
      part: 'I',
      theme: '',
      objective: '',
      pilot: '',
      sponsor: '',
      engagementLevel: 'inform',
      engagementCommitment: '',
      publicServiceRelation: 'complement',
      publicServiceReason: '',
      startsOn: calendarDate('2027-01-01'),
      endsOn: null,
      status: 'assessed',
      ratings: {},
      version: 1,
      ...sheet,
    },
    lines,
    ...nothingElse,
    prices: { rates: { A: 4000, B: 3000, C: 2000, partner: null }, discountBasisPoints },
  }
}

const scenario: Scenario = {
  id: '1',
  code: 'essai',
  title: 'Essai',
  summary: '',
  firstYear: 2027,
  yearCount: 3,
  carryOver: false,
  weights: { cash: 100, time: 50, other: 50 },
  effectPointCents: 100_000,
  limits: [],
  version: 1,
  choices: [],
  links: [],
  synergies: [],
}

/** 50,000 € of works, then 20,000 € saved and 10 hours of grade B freed in each of two years; 1,000 € lent once. */
const typical = [
  line({ kind: 'investment', likely: 5_000_000, section: 'investment' }),
  line({ kind: 'cash_saved', likely: 2_000_000, section: 'operating', firstYear: 2, lastYear: 3 }),
  line({ kind: 'staff_hours_freed', likely: 10, firstYear: 2, lastYear: 3 }),
  line({ kind: 'premises_in_kind', likely: 100_000 }),
]

describe('what a measure is worth', () => {
  test('money, time and the rest are counted apart, then weighed, in whole euros', () => {
    const { parts, value } = candidateOf(file(typical), scenario)
    expect(parts).toEqual({ cash: -1_000_000, time: 60_000, other: -100_000 })
    // -10,000 € + 600 € × 50 % - 1,000 € × 50 %
    expect(value).toBe(-10_200)
  })

  test('a later year counts less, by the discount rate of the town', () => {
    const { parts } = candidateOf(file(typical, {}, 1000), scenario)
    expect(parts.cash).toBe(Math.round(-5_000_000 + 2_000_000 / 1.1 + 2_000_000 / 1.21))
  })

  test('each year of effect is worth its mean score times the price of a point; nobody asked is worth nothing', () => {
    const rated = file(typical, { ratings: { need_expressed: 4, urgency: 3 } })
    expect(effectScore(rated)).toBe(3.5)
    expect(candidateOf(rated, scenario).parts.other).toBe(3 * 350_000 - 100_000)
    expect(effectScore(file(typical))).toBe(0)
  })

  test('a weight of nothing leaves its part out', () => {
    const weights = { cash: 0, time: 100, other: 0 }
    expect(candidateOf(file(typical), { ...scenario, weights }).value).toBe(600)
  })
})

describe('a measure under way', () => {
  const running = file(typical, { status: 'running', startsOn: calendarDate('2026-04-01') })

  test('counts from the first year of the scenario: what was spent before is no choice any more', () => {
    const candidate = candidateOf(running, scenario)
    expect(candidate.effects.map(({ year }) => year)).toEqual([2027, 2028])
    expect(candidate.parts.cash).toBe(4_000_000)
    expect(startsOf(candidate, scenario)).toEqual([2027])
  })

  test('does not move, whatever years were wished', () => {
    const wished = { measure: 'ressourcerie', stance: 'free', startYears: [2028] } as const
    const candidate = candidateOf(running, { ...scenario, choices: [wished] })
    expect(startsOf(candidate, { ...scenario, choices: [wished] })).toEqual([2027])
  })

  test('of a scenario that begins before it keeps its own first year', () => {
    const earlier = { ...scenario, firstYear: 2025 }
    const candidate = candidateOf(running, earlier)
    expect(startsOf(candidate, earlier)).toEqual([2026])
    expect(candidate.effects).toHaveLength(3)
  })
})

describe('the years in which it may start', () => {
  const startsIn = (startsOn: string, startYears: readonly number[] = []) => {
    const choices = [{ measure: 'ressourcerie', stance: 'free' as const, startYears }]
    const asked = { ...scenario, choices }
    return startsOf(candidateOf(file(typical, { startsOn: calendarDate(startsOn) }), asked), asked)
  }

  test('without a wish: its own, moved into the scenario', () => {
    expect(['2024-06-01', '2028-06-01', '2040-06-01'].map((day) => startsIn(day))).toEqual([
      [2027],
      [2028],
      [2029],
    ])
  })

  test('wished: those of the scenario only; none of them there is no wish', () => {
    expect(startsIn('2027-01-01', [2026, 2028, 2029, 2030])).toEqual([2028, 2029])
    expect(startsIn('2028-01-01', [2035])).toEqual([2028])
  })
})

describe('the question to the solver', () => {
  const other = file([line({ kind: 'purchases', likely: 300_000, section: 'operating' })], { code: 'velo' })

  test('a gain is negative spending, hours are those asked, limits stand in their years', () => {
    const limits = [
      { year: 2028, operatingCents: 9, investmentCents: null, hours: { A: null, B: 7, C: null } },
    ]
    const asked = { ...scenario, limits, carryOver: true }
    const lines = [...typical, line({ kind: 'staff_hours', likely: 1.25, lastYear: 2 })]
    const problem = problemOf(asked, [candidateOf(file(lines), asked)])
    expect(problem.limits).toEqual({
      operating_cents: [null, 9, null],
      investment_cents: [null, null, null],
      staff_hours: { A: [null, null, null], B: [null, 7, null], C: [null, null, null] },
    })
    expect(problem.carry_over).toBe(true)
    const [measure] = problem.measures
    expect(measure?.operating_cents).toEqual([0, -2_000_000, -2_000_000])
    expect(measure?.investment_cents).toEqual([5_000_000, 0, 0])
    expect(measure?.staff_hours).toEqual({ A: [0, 0, 0], B: [1.25, 1.25, 0], C: [0, 0, 0] })
  })

  test('what is imposed, forbidden, linked or worth more together is asked; what names a measure that is over is not', () => {
    const asked: Scenario = {
      ...scenario,
      choices: [
        { measure: 'ressourcerie', stance: 'imposed', startYears: [] },
        { measure: 'velo', stance: 'forbidden', startYears: [] },
      ],
      links: [
        { kind: 'requires', measure: 'ressourcerie', other: 'velo', reason: '' },
        { kind: 'excludes', measure: 'ressourcerie', other: 'close', reason: '' },
      ],
      synergies: [
        { id: '1', label: 'a', value: 12.5, measures: ['ressourcerie', 'velo'] },
        { id: '2', label: 'b', value: 99, measures: ['ressourcerie', 'close'] },
      ],
    }
    const problem = problemOf(
      asked,
      [file(typical), other].map((each) => candidateOf(each, asked)),
    )
    expect(
      problem.measures.map(({ id, mandatory, forbidden, requires, excludes }) => [
        id,
        mandatory,
        forbidden,
        requires,
        excludes,
      ]),
    ).toEqual([
      ['ressourcerie', true, undefined, ['velo'], []],
      ['velo', undefined, true, [], []],
    ])
    expect(problem.synergies).toEqual([{ measures: ['ressourcerie', 'velo'], value: 12.5 }])
  })

  test('is one that the solver accepts, and its budget is what the lines say, to the cent', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 10_000_000_00 }), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 2020, max: 2035 }),
        (amounts, year) => {
          const lines = amounts.map((likely, index) =>
            line({ kind: 'purchases', likely, section: 'operating', firstYear: index + 1 }),
          )
          const bought = file(lines, { startsOn: calendarDate(`${year}-03-01`) })
          const problem = problemOf(scenario, [candidateOf(bought, scenario)])
          expect(findFaults(problem)).toEqual([])
          const [start = 0] = problem.measures[0]?.starts ?? []
          const spent = checkPortfolio(problem, { ressourcerie: start }).total_cents
          const within = amounts.slice(0, scenario.firstYear + scenario.yearCount - start)
          expect(spent).toBe(within.reduce((sum, amount) => sum + amount, 0))
        },
      ),
    )
  })
})

describe('how far it may be from its likely figures', () => {
  test('one factor for its costs, one for its gains, from the farthest figures', () => {
    const lines = [
      line({ kind: 'purchases', low: 50, likely: 100, high: 250, section: 'operating' }),
      line({ kind: 'cash_saved', low: 60, likely: 200, high: 300, section: 'operating' }),
    ]
    expect(uncertaintyOf([candidateOf(file(lines), scenario)])).toEqual({
      ressourcerie: {
        cost: { low: 0.5, likely: 1, high: 2.5 },
        gain: { low: 0.3, likely: 1, high: 1.5 },
      },
    })
  })

  test('without a cost or a gain nothing moves', () => {
    expect(uncertaintyOf([candidateOf(file([]), scenario)])).toEqual({
      ressourcerie: { cost: { low: 1, likely: 1, high: 1 }, gain: { low: 1, likely: 1, high: 1 } },
    })
  })
})
