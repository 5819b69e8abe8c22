import { holds, isOfTheTown, type Visitor } from '#kernel/actor.ts'
import type { Role } from '#kernel/roles.ts'
import { isPublicStatus, type Process } from './processes.rules.ts'

type Shown = Pick<Process, 'status' | 'signedOn'>

/** Everybody reads what was signed; a draft, even an abandoned one, stays inside the town. */
export function canSeeProcess(actor: Visitor, { status, signedOn }: Shown): boolean {
  return (isPublicStatus(status) && signedOn !== null) || isOfTheTown(actor)
}

/** Whether what is being prepared is listed too. */
export function canSeeDraftProcesses(actor: Visitor): boolean {
  return isOfTheTown(actor)
}

const preparers: readonly Role[] = ['agent', 'manager', 'director_general', 'elected_member', 'mayor']

/** Services and elected members prepare a process. */
export function canPrepareProcess(actor: Visitor): boolean {
  return holds(actor, ...preparers)
}

/** Terms may be edited by those who prepare, until they are signed. */
export function canEditProcess(actor: Visitor, { status }: Pick<Process, 'status'>): boolean {
  return status === 'draft' && canPrepareProcess(actor)
}

/** Runs a process day by day: its proposals, its participatory budget, its meter. Moderators have their own right. */
export function canManageProcess(actor: Visitor, { status }: Pick<Process, 'status'>): boolean {
  return status !== 'abandoned' && holds(actor, 'agent', 'manager', 'director_general')
}
