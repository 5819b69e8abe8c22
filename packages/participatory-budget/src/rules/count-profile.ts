import { breakTies, type TieRule } from '../break-ties.ts'
import { budgetEndowment } from '../budget-endowment.ts'
import type { Profile } from '../compile-profile.ts'
import { completeGreedily } from '../complete-greedily.ts'
import type { Counted } from '../count-election.ts'
import { equalShares, type SharesOutcome } from '../equal-shares.ts'
import { type AddOneOutcome, type AddOneVariant, equalSharesAddOne } from '../equal-shares-add-one.ts'
import { greedy } from '../greedy.ts'
import { phragmen } from '../phragmen.ts'
import type { Satisfaction, TieBreaker } from '../types.ts'

interface RuleParts {
  readonly kind: 'greedy' | 'mes' | 'tool' | 'phragmen'
  readonly satisfaction: Satisfaction
  readonly completion: string
}

export const AS_PABUTOOLS: AddOneVariant = { start: 'exact', exhaustive: 'supported' }
export const AS_EQUALSHARES_NET: AddOneVariant = { start: 'integral', exhaustive: 'all' }

/** Counts by a rule an election that is laid out already, by the rule's measure. */
export function countProfile(profile: Profile, rule: string, ties: TieRule): Counted {
  return { rule, profile, ...count(profile, splitRule(rule), breakTies(profile, ties)) }
}

/** The measure of satisfaction by which a rule counts. */
export function measureOf(rule: string): Satisfaction {
  return splitRule(rule).satisfaction
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
