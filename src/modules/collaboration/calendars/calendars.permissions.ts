import { holds, isOfTheTown, type Visitor } from '#kernel/actor.ts'
import { type Access, type Calendar, isExclusive } from './calendars.rules.ts'

/** Who may have a calendar and see those of the services. */
export function canUseCalendars(actor: Visitor): boolean {
  return isOfTheTown(actor)
}

/** What a person is to the calendars of others: read once for each request. */
export interface Standpoint {
  readonly actor: Visitor
  /** Service where they work, if any. */
  readonly serviceId: string | null
  /** Services that they lead. */
  readonly ledServiceIds: readonly string[]
  /** Projects that they are a member of that day, and what they may do in the calendar of each. */
  readonly projects: ReadonlyMap<string, 'read' | 'write'>
}

export interface Shared {
  /** Service of the calendar's owner, for a personal one. */
  readonly ownerServiceId: string | null
  /** What was opened to that person by name. */
  readonly share: 'read' | 'write' | null
}

/**
 * What that person may do with the calendar. A personal one is read by its owner's service and shows to the others of the town
 * when the time is taken, nothing more; what its owner marked private shows so to everybody else (RH-04).
 */
export function accessTo(
  standpoint: Standpoint,
  calendar: Pick<Calendar, 'kind' | 'ownerId' | 'serviceId' | 'projectId'>,
  shared: Shared,
): Access | null {
  const { actor } = standpoint
  if (calendar.kind === 'town')
    return canWriteTownCalendar(actor) || shared.share === 'write' ? 'write' : 'read'
  if (!actor) return null
  if (calendar.kind === 'personal' && calendar.ownerId === actor.id) return 'write'
  if (calendar.kind === 'project') return standpoint.projects.get(calendar.projectId ?? '') ?? null
  const byRule = isOfTheTown(actor) ? byDefault(standpoint, calendar, shared) : null
  return widest(byRule, shared.share)
}

function byDefault(
  standpoint: Standpoint,
  { kind, serviceId }: Pick<Calendar, 'kind' | 'serviceId'>,
  { ownerServiceId }: Shared,
): Access | null {
  if (kind === 'personal') return isColleague(standpoint, ownerServiceId) ? 'read' : 'busy'
  if (kind === 'team') return isColleague(standpoint, serviceId) ? 'write' : 'read'
  // Everybody books, and changes only what they booked themselves.
  if (isExclusive(kind)) return 'write'
  return null
}

function isColleague({ serviceId, ledServiceIds }: Standpoint, other: string | null): boolean {
  return other !== null && (serviceId === other || ledServiceIds.includes(other))
}

function widest(one: Access | null, other: Access | null): Access | null {
  const order = [null, 'busy', 'read', 'write']
  return order.indexOf(one) > order.indexOf(other) ? one : other
}

export function canWriteTownCalendar(actor: Visitor): boolean {
  return holds(actor, 'manager', 'director_general', 'mayor', 'moderator')
}

/** Who opens and closes rooms, vehicles and the town's calendar. */
export function canKeepResources(actor: Visitor): boolean {
  return holds(actor, 'manager', 'director_general', 'administrator')
}

/**
 * Who may change an object of a calendar that they may write in. A booking of a room is changed by whoever made it, and by those
 * who keep the rooms.
 */
export function canChangeObject(
  actor: Visitor,
  calendar: Pick<Calendar, 'kind'>,
  object: { readonly createdBy: string | null },
): boolean {
  if (!isExclusive(calendar.kind)) return true
  return canKeepResources(actor) || (actor !== null && object.createdBy === actor.id)
}

/** Who may say with whom a calendar is shared. */
export function canShare(actor: Visitor, calendar: Pick<Calendar, 'kind' | 'ownerId'>): boolean {
  if (calendar.kind === 'personal') return actor !== null && calendar.ownerId === actor.id
  return canKeepResources(actor) && calendar.kind !== 'project'
}
