import { breakTies, type TieRule } from './break-ties.ts'
import { completeGreedily } from './complete-greedily.ts'
import { type Counted, countElection } from './count-election.ts'
import { countRules } from './count-rules.ts'
import type { Election } from './types.ts'

/**
 * Counts an election by every rule that fits its ballots, each count by equal shares once: what is completed greedily starts from the
 * same count as what is not. Order and outcomes as `countRules` and `countElection` give them.
 *
 * Cost: about half of counting rule by rule.
 *
 * @example
 * countAllRules(exampleElection(), { by: 'votes' }).map(({ rule, selected }) => [rule, selected]).slice(0, 3)
 * // → [['greedy-cost', [0, 2]], ['mes-cost', [0]], ['mes-cost+greedy', [0, 2]]]
 */
export function countAllRules(election: Election, ties: TieRule): Counted[] {
  const known = new Map<string, Counted>()
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
