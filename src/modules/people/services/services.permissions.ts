import { holds, type Visitor } from '#kernel/actor.ts'

/** Who says which services the town has, and who works in them. */
export function canArrangeServices(actor: Visitor): boolean {
  return holds(actor, 'administrator', 'director_general')
}

/** Who says when a service works and may be reached: whoever leads it, and those who arrange services. */
export function canSetHours(actor: Visitor, service: { readonly managerId: string | null }): boolean {
  return canArrangeServices(actor) || (actor !== null && service.managerId === actor.id)
}
