import { holds, type Visitor } from '#kernel/actor.ts'

/** Who says which services the town has, and who works in them. */
export function canArrangeServices(actor: Visitor): boolean {
  return holds(actor, 'administrator', 'director_general')
}
