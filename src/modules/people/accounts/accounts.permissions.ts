import { holds, type Visitor } from '#kernel/actor.ts'
import type { Role } from '#kernel/roles.ts'

/** Who sees the list of accounts and of roles, with their dates. */
export function canSeeAccounts(actor: Visitor): boolean {
  return holds(actor, 'administrator', 'director_general', 'security_officer', 'data_protection_officer')
}

/** Who gives or ends a role, and under which of their own roles; null when they may not. */
export function roleToGrant(actor: Visitor): Role | null {
  if (holds(actor, 'administrator')) return 'administrator'
  return holds(actor, 'director_general') ? 'director_general' : null
}

export function canCreateAccounts(actor: Visitor): boolean {
  return holds(actor, 'administrator')
}

/** The outbox holds sign-in links: open to administrators, or to whoever is in a demo world. */
export function canSeeOutbox(actor: Visitor, town: { readonly isDemo: boolean }): boolean {
  return town.isDemo || holds(actor, 'administrator')
}
