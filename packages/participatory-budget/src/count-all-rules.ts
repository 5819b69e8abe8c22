import { breakTies, type TieRule } from './break-ties.ts'
import { compileProfile, type Profile } from './compile-profile.ts'
import { completeGreedily } from './complete-greedily.ts'
import type { Counted } from './count-election.ts'
import { countRules } from './count-rules.ts'
import { addOneVariants } from './equal-shares-add-one.ts'
import { AS_EQUALSHARES_NET, AS_PABUTOOLS, countProfile, measureOf } from './rules/count-profile.ts'
import { measuredBy } from './rules/measure.ts'
import type { Election, Satisfaction } from './types.ts'

/**
 * Counts an election by every rule that fits its ballots, its supporters laid out once and each count by equal shares made once: what is completed greedily starts from the
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
  const rules = countRules(election.voteType)
  const profiles = layOut(election, rules)
  const known = new Map(
    countAddOnes(profiles.get('cost'), ties).map((counted): [string, Counted] => [counted.rule, counted]),
  )
  return rules.map((rule) => {
    const { base, isCompleted } = splitCompletion(rule)
    const profile = profiles.get(measureOf(base))
    if (profile === undefined) throw new Error(`${base} counts by a measure of its own`)
    const before = known.get(base) ?? countProfile(profile, base, ties)
    known.set(base, before)
    if (!isCompleted) return before
    const { selected, ties: met } = completeGreedily(before.profile, before, breakTies(before.profile, ties))
    return { ...before, rule, selected, ties: met }
  })
}

/** The election by each measure that its rules need, its supporters laid out once. */
function layOut(election: Election, rules: readonly string[]): Map<Satisfaction, Profile> {
  const [first, ...others] = new Set(rules.map(measureOf))
  if (first === undefined) return new Map()
  const profile = compileProfile(election, first)
  return new Map([[first, profile], ...others.map((other) => [other, measuredBy(profile, other)] as const)])
}

/** `mes-U+greedy` completes `mes-U`, and `…-add1u` completes `…-add1`. */
function splitCompletion(rule: string): { readonly base: string; readonly isCompleted: boolean } {
  const base = rule.replace(/\+greedy$/, '').replace(/-add1u$/, '-add1')
  return { base, isCompleted: base !== rule }
}

/** The two variants of add1 for approval ballots, which help each other. */
function countAddOnes(profile: Profile | undefined, ties: TieRule): Counted[] {
  if (profile === undefined) return []
  const outcomes = addOneVariants(profile, [AS_PABUTOOLS, AS_EQUALSHARES_NET], breakTies(profile, ties))
  return ['mes-cost-add1', 'tool-cost-add1'].map((rule, index) => {
    const shares = outcomes[index]!
    return { rule, profile, shares, selected: shares.selected, ties: shares.ties }
  })
}
