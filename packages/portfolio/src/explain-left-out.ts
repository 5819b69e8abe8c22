import { checkPortfolio } from './check-portfolio.ts'
import type { LimitKey, Measure, Problem, Starts } from './types.ts'

/** Why a measure is not in a choice, and what would let it in beside the others. */
export interface LeftOut {
  readonly measure: string
  /**
   * `forbidden`; `excludes`: a chosen measure excludes it; `requires`: what it requires is not chosen, or starts later;
   * `limits`: it does not fit; `value`: it would add nothing, whatever the limits,
   * or it fits beside the choice and was not needed.
   */
  readonly reason: 'forbidden' | 'excludes' | 'requires' | 'limits' | 'value'
  /** The measures in its way, or those it lacks. */
  readonly others: readonly string[]
  /** At its cheapest start beside the present choice: what each limit lacks, in cents or hours. */
  readonly lacks: readonly (LimitKey & { readonly amount: number })[]
  readonly start: number | null
  /** Smallest budget, over all years, that would let it in beside the present choice; null when money is not what it lacks. */
  readonly lacks_cents: number | null
}

/** In the order of the measures. The starts of the chosen measures stay. Cost: one check for each start left out. */
export function explainLeftOut(problem: Problem, starts: Starts): LeftOut[] {
  return problem.measures
    .filter(({ id }) => !Object.hasOwn(starts, id))
    .map((measure) => explain(problem, starts, measure))
}

function explain(problem: Problem, starts: Starts, measure: Measure): LeftOut {
  const nothing = { measure: measure.id, others: [], lacks: [], start: null, lacks_cents: null }
  if (measure.forbidden) return { ...nothing, reason: 'forbidden' }
  const rivals = problem.measures
    .filter(({ id, excludes = [] }) => excludes.includes(measure.id) || measure.excludes?.includes(id))
    .map(({ id }) => id)
    .filter((id) => Object.hasOwn(starts, id))
  if (rivals.length > 0) return { ...nothing, reason: 'excludes', others: rivals }
  const allowed = measure.starts ?? problem.years.slice(0, 1)
  const isMet = (other: string, start: number) => Object.hasOwn(starts, other) && starts[other]! <= start
  const suitable = allowed.filter((start) => (measure.requires ?? []).every((other) => isMet(other, start)))
  const latest = Math.max(...allowed)
  if (suitable.length === 0) {
    const others = (measure.requires ?? []).filter((other) => !isMet(other, latest))
    return { ...nothing, reason: 'requires', others }
  }
  const [cheapest] = suitable
    .map((start) => ({ start, lacks: lacksAt(problem, { ...starts, [measure.id]: start }) }))
    .sort((a, b) => centsOf(a.lacks) - centsOf(b.lacks) || hoursOf(a.lacks) - hoursOf(b.lacks))
  const isWorthless = gainOf(problem, starts, measure) <= 0
  if (isWorthless || !cheapest || cheapest.lacks.length === 0) return { ...nothing, reason: 'value' }
  const lacks_cents = cheapest.lacks.some(isMoney) ? centsOf(cheapest.lacks) : null
  return { ...nothing, reason: 'limits', lacks: cheapest.lacks, start: cheapest.start, lacks_cents }
}

/** What the measure would add to the choice, its limits apart. */
function gainOf({ synergies = [] }: Problem, starts: Starts, { id, value }: Measure): number {
  return synergies
    .filter(({ measures }) => measures.includes(id))
    .filter(({ measures }) => measures.every((other) => other === id || Object.hasOwn(starts, other)))
    .reduce((sum, synergy) => sum + synergy.value, value)
}

type Lack = LeftOut['lacks'][number]

/** Where money is carried over, what was added in a year also serves the years after it. */
function lacksAt(problem: Problem, starts: Starts): Lack[] {
  let served = 0
  let last = ''
  return checkPortfolio(problem, starts).balance.flatMap(({ limit, year, grade, used, available }) => {
    const name = `${limit} ${grade}`
    const carries = problem.carry_over === true && grade === null && name === last && available !== null
    if (!carries) served = 0
    last = available === null ? '' : name
    const amount = available === null ? 0 : used - available - served
    if (amount <= 0) return []
    served += amount
    return [{ limit, year, grade, amount }]
  })
}

function isMoney({ grade }: Lack): boolean {
  return grade === null
}

function centsOf(lacks: readonly Lack[]): number {
  return lacks.filter(isMoney).reduce((sum, { amount }) => sum + amount, 0)
}

function hoursOf(lacks: readonly Lack[]): number {
  return lacks.filter((lack) => !isMoney(lack)).reduce((sum, { amount }) => sum + amount, 0)
}
