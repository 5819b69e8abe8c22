import { holds, isOfTheTown, type Visitor } from '#kernel/actor.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { Role } from '#kernel/roles.ts'
import { isActive, type Member, type Project } from './projects.rules.ts'

type Membership = Pick<Member, 'part' | 'endsOn'> | null
type Seen = Pick<Project, 'status' | 'isRestricted'>

/**
 * Who reads a project: the people of the town, unless it is kept to its members, and whoever is a member that day. A partner from
 * outside sees their own project and no other.
 */
export function canSeeProject(actor: Visitor, project: Seen, own: Membership, on: CalendarDate): boolean {
  if (actor === null) return false
  if (own !== null && isActive(own, on)) return true
  return project.isRestricted ? holds(actor, 'director_general') : isOfTheTown(actor)
}

/** Who has a page of projects at all: those of the town, and partners, who find there the projects that they were asked into. */
export function canOpenProjects(actor: Visitor): boolean {
  return isOfTheTown(actor) || holds(actor, 'partner_officer', 'organisation_officer')
}

const proposers: readonly Role[] = ['director_general', 'mayor', 'manager', 'elected_member', 'agent']

export function canCreateProject(actor: Visitor): boolean {
  return holds(actor, ...proposers)
}

/** The role that creates, of those that the person holds. */
export function roleOfProposer(actor: Visitor): Role {
  return proposers.find((role) => holds(actor, role)) ?? 'agent'
}

/** Works on the board, the meetings and the logs: every member, as long as the project lives. */
export function canWork(project: Seen, own: Membership, on: CalendarDate): boolean {
  return own !== null && isActive(own, on) && isLiving(project)
}

/** Rewrites the sheet, the team and the columns: the lead, the sponsor, or the head of the administration. */
export function canLead(actor: Visitor, project: Seen, own: Membership, on: CalendarDate): boolean {
  return isLiving(project) && leadRole(actor, own, on) !== null
}

/** The role under which the official acts of a lead are done. */
export function leadRole(actor: Visitor, own: Membership, on: CalendarDate): Role | null {
  if (holds(actor, 'director_general')) return 'director_general'
  if (own === null || !isActive(own, on) || own.part === 'member') return null
  return roleOfProposer(actor)
}

const signers: readonly Role[] = ['director_general', 'mayor', 'elected_member', 'manager']

/** Who signs what a team decides alone: those who give the autonomy, managers and the sponsor; null when they may not. */
export function signingRole(actor: Visitor, project: Seen, own: Membership, on: CalendarDate): Role | null {
  if (!isLiving(project) || !canSeeProject(actor, project, own, on)) return null
  const isSponsor = own?.part === 'sponsor' && isActive(own, on)
  const wanted = signers.filter((role) => role !== 'elected_member' || isSponsor)
  return wanted.find((role) => holds(actor, role)) ?? null
}

/** Load and late work of services, without anybody's name. */
export function canSeeServices(actor: Visitor): boolean {
  return holds(actor, 'manager', 'director_general', 'mayor')
}

/** Who from outside has access to what, until when, and the journal of rights. */
export function canSeeSecurity(actor: Visitor): boolean {
  return holds(actor, 'security_officer', 'director_general')
}

export function isLiving({ status }: Pick<Project, 'status'>): boolean {
  return status === 'preparing' || status === 'running'
}
