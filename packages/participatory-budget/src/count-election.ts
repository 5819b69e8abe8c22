import type { TieRule } from './break-ties.ts'
import { compileProfile, type Profile } from './compile-profile.ts'
import { countRules } from './count-rules.ts'
import type { SharesOutcome } from './equal-shares.ts'
import type { AddOneOutcome } from './equal-shares-add-one.ts'
import { countProfile, measureOf } from './rules/count-profile.ts'
import type { Election, Selection } from './types.ts'

export interface Counted extends Selection {
  readonly rule: string
  readonly profile: Profile
  /** The count by equal shares inside, before any greedy completion; null for the other rules. */
  readonly shares: SharesOutcome | AddOneOutcome | null
}

/**
 * Counts an election by a rule's name. Throws a RangeError for a name that `countRules` does not list for these ballots.
 *
 * Cost: that of the rule.
 *
 * @example
 * const { selected, ties } = countElection(exampleElection(), 'mes-cost+greedy', { by: 'lexicographic' })
 * selected // → [0, 1]
 */
export function countElection(election: Election, rule: string, ties: TieRule): Counted {
  if (!countRules(election.voteType).includes(rule))
    throw new RangeError(`${rule} does not fit ${election.voteType} ballots`)
  return countProfile(compileProfile(election, measureOf(rule)), rule, ties)
}
