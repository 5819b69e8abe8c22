import { holds, type Visitor } from '#kernel/actor.ts'
import type { Role } from '#kernel/roles.ts'
import type { ApplicationStatus, Writer } from './applications.rules.ts'
import { firstOf } from './calls.permissions.ts'

const assessors: readonly Role[] = ['agent', 'manager', 'director_general']
/** Beside those who assess: who checks the law, the money, and who decides. */
const readers: readonly Role[] = [...assessors, 'legal_officer', 'finance_officer', 'mayor']

export function isWriter(actor: Visitor, writers: readonly Writer[]): boolean {
  return actor !== null && writers.some(({ accountId }) => accountId === actor.id)
}

export function isHolder(actor: Visitor, writers: readonly Writer[]): boolean {
  return actor !== null && writers.some(({ accountId, isHolder }) => isHolder && accountId === actor.id)
}

/** A draft belongs to those who write it; what was sent is read by the services too. */
export function canSeeApplication(
  actor: Visitor,
  status: ApplicationStatus,
  writers: readonly Writer[],
): boolean {
  return isWriter(actor, writers) || (status !== 'draft' && holds(actor, ...readers))
}

/** Applications that were sent, for the services. Jurors read theirs elsewhere. */
export function canListApplications(actor: Visitor): boolean {
  return holds(actor, ...readers)
}

/** Who asks for pieces and says what is eligible, as long as the file is being assessed; never on one's own application. */
export function roleToAssess(
  actor: Visitor,
  status: ApplicationStatus,
  writers: readonly Writer[],
): Role | null {
  const isBeingAssessed = status === 'submitted' || status === 'eligible' || status === 'ineligible'
  return isBeingAssessed && !isWriter(actor, writers) ? firstOf(actor, assessors) : null
}
