import { holds, isOfTheTown, type Visitor } from '#kernel/actor.ts'
import type { Role } from '#kernel/roles.ts'
import type { EditionStatus } from './editions.rules.ts'

const preparers: readonly Role[] = ['agent', 'manager', 'director_general']
const responsible: readonly Role[] = ['director_general', 'manager']
const recorders: readonly Role[] = ['legal_officer', 'director_general', 'mayor']

/** What is being prepared is seen by people of the town; everything else by everybody. */
export function canSeeEdition(actor: Visitor, status: EditionStatus): boolean {
  return status !== 'draft' || isOfTheTown(actor)
}

export function canSeeDrafts(actor: Visitor): boolean {
  return isOfTheTown(actor)
}

/** Writing an edition and its projects, while nothing is open. */
export function canPrepare(actor: Visitor): boolean {
  return holds(actor, ...preparers)
}

export function canEditEdition(actor: Visitor, status: EditionStatus): boolean {
  return status === 'draft' && canPrepare(actor)
}

/** Who may vote is not for everybody at the desk to change. */
export function roleForRoll(actor: Visitor, status: EditionStatus): Role | null {
  return status === 'draft' || status === 'open' ? firstOf(actor, responsible) : null
}

export function roleForOpening(actor: Visitor, status: EditionStatus): Role | null {
  return status === 'draft' ? firstOf(actor, responsible) : null
}

export function roleForClosing(actor: Visitor, status: EditionStatus): Role | null {
  return status === 'open' || status === 'sealed' ? firstOf(actor, responsible) : null
}

/** Marking the roll at the desk, and reading the sheets. */
export function canKeepDesk(actor: Visitor, status: EditionStatus): boolean {
  return status === 'open' && holds(actor, ...preparers)
}

export function roleForDesk(actor: Visitor): Role | null {
  return firstOf(actor, preparers)
}

/** Recording what the council decided on a recommended project: those who record deliberations. */
export function roleForDecision(actor: Visitor, status: EditionStatus): Role | null {
  return status === 'counted' ? firstOf(actor, recorders) : null
}

/** Steps, delays and photos of a project that the council accepted. */
export function canFollowUp(actor: Visitor, status: EditionStatus): boolean {
  return status === 'counted' && holds(actor, ...preparers)
}

function firstOf(actor: Visitor, wanted: readonly Role[]): Role | null {
  return wanted.find((role) => holds(actor, role)) ?? null
}
