import { add, compare, divide, floor, multiply, type Rational, zero } from './rational.rules.ts'

/** One party to a shared service with what it counts for in each key, as totals: inhabitants, units used, m²… */
export interface SplitParty {
  readonly id: string
  readonly values: Readonly<Record<string, Rational>>
}

export interface SplitKey {
  /** Name of the value that it looks at. */
  readonly name: string
  /** Its part beside the other keys; weights need not add up to anything. */
  readonly weight: Rational
}

/** Where the cents go that rounding leaves: one each to the largest remainders, or all to one party. */
export type RemainderRule = 'largest' | { readonly to: string }

export interface SplitQuestion {
  readonly total_cents: bigint
  readonly parties: readonly SplitParty[]
  readonly keys: readonly SplitKey[]
  readonly remainder: RemainderRule
}

export interface Share {
  readonly id: string
  readonly cents: bigint
}

/**
 * Splits a cost by weighted keys, exactly: `share = total × Σ weight/Σweights × value/Σvalues`, in fractions, then whole
 * cents that always add up to the total (INT-40). The question has been checked: `readSplit`.
 *
 * `largest`: everybody gets the cents below, then one more each by largest remainder, equal ones by id in code-unit order.
 * `{ to }`: everybody else is rounded half up, and that party takes the rest.
 */
export function splitCost(question: SplitQuestion): Share[] {
  const exact = question.parties.map((party) => ({ id: party.id, amount: exactShare(question, party) }))
  return question.remainder === 'largest'
    ? byLargestRemainder(question.total_cents, exact)
    : restTo(question.remainder.to, question.total_cents, exact)
}

interface ExactShare {
  readonly id: string
  readonly amount: Rational
}

function exactShare({ total_cents, parties, keys }: SplitQuestion, party: SplitParty): Rational {
  const weights = sum(keys.map(({ weight }) => weight))
  const part = sum(
    keys.map(({ name, weight }) => {
      const whole = sum(parties.map(({ values }) => values[name] ?? zero))
      return multiply(divide(weight, weights), divide(party.values[name] ?? zero, whole))
    }),
  )
  return multiply({ numerator: total_cents, denominator: 1n }, part)
}

function sum(amounts: readonly Rational[]): Rational {
  return amounts.reduce(add, zero)
}

function byLargestRemainder(total: bigint, exact: readonly ExactShare[]): Share[] {
  const below = exact.map(({ id, amount }) => ({
    id,
    cents: floor(amount),
    rest: add(amount, { numerator: -floor(amount), denominator: 1n }),
  }))
  const missing = Number(total - below.reduce((given, { cents }) => given + cents, 0n))
  const raised = new Set(
    [...below]
      .sort((a, b) => compare(b.rest, a.rest) || (a.id < b.id ? -1 : 1))
      .slice(0, missing)
      .map(({ id }) => id),
  )
  return below.map(({ id, cents }) => ({ id, cents: raised.has(id) ? cents + 1n : cents }))
}

const half: Rational = { numerator: 1n, denominator: 2n }

function restTo(to: string, total: bigint, exact: readonly ExactShare[]): Share[] {
  const rounded = exact.map(({ id, amount }) => ({ id, cents: floor(add(amount, half)) }))
  const others = rounded.filter(({ id }) => id !== to).reduce((given, { cents }) => given + cents, 0n)
  return rounded.map(({ id, cents }) => ({ id, cents: id === to ? total - others : cents }))
}
