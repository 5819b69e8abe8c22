import { holds, type Visitor } from '#kernel/actor.ts'
import type { Role } from '#kernel/roles.ts'

const recorders: readonly Role[] = ['legal_officer', 'director_general', 'mayor']

/** What a council decided is public the day it is posted: everybody reads it (CGCT L2121-25, L2131-1). */
export function canSeeDeliberations(): boolean {
  return true
}

/** Role under which the person records deliberations; null when they may not. */
export function roleOfRecorder(actor: Visitor): Role | null {
  return recorders.find((role) => holds(actor, role)) ?? null
}

export function canRecordDeliberation(actor: Visitor): boolean {
  return roleOfRecorder(actor) !== null
}
