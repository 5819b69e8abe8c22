import type { Profile } from './compile-profile.ts'
import type { SharesOutcome } from './equal-shares.ts'

/** Voters with the same ballot who pay the same for a project, in currency. */
export interface Payer {
  /** Ids that the ballot supports, in the order of the file. */
  readonly ballot: readonly string[]
  readonly voters: number
  readonly each: number
  /** They had no more left. */
  readonly isAllTheyHad: boolean
}

export interface Payment {
  readonly project: number
  /** What a supporter pays a point (for approval: what each pays), in currency, unless less is left. */
  readonly price: number
  readonly supporters: number
  /** Supporters who paid all that they had left, which was less than their share. */
  readonly short: number
  /** Ballots of at least `smallestClass` voters, the largest payments together first. */
  readonly payers: readonly Payer[]
  /** All other supporters together. */
  readonly others: { readonly voters: number; readonly total: number }
}

/**
 * Who paid how much for each project bought by equal shares, in order: enough to re-do the count by hand, with the endowment
 * that each voter starts with. Amounts are shown in doubles; the count itself was exact.
 *
 * @param smallestClass ballots cast by fewer people are only shown together, so that a rare ballot is not put on show.
 *
 * Cost: O(rounds × supporters).
 *
 * @example
 * const profile = compileProfile(exampleElection(), 'cost')
 * const outcome = equalShares(profile, budgetEndowment(profile), breakTies(profile, { by: 'lexicographic' }))
 * explainPayments(profile, outcome, 2).map(({ project, price, supporters }) => [project, price, supporters]) // → [[0, 10, 6]]
 */
export function explainPayments(profile: Profile, outcome: SharesOutcome, smallestClass: number): Payment[] {
  const { state } = outcome.run
  const money = new Float64Array(profile.voters.length).fill(state.each)
  return state.order.map((project, round) =>
    payFor(profile, project, state.prices[round]!, money, smallestClass),
  )
}

function payFor(
  profile: Profile,
  project: number,
  price: number,
  money: Float64Array,
  smallestClass: number,
): Payment {
  const { groupOf, groupPoints, entryOf, ballot, people, votes, election } = profile
  const currency = 10 ** election.decimals
  const payers: Payer[] = []
  const others = { voters: 0, total: 0 }
  let short = 0
  for (let group = groupOf[project]!; group < groupOf[project + 1]!; group++) {
    const share = price * groupPoints[group]!
    for (let entry = entryOf[group]!; entry < entryOf[group + 1]!; entry++) {
      const index = ballot[entry]!
      const [voters, each] = [people[entry]!, Math.min(share, money[index]!) / currency]
      const isAllTheyHad = money[index]! < share
      money[index] = Math.max(0, money[index]! - share)
      if (isAllTheyHad) short += voters
      if (voters >= smallestClass) payers.push({ ballot: idsOf(profile, index), voters, each, isAllTheyHad })
      else {
        others.voters += voters
        others.total += voters * each
      }
    }
  }
  payers.sort((a, b) => b.voters * b.each - a.voters * a.each)
  return { project, price: price / currency, supporters: votes[project]!, short, payers, others }
}

function idsOf({ election }: Profile, ballot: number): string[] {
  const { start, project, points } = election.ballots
  const ids: string[] = []
  for (let at = start[ballot]!; at < start[ballot + 1]!; at++)
    if (points[at]! > 0) ids.push(election.projects[project[at]!]!.id)
  return ids
}
