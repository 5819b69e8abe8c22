import { breakTies, type TieRule } from './break-ties.ts'
import { compileProfile } from './compile-profile.ts'
import { completeGreedily } from './complete-greedily.ts'
import { AS_EQUALSHARES_NET, AS_PABUTOOLS, type Counted, countElection } from './count-election.ts'
import { countRules } from './count-rules.ts'
import { addOneVariants } from './equal-shares-add-one.ts'
import type { Election } from './types.ts'

/**
 * Counts an election by every rule that fits its ballots, each count by equal shares once: what is completed greedily starts from the
 * same count as what is not, and the two variants of add1 are counted in turns. Order and outcomes as `countRules` and
 * `countElection` give them.
 *
 * Cost: about half of counting rule by rule.
 *
 * @example
 * countAllRules(exampleElection(), { by: 'votes' }).map(({ rule, selected }) => [rule, selected]).slice(0, 3)
 * // → [['greedy-cost', [0, 2]], ['mes-cost', [0]], ['mes-cost+greedy', [0, 2]]]
 */
export function countAllRules(election: Election, ties: TieRule): Counted[] {
  const known = new Map(
    countAddOnes(election, ties).map((counted): [string, Counted] => [counted.rule, counted]),
  )
  return countRules(election.voteType).map((rule) => {
    const { base, isCompleted } = splitCompletion(rule)
    const before = known.get(base) ?? countElection(election, base, ties)
    known.set(base, before)
    if (!isCompleted) return before
    const { selected, ties: met } = completeGreedily(before.profile, before, breakTies(before.profile, ties))
    return { ...before, rule, selected, ties: met }
  })
}

/** `mes-U+greedy` completes `mes-U`, and `…-add1u` completes `…-add1`. */
function splitCompletion(rule: string): { readonly base: string; readonly isCompleted: boolean } {
  const base = rule.replace(/\+greedy$/, '').replace(/-add1u$/, '-add1')
  return { base, isCompleted: base !== rule }
}

/** The two variants of add1 for approval ballots, which help each other. */
function countAddOnes(election: Election, ties: TieRule): Counted[] {
  if (election.voteType !== 'approval') return []
  const profile = compileProfile(election, 'cost')
  const outcomes = addOneVariants(profile, [AS_PABUTOOLS, AS_EQUALSHARES_NET], breakTies(profile, ties))
  return ['mes-cost-add1', 'tool-cost-add1'].map((rule, index) => {
    const shares = outcomes[index]!
    return { rule, profile, shares, selected: shares.selected, ties: shares.ties }
  })
}
