import { holds, isOfTheTown, type Visitor } from '#kernel/actor.ts'
import type { Role } from '#kernel/roles.ts'

/** Scenarios prepare a choice that belongs to the elected members: people of the town read them, nobody else. */
export function canSeeScenarios(actor: Visitor): boolean {
  return isOfTheTown(actor)
}

const preparers = ['director_general', 'finance_officer', 'mayor'] as const satisfies readonly Role[]

/** Who writes scenarios, moves measures by hand and asks for the computation. */
export function canPrepareScenarios(actor: Visitor): boolean {
  return holds(actor, ...preparers)
}

/** The role that prepares, of those that the person holds. */
export function roleOfPreparer(actor: Visitor): Role | null {
  return preparers.find((role) => holds(actor, role)) ?? null
}
