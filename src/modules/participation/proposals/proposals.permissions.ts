import { holds, type Visitor } from '#kernel/actor.ts'
import type { Role } from '#kernel/roles.ts'
import { type Contributor, isDiscussed, isPublic, type Proposal } from './proposals.rules.ts'

/** Who looks: the account, if any, and what the person is here; an unknown visitor has neither. */
export interface Onlooker {
  readonly actor: Visitor
  readonly contributor: Pick<Contributor, 'id'> | null
}

type Seen = Pick<Proposal, 'status' | 'authorIds' | 'verdict' | 'isDictated'>

/** Who wrote it, or a co-author. */
export function isAuthor({ contributor }: Onlooker, { authorIds }: Pick<Seen, 'authorIds'>): boolean {
  return contributor !== null && authorIds.includes(contributor.id)
}

/** Everybody sees what is public; moderators what waits or was hidden; authors what is theirs. */
export function canSeeProposal(who: Onlooker, proposal: Seen): boolean {
  if (isPublic(proposal.status)) return true
  if (proposal.status === 'draft') return false
  return isAuthor(who, proposal) || canModerate(who.actor)
}

/** Takes down the words of somebody who came to the desk. */
export function canDictate(actor: Visitor): boolean {
  return holds(actor, 'agent', 'manager')
}

/** Under which role words are taken down; null when they may not be. */
export function roleToDictate(actor: Visitor): Role | null {
  return firstRole(actor, ['agent', 'manager'])
}

/** Authors rewrite and withdraw what they wrote until the town answers. */
export function canRevise(who: Onlooker, proposal: Seen): boolean {
  return isAuthor(who, proposal) && (isDiscussed(proposal) || isUnread(proposal))
}

function isUnread({ status }: Pick<Seen, 'status'>): boolean {
  return status === 'submitted' || status === 'refused'
}

/** What was dictated at the desk is withdrawn there too, when its author comes back and asks. */
export function canWithdraw(who: Onlooker, proposal: Seen): boolean {
  if (!isDiscussed(proposal) && !isUnread(proposal)) return false
  return isAuthor(who, proposal) || (proposal.isDictated && canDictate(who.actor))
}

export function canModerate(actor: Visitor): boolean {
  return holds(actor, 'moderator')
}

/** Nobody moderates their own words. */
export function canModerateProposal(who: Onlooker, proposal: Seen): boolean {
  return canModerate(who.actor) && !isAuthor(who, proposal)
}

/** Sees the work of the services on proposals. */
export function canSeeAssessment(actor: Visitor): boolean {
  return holds(
    actor,
    'agent',
    'manager',
    'director_general',
    'elected_member',
    'mayor',
    'legal_officer',
    'finance_officer',
  )
}

/** Chooses who assesses, and merges proposals that say the same. */
export function canAssign(actor: Visitor): boolean {
  return holds(actor, 'manager', 'director_general')
}

export function roleToAssign(actor: Visitor): Role | null {
  return firstRole(actor, ['manager', 'director_general'])
}

/** Roles that may be given a proposal to assess. */
export const evaluatorRoles: readonly Role[] = [
  'agent',
  'manager',
  'director_general',
  'legal_officer',
  'finance_officer',
]

/** Those who were given the proposal assess it, and those who give it. */
export function canAssess(actor: Visitor, proposal: Seen, evaluatorIds: readonly string[]): boolean {
  if (actor === null || !isDiscussed(proposal)) return false
  return canAssign(actor) || (evaluatorIds.includes(actor.id) && holds(actor, ...evaluatorRoles))
}

/** Gives the town's public answer. */
export function roleToAnswer(actor: Visitor, proposal: Seen): Role | null {
  if (!isDiscussed(proposal)) return null
  return firstRole(actor, ['mayor', 'elected_member', 'director_general', 'manager'])
}

function firstRole(actor: Visitor, order: readonly Role[]): Role | null {
  return order.find((role) => holds(actor, role)) ?? null
}
