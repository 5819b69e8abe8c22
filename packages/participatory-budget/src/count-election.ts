import { breakTies, type TieRule } from './break-ties.ts'
import { budgetEndowment } from './budget-endowment.ts'
import { compileProfile, type Profile } from './compile-profile.ts'
import { completeGreedily } from './complete-greedily.ts'
import { countRules } from './count-rules.ts'
import { equalShares, type SharesOutcome } from './equal-shares.ts'
import { type AddOneOutcome, type AddOneVariant, equalSharesAddOne } from './equal-shares-add-one.ts'
import { greedy } from './greedy.ts'
import { phragmen } from './phragmen.ts'
import type { Election, Satisfaction, Selection, TieBreaker } from './types.ts'

export interface Counted extends Selection {
  readonly rule: string
  readonly profile: Profile
  /** The count by equal shares inside, before any greedy completion; null for the other rules. */
  readonly shares: SharesOutcome | AddOneOutcome | null
}

interface RuleParts {
  readonly kind: 'greedy' | 'mes' | 'tool' | 'phragmen'
  readonly satisfaction: Satisfaction
  readonly completion: string
}

export const AS_PABUTOOLS: AddOneVariant = { start: 'exact', exhaustive: 'supported' }
export const AS_EQUALSHARES_NET: AddOneVariant = { start: 'integral', exhaustive: 'all' }

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
  const parts = splitRule(rule)
  const profile = compileProfile(election, parts.satisfaction)
  return { rule, profile, ...count(profile, parts, breakTies(profile, ties)) }
}

function count(
  profile: Profile,
  parts: RuleParts,
  ties: TieBreaker,
): Pick<Counted, 'selected' | 'ties' | 'shares'> {
  if (parts.kind === 'greedy') return { ...greedy(profile, ties), shares: null }
  if (parts.kind === 'phragmen') return { ...phragmen(profile, ties), shares: null }
  const shares = countShares(profile, parts, ties)
  const isCompleted = parts.completion === '+greedy' || parts.completion === '-add1u'
  const { selected, ties: met } = isCompleted ? completeGreedily(profile, shares, ties) : shares
  return { selected, ties: met, shares }
}

function countShares(
  profile: Profile,
  { kind, completion }: RuleParts,
  ties: TieBreaker,
): SharesOutcome | AddOneOutcome {
  if (!completion.startsWith('-add1')) return equalShares(profile, budgetEndowment(profile), ties)
  return equalSharesAddOne(profile, kind === 'tool' ? AS_EQUALSHARES_NET : AS_PABUTOOLS, ties)
}

function splitRule(rule: string): RuleParts {
  const match = /^(greedy|mes|tool)-(cost|cardinal|card|borda)(\+greedy|-add1u?)?$/.exec(rule)
  return match === null
    ? { kind: 'phragmen', satisfaction: 'card', completion: '' }
    : {
        kind: match[1] as RuleParts['kind'],
        satisfaction: match[2] as Satisfaction,
        completion: match[3] ?? '',
      }
}
