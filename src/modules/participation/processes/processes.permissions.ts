import { holds, isOfTheTown, type Visitor } from '#kernel/actor.ts'
import type { Role } from '#kernel/roles.ts'
import { isPublicStatus, type Process } from './processes.rules.ts'
import { type ProcessAct, processActs, processTransitions } from './promise.rules.ts'

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

/** Role under which the person may do that act now; null when they may not. */
export function roleForAct(
  actor: Visitor,
  { status }: Pick<Process, 'status'>,
  act: ProcessAct,
): Role | null {
  const { from, roles } = processTransitions[act]
  return from.includes(status) ? (roles.find((role) => holds(actor, role)) ?? null) : null
}

/** The acts that the person may do now. */
export function actsOpenTo(actor: Visitor, process: Pick<Process, 'status'>): ProcessAct[] {
  return processActs.filter((act) => roleForAct(actor, process, act) !== null)
}

/** The role that prepares, of those that the person holds. */
export function roleOfPreparer(actor: Visitor): Role {
  const order: readonly Role[] = ['director_general', 'mayor', 'manager', 'elected_member', 'agent']
  return order.find((role) => holds(actor, role)) ?? 'agent'
}

/** The reference population and the dates of elections are entered by those who answer for them. */
export function canSetPopulation(actor: Visitor): boolean {
  return holds(actor, 'director_general', 'manager', 'data_protection_officer')
}

export function canSetCampaigns(actor: Visitor): boolean {
  return holds(actor, 'legal_officer', 'director_general')
}
