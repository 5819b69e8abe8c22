import type { Profile } from './compile-profile.ts'
import { effectiveSupport } from './effective-support.ts'
import type { SharesOutcome } from './equal-shares.ts'

export type Loser =
  | { readonly project: number; readonly why: 'no supporter' }
  /** Its cost is more than what was left of the budget when the selection was complete. */
  | {
      readonly project: number
      readonly why: 'budget spent'
      readonly left: number
      readonly missing: number
    }
  | {
      readonly project: number
      readonly why: 'supporters short'
      /** What its supporters had left at the end, and what was missing to the cost, in currency. */
      readonly left: number
      readonly missing: number
      /** The best that was within reach during the count, in percent of the cost: see `effectiveSupport`. */
      readonly effectiveSupport: number
      /** On which projects its supporters spent their money, most first, in currency. */
      readonly spentOn: readonly { readonly project: number; readonly amount: number }[]
    }
  /** It would fit, but the rule ended before (Phragmén stops at the first project that does not fit). */
  | { readonly project: number; readonly why: 'rule ended'; readonly left: number }

/**
 * What each project that is not funded lacked. With `outcome`, of a count by equal shares: its supporters' money; else,
 * the budget's.
 *
 * Cost: that of `effectiveSupport` and O(entries × projects a ballot).
 *
 * @example
 * const profile = compileProfile(exampleElection(), 'cost')
 * explainLosers(profile, [0, 1], null).map(({ project, why }) => `${project} ${why}`) // → ['2 budget spent', '3 budget spent']
 */
export function explainLosers(
  profile: Profile,
  selected: readonly number[],
  outcome: SharesOutcome | null,
): Loser[] {
  const taken = new Set(selected)
  const left = selected.reduce((money, project) => money - profile.cost[project]!, profile.election.budget)
  const replay = outcome === null ? null : replayOf(profile, outcome)
  return profile.election.projects
    .map((_, project) => project)
    .filter((project) => !taken.has(project))
    .map((project) => explain(profile, project, left, replay))
}

interface Replay {
  readonly support: Float64Array
  /** Money left to each voter of a ballot at the end. */
  readonly money: Float64Array
  /** By round: what each voter of a ballot paid, looked up by `payment`. */
  readonly payments: readonly ReadonlyMap<number, number>[]
  readonly order: readonly number[]
}

function explain(profile: Profile, project: number, left: number, replay: Replay | null): Loser {
  const { votes, cost, election } = profile
  const currency = 10 ** election.decimals
  if (votes[project] === 0) return { project, why: 'no supporter' }
  if (replay !== null) return explainShort(profile, project, replay)
  if (cost[project]! <= left) return { project, why: 'rule ended', left: left / currency }
  return { project, why: 'budget spent', left: left / currency, missing: (cost[project]! - left) / currency }
}

function explainShort(profile: Profile, project: number, replay: Replay): Loser {
  const { cost, election } = profile
  const currency = 10 ** election.decimals
  const left = sumOver(profile, project, (ballot) => replay.money[ballot]!) / currency
  const spentOn = replay.order
    .map((other, round) => ({
      project: other,
      amount: sumOver(profile, project, (ballot) => replay.payments[round]?.get(ballot) ?? 0) / currency,
    }))
    .filter(({ amount }) => amount > 0)
    .sort((a, b) => b.amount - a.amount)
  const missing = Math.max(0, cost[project]! / currency - left)
  return {
    project,
    why: 'supporters short',
    left,
    missing,
    effectiveSupport: replay.support[project]!,
    spentOn,
  }
}

function sumOver(
  { groupOf, entryOf, ballot, people }: Profile,
  project: number,
  amount: (ballot: number) => number,
): number {
  let sum = 0
  for (let entry = entryOf[groupOf[project]!]!; entry < entryOf[groupOf[project + 1]!]!; entry++)
    sum += people[entry]! * amount(ballot[entry]!)
  return sum
}

function replayOf(profile: Profile, outcome: SharesOutcome): Replay {
  const { groupOf, groupPoints, entryOf, ballot } = profile
  const { order, prices, each } = outcome.run.state
  const money = new Float64Array(profile.voters.length).fill(each)
  const payments = order.map((project, round) => {
    const paid = new Map<number, number>()
    for (let group = groupOf[project]!; group < groupOf[project + 1]!; group++)
      for (let entry = entryOf[group]!; entry < entryOf[group + 1]!; entry++) {
        const index = ballot[entry]!
        const payment = Math.min(money[index]!, prices[round]! * groupPoints[group]!)
        money[index]! -= payment
        paid.set(index, payment)
      }
    return paid
  })
  return { support: effectiveSupport(profile, outcome), money, payments, order }
}
