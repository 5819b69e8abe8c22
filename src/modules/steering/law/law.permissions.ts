import { holds, type Visitor } from '#kernel/actor.ts'

/** The law is everybody's: rules, answers and their prints are public. */
export function canSeeLaw(): boolean {
  return true
}

/** What must be read again is the legal office's work, under the direction. */
export function canReviewLaw(actor: Visitor): boolean {
  return holds(actor, 'legal_officer', 'director_general')
}
