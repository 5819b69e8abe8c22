import { type Fraction, fraction } from '../src/index.ts'
import type { PlainElection } from './random-elections.ts'

/**
 * Equal shares word for word from the definition, voter by voter, in fractions: slow, and shares no line with the library.
 * Ties by the smallest project number; `p0` to `p9` sort alike.
 */
export function textbookShares(
  { costs, votes }: PlainElection,
  isCost: boolean,
  endowment: Fraction,
): number[] {
  const money = votes.map(() => endowment)
  const open = new Set(costs.keys())
  const bought: number[] = []
  for (;;) {
    let best: { project: number; rate: Fraction } | null = null
    for (const project of open) {
      const rate = rateOf(project, costs[project]!, votes, money, isCost)
      if (rate !== null && (best === null || isLess(rate, best.rate))) best = { project, rate }
    }
    if (best === null) return bought
    const { project, rate } = best
    votes.forEach((vote, voter) => {
      const gain = gainOf(vote, project, costs[project]!, isCost)
      const share = times(rate, gain)
      if (gain > 0) money[voter] = isLess(money[voter]!, share) ? zero : minus(money[voter]!, share)
    })
    open.delete(project)
    bought.push(project)
  }
}

type Vote = PlainElection['votes'][number]
const zero: Fraction = { numerator: 0n, denominator: 1n }

function gainOf(vote: Vote, project: number, cost: number, isCost: boolean): number {
  const points = vote.find(([listed]) => listed === project)?.[1] ?? 0
  return isCost ? points * cost : points
}

function rateOf(
  project: number,
  cost: number,
  votes: PlainElection['votes'],
  money: readonly Fraction[],
  isCost: boolean,
): Fraction | null {
  const supporters = votes.flatMap((vote, voter) => {
    const gain = gainOf(vote, project, cost, isCost)
    return gain > 0 ? [{ gain, money: money[voter]! }] : []
  })
  supporters.sort((a, b) => (isLess(times(a.money, b.gain), times(b.money, a.gain)) ? -1 : 1))
  let toPay: Fraction = { numerator: BigInt(cost), denominator: 1n }
  let gains = supporters.reduce((sum, { gain }) => sum + gain, 0)
  for (const supporter of supporters) {
    const rate = fraction(toPay.numerator, toPay.denominator * BigInt(gains))
    if (!isLess(supporter.money, times(rate, supporter.gain))) return rate
    toPay = minus(toPay, supporter.money)
    gains -= supporter.gain
  }
  return null
}

function isLess(a: Fraction, b: Fraction): boolean {
  return a.numerator * b.denominator < b.numerator * a.denominator
}

function times(a: Fraction, factor: number): Fraction {
  return fraction(a.numerator * BigInt(factor), a.denominator)
}

function minus(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator)
}
