import { holds, isOfTheTown, type Visitor } from '#kernel/actor.ts'

/** The services record what they see and pay; whoever sees the measure reads what was recorded on it. */
export function canRecordEvidence(actor: Visitor): boolean {
  return holds(actor, 'agent', 'manager', 'director_general', 'finance_officer')
}

/** A fact is taken back by those who answer for the figures, or by whoever recorded it. */
export function canReverse(actor: Visitor, fact: { readonly recordedBy: string | null }): boolean {
  if (holds(actor, 'manager', 'director_general', 'finance_officer')) return true
  return canRecordEvidence(actor) && actor !== null && fact.recordedBy === actor.id
}

/** Names of agents stay inside the town; the facts are public with the measure. */
export function canSeeRecorders(actor: Visitor): boolean {
  return isOfTheTown(actor)
}

/** What the town has to look at is its own list of work. */
export function canSeeAlerts(actor: Visitor): boolean {
  return isOfTheTown(actor)
}
