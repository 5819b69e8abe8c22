import { holds, isOfTheTown, type Visitor } from '#kernel/actor.ts'
import type { Role } from '#kernel/roles.ts'

/** Whose devices reach the site: those of people of the town, as long as they are. */
export function canHaveDevices(actor: Visitor): boolean {
  return isOfTheTown(actor)
}

/** Who sees the devices of all, and takes their password back, and under which of their roles; null when they may not. */
export function roleOverDevices(actor: Visitor): Role | null {
  if (holds(actor, 'security_officer')) return 'security_officer'
  return holds(actor, 'administrator') ? 'administrator' : null
}
