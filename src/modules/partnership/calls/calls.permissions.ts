import { holds, isOfTheTown, type Visitor } from '#kernel/actor.ts'
import type { Role } from '#kernel/roles.ts'
import type { CallStatus } from './calls.rules.ts'

export const preparers: readonly Role[] = ['agent', 'manager', 'director_general']
const responsible: readonly Role[] = ['director_general', 'manager']
const recorders: readonly Role[] = ['legal_officer', 'director_general', 'mayor']

/** What is being prepared is seen by people of the town; what is published, by everybody. */
export function canSeeCall(actor: Visitor, status: CallStatus): boolean {
  return status !== 'draft' || isOfTheTown(actor)
}

export function canSeeDrafts(actor: Visitor): boolean {
  return isOfTheTown(actor)
}

/** Writing a call, its grid, its form and its jury. */
export function canPrepare(actor: Visitor): boolean {
  return holds(actor, ...preparers)
}

export function canEditCall(actor: Visitor, status: CallStatus): boolean {
  return status === 'draft' && canPrepare(actor)
}

/** The form may be mended while people apply, by a version that follows. */
export function canEditForm(actor: Visitor, status: CallStatus): boolean {
  return (status === 'draft' || status === 'open') && canPrepare(actor)
}

export function canNameJurors(actor: Visitor, status: CallStatus): boolean {
  return canEditForm(actor, status)
}

export function roleForOpening(actor: Visitor, status: CallStatus): Role | null {
  return status === 'draft' ? firstOf(actor, responsible) : null
}

/** Reading what was received, asking for pieces, saying what is eligible. */
export function canAssess(actor: Visitor, status: CallStatus): boolean {
  return status !== 'draft' && holds(actor, ...preparers)
}

export function roleForAssessment(actor: Visitor): Role | null {
  return firstOf(actor, preparers)
}

/** Gathering the jury, and choosing among scenarios what is proposed to the council. */
export function roleForArbitration(actor: Visitor): Role | null {
  return firstOf(actor, responsible)
}

/** Recording what the council decided: those who record deliberations. */
export function roleForDecision(actor: Visitor): Role | null {
  return firstOf(actor, recorders)
}

/** Instalments are ordered and paid by the finance office. */
export function roleForPayment(actor: Visitor): Role | null {
  return firstOf(actor, ['finance_officer', 'director_general'])
}

export function firstOf(actor: Visitor, wanted: readonly Role[]): Role | null {
  return wanted.find((role) => holds(actor, role)) ?? null
}
