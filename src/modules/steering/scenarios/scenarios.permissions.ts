import { holds, isOfTheTown, type Visitor } from '#kernel/actor.ts'

/** Scenarios prepare a choice that belongs to the elected members: people of the town read them, nobody else. */
export function canSeeScenarios(actor: Visitor): boolean {
  return isOfTheTown(actor)
}

/** Who writes scenarios, moves measures by hand and asks for the computation. */
export function canPrepareScenarios(actor: Visitor): boolean {
  return holds(actor, 'director_general', 'finance_officer', 'mayor')
}
