import { type Role, townRoles } from './roles.ts'

/** A signed-in person with the roles held today. A visitor is `null`. */
export interface Actor {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly roles: ReadonlySet<Role>
}

export type Visitor = Actor | null

export function holds(actor: Visitor, ...wanted: readonly Role[]): boolean {
  return actor !== null && wanted.some((role) => actor.roles.has(role))
}

/** Works for the town or was elected to govern it. */
export function isOfTheTown(actor: Visitor): boolean {
  return actor !== null && [...actor.roles].some((role) => townRoles.has(role))
}
