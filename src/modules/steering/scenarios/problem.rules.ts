import type { Factor, Problem, Measure as ProblemMeasure, Uncertainty } from '@faire-commune/portfolio'
import {
  analyse,
  askedQuestions,
  type Band,
  type Grade,
  grades,
  type MeasureFile,
  type YearEffect,
  yearlyEffectsOf,
} from '#modules/steering/measures/measures.public.ts'
import { limitsByYear, type Scenario, stanceOf, type Weights, yearsOf } from './scenarios.rules.ts'

/** What the value of a measure is made of, in cents, before the weights. */
export interface ValueParts {
  /** Present value of cash: income and savings minus spending, both sections. */
  readonly cash: number
  /** Present value of hours freed minus hours asked, at the hourly rates. */
  readonly time: number
  /** Present value of costs avoided minus premises lent, and what the effect on the radar is worth to those who choose. */
  readonly other: number
}

/** A measure as the scenario weighs it. */
export interface Candidate {
  readonly file: MeasureFile
  /** Years of the measure that fall in the scenario or later: what was spent before is no choice any more. */
  readonly effects: readonly YearEffect[]
  /** Whether it has started already: its years are fixed. */
  readonly isUnderWay: boolean
  readonly parts: ValueParts
  /** Weighted value in whole euros. */
  readonly value: number
}

/** Measures that a scenario chooses among: those that are not over. */
export const candidateStatuses = ['idea', 'assessed', 'decided', 'running'] as const

export function candidateOf(file: MeasureFile, scenario: Scenario): Candidate {
  const all = yearlyEffectsOf(file)
  const isUnderWay = file.measure.status === 'running'
  const effects = isUnderWay ? all.filter((effect) => effect.year >= scenario.firstYear) : all
  const parts = valueParts(file, effects, scenario)
  return { file, effects, isUnderWay, parts, value: weightedValue(parts, scenario.weights) }
}

function valueParts(file: MeasureFile, effects: readonly YearEffect[], scenario: Scenario): ValueParts {
  const rate = 1 + file.prices.discountBasisPoints / 10_000
  const present = (read: (effect: YearEffect) => number) =>
    effects.reduce((sum, effect, index) => sum + read(effect) / rate ** index, 0)
  return {
    cash: Math.round(present((effect) => effect.operating.likely + effect.investment.likely)),
    time: Math.round(present((effect) => effect.timeValue.likely)),
    other: Math.round(
      present((effect) => effect.otherValue.likely + effectScore(file) * scenario.effectPointCents),
    ),
  }
}

/** Mean of the answers about necessity and effects, 0 to 4; 0 where nobody has answered. */
export function effectScore({ measure }: Pick<MeasureFile, 'measure'>): number {
  const answers = askedQuestions.flatMap((question) => measure.ratings[question] ?? [])
  return answers.length === 0 ? 0 : answers.reduce((sum, answer) => sum + answer, 0) / answers.length
}

function weightedValue(parts: ValueParts, weights: Weights): number {
  const cents = (parts.cash * weights.cash + parts.time * weights.time + parts.other * weights.other) / 100
  return Math.round(cents / 100)
}

/**
 * How far each measure may be from its likely figures, as factors: one for all its costs and one for all its gains, since
 * the same people estimated them.
 */
export function uncertaintyOf(candidates: readonly Candidate[]): Uncertainty {
  return Object.fromEntries(
    candidates.map(({ file }) => {
      const { rates, discountBasisPoints } = file.prices
      const { presentCost, presentGain } = analyse(1, file.lines, rates, discountBasisPoints)
      return [file.measure.code, { cost: factorOf(presentCost), gain: factorOf(presentGain) }]
    }),
  )
}

function factorOf({ low, likely, high }: Band): Factor {
  return likely <= 0 ? { low: 1, likely: 1, high: 1 } : { low: low / likely, likely: 1, high: high / likely }
}

/** The question that the solver answers, in the shape of the file that `faire-commune solve` reads. */
export function problemOf(scenario: Scenario, candidates: readonly Candidate[]): Problem {
  const codes = new Set(candidates.map(({ file }) => file.measure.code))
  const years = yearsOf(scenario)
  const limits = limitsByYear(scenario)
  const hours = (grade: Grade) => limits.map((limit) => limit.hours[grade])
  return {
    years,
    limits: {
      operating_cents: limits.map((limit) => limit.operatingCents),
      investment_cents: limits.map((limit) => limit.investmentCents),
      staff_hours: { A: hours('A'), B: hours('B'), C: hours('C') },
    },
    measures: candidates.map((candidate) => problemMeasure(candidate, scenario, codes)),
    synergies: scenario.synergies
      .filter(({ measures }) => measures.every((code) => codes.has(code)))
      .map(({ measures, value }) => ({ measures, value })),
    ...(scenario.carryOver ? { carry_over: true } : {}),
  }
}

function problemMeasure(
  candidate: Candidate,
  scenario: Scenario,
  codes: ReadonlySet<string>,
): ProblemMeasure {
  const { file, effects, value } = candidate
  const { code } = file.measure
  const stance = stanceOf(scenario, code)
  const linked = (kind: 'requires' | 'excludes') =>
    scenario.links
      .filter((link) => link.kind === kind && link.measure === code && codes.has(link.other))
      .map((link) => link.other)
  const hours = (grade: Grade) => effects.map((effect) => toHundredth(effect.hoursNeeded[grade].likely))
  return {
    id: code,
    value,
    // A gain is negative spending.
    operating_cents: effects.map((effect) => 0 - effect.operating.likely),
    investment_cents: effects.map((effect) => 0 - effect.investment.likely),
    staff_hours: Object.fromEntries(grades.map((grade) => [grade, hours(grade)])),
    starts: startsOf(candidate, scenario),
    ...(stance === 'imposed' ? { mandatory: true } : {}),
    ...(stance === 'forbidden' ? { forbidden: true } : {}),
    requires: linked('requires'),
    excludes: linked('excludes'),
  }
}

/** The years in which it may start, within the scenario. A measure under way does not move: it goes on from the first year. */
export function startsOf(candidate: Candidate, scenario: Scenario): number[] {
  const years = yearsOf(scenario)
  const [first = scenario.firstYear] = years
  const last = years.at(-1) ?? first
  const { code, startsOn } = candidate.file.measure
  const choice = scenario.choices.find(({ measure }) => measure === code)
  const wished = candidate.isUnderWay ? [] : (choice?.startYears ?? [])
  const within = wished.filter((year) => year >= first && year <= last)
  if (within.length > 0) return within
  return [Math.min(last, Math.max(first, Number(startsOn.slice(0, 4))))]
}

function toHundredth(hours: number): number {
  return Math.round(hours * 100) / 100
}
