import { isOfTheTown, type Visitor } from '#kernel/actor.ts'

/** The note prepares decisions: the town's people read it, and nobody else before they are taken. */
export function canSeeNotes(actor: Visitor): boolean {
  return isOfTheTown(actor)
}
