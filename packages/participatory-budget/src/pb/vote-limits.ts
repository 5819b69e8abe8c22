import { parseDecimal } from '../parse-decimal.ts'
import type { Ballots } from '../types.ts'
import type { Head } from './head.ts'
import type { PbProblem, Problems } from './problem.ts'

/** The limits that META may give, and what each is about. */
const LIMITS = [
  { key: 'min_length', what: 'length', code: 'vote' },
  { key: 'max_length', what: 'length', code: 'vote' },
  { key: 'min_sum_cost', what: 'cost', code: 'vote' },
  { key: 'max_sum_cost', what: 'cost', code: 'vote' },
  { key: 'min_points', what: 'least points', code: 'points' },
  { key: 'max_points', what: 'most points', code: 'points' },
  { key: 'min_sum_points', what: 'points', code: 'points' },
  { key: 'max_sum_points', what: 'points', code: 'points' },
] as const

const SAID: Readonly<Record<What, string>> = {
  length: 'the number of projects on the ballot',
  cost: 'the cost of the projects on the ballot together',
  'least points': 'the fewest points on the ballot',
  'most points': 'the most points on the ballot',
  points: 'the points on the ballot together',
}

type What = (typeof LIMITS)[number]['what']

interface Limit {
  readonly key: string
  readonly what: What
  readonly code: 'vote' | 'points'
  readonly isMost: boolean
  readonly value: number
  readonly text: string
  readonly line: number
}

/**
 * Checks ballots against the limits that META gives: how many projects, at what cost, with how many points. An empty ballot
 * keeps them all. A ballot beyond them is a defect of the file, but for the sums of costs: real elections counted some beyond, so these
 * are counted and reported.
 */
export class VoteLimits {
  readonly #projects: Head['projects']
  /** One unit of currency in whole money units. */
  readonly #currency: number
  readonly #problems: Problems
  readonly #limits: readonly Limit[]

  constructor(
    meta: ReadonlyMap<string, { readonly value: string; readonly line: number }>,
    head: Head,
    problems: Problems,
  ) {
    this.#projects = head.projects
    this.#currency = 10 ** head.decimals
    this.#problems = problems
    const hasPoints = head.voteType === 'cumulative' || head.voteType === 'scoring'
    this.#limits = LIMITS.filter(({ code }) => hasPoints || code === 'vote').flatMap((limit) => {
      const said = meta.get(limit.key)
      return said === undefined || /^(none)?$/i.test(said.value) ? [] : this.#readLimit(limit, said)
    })
  }

  #readLimit(
    { key, what, code }: (typeof LIMITS)[number],
    { value: text, line }: { readonly value: string; readonly line: number },
  ): Limit[] {
    const decimal = parseDecimal(text)
    if (decimal === null) {
      this.#problems.add(line, 'meta', `${key}, "${text}", is no number`, 'write digits, or remove the line')
      return []
    }
    const value = Number(decimal.digits) / 10 ** decimal.decimals
    return [{ key, what, code, isMost: key.startsWith('max'), value, text, line }]
  }

  /** False after a defect: the first `length` points of a ballot, × 10^`pointDecimals`. */
  check(points: Int32Array, length: number, pointDecimals: number, line: number): boolean {
    if (length === 0) return true
    for (const limit of this.#limits) {
      if (limit.what === 'cost') continue
      const found = amountOf(limit.what, points, length) / (limit.what === 'length' ? 1 : 10 ** pointDecimals)
      if (!isBeyond(limit, found)) continue
      this.#problems.add(
        line,
        limit.code,
        `${SAID[limit.what]}, ${found}, is beyond ${limit.key} of META (${limit.text}, line ${limit.line})`,
        `correct the ballot, or ${limit.key} if it is wrong`,
      )
      return false
    }
    return true
  }

  /** How many ballots are beyond a sum of costs, by limit. */
  warnings({ start, project, voters }: Ballots): PbProblem[] {
    if (this.#limits.every(({ what }) => what !== 'cost')) return []
    const costs = Array.from(voters, (_, ballot) =>
      project
        .subarray(start[ballot], start[ballot + 1])
        .reduce((sum, own) => sum + this.#projects[own]!.cost, 0),
    )
    return this.#limits
      .filter(({ what }) => what === 'cost')
      .flatMap((limit) => {
        const people = costs.reduce(
          (sum, cost, ballot) =>
            cost > 0 && isBeyond(limit, cost / this.#currency) ? sum + voters[ballot]! : sum,
          0,
        )
        return people === 0 ? [] : [this.#warning(limit, people)]
      })
  }

  #warning({ key, text, line }: Limit, people: number): PbProblem {
    return {
      line,
      code: 'vote',
      text: `${SAID.cost} is beyond ${key} (${text}) on ${people} ballot${people === 1 ? '' : 's'}, which are counted as they are`,
      remedy: `remove these ballots if your rules say so, or correct ${key}`,
    }
  }
}

function isBeyond({ isMost, value }: Limit, found: number): boolean {
  return isMost ? found > value : found < value
}

function amountOf(what: What, points: Int32Array, length: number): number {
  if (what === 'length') return length
  let amount = what === 'points' ? 0 : points[0]!
  for (let at = 0; at < length; at++) {
    if (what === 'points') amount += points[at]!
    else amount = what === 'least points' ? Math.min(amount, points[at]!) : Math.max(amount, points[at]!)
  }
  return amount
}
