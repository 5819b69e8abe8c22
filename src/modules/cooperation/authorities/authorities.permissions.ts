import { holds, type Visitor } from '#kernel/actor.ts'
import type { Role } from '#kernel/roles.ts'

const recorders: readonly Role[] = ['director_general', 'administrator', 'legal_officer']

/** Role under which the person says who speaks for an authority, or imports who is competent for what; null when they may not. */
export function roleOfRecorder(actor: Visitor): Role | null {
  return recorders.find((role) => holds(actor, role)) ?? null
}

/** Names and addresses of the officers of partners are for those who work with them. */
export function canSeeOfficers(actor: Visitor): boolean {
  return holds(
    actor,
    'director_general',
    'administrator',
    'legal_officer',
    'mayor',
    'elected_member',
    'manager',
    'agent',
  )
}
