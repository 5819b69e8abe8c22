import { holds, isOfTheTown, type Visitor } from '#kernel/actor.ts'
import type { Role } from '#kernel/roles.ts'
import { isDraft, isPublic, type Step, stepsFrom, transitions } from './life-cycle.rules.ts'
import type { Status } from './measures.rules.ts'

/** People of the town see every measure; everybody sees those that were decided. */
export function canSeeMeasure(actor: Visitor, status: Status): boolean {
  return isPublic(status) || isOfTheTown(actor)
}

/** Whether what is being prepared is listed too. */
export function canSeeDrafts(actor: Visitor): boolean {
  return isOfTheTown(actor)
}

export function canProposeMeasure(actor: Visitor): boolean {
  return holds(actor, 'agent', 'manager', 'director_general', 'elected_member', 'mayor')
}

/** Figures, risks and conditions are prepared by the services; once decided they are what was promised. */
export function canAssessMeasure(actor: Visitor, status: Status): boolean {
  return (
    isDraft(status) &&
    holds(actor, 'agent', 'manager', 'director_general', 'finance_officer', 'legal_officer')
  )
}

/** A file holds whole measures with their figures: whoever brings one may both propose and assess. */
export function canImportMeasures(actor: Visitor): boolean {
  return canProposeMeasure(actor) && canAssessMeasure(actor, 'idea')
}

/** Role under which the person may take the step from that status; null when they may not. */
export function roleForStep(actor: Visitor, status: Status, step: Step): Role | null {
  if (!transitions[step].from.includes(status)) return null
  return transitions[step].roles.find((role) => holds(actor, role)) ?? null
}

export function stepsOpenTo(actor: Visitor, status: Status): Step[] {
  return stepsFrom(status).filter((step) => roleForStep(actor, status, step) !== null)
}

/** Hourly rates and discount rates belong to the finance office. */
export function canSetRates(actor: Visitor): boolean {
  return holds(actor, 'finance_officer')
}
