import type { Path } from '@faire-commune/dav'
import { isOfTheTown, type Visitor } from '#kernel/actor.ts'
import type { Access, CalendarKind } from '../calendars/calendars.public.ts'

/** Where an address of the tree leads. */
export type Place =
  | { readonly kind: 'root' | 'principals' | 'homes' }
  | { readonly kind: 'principal' | 'home'; readonly accountId: string }
  | { readonly kind: 'calendar'; readonly accountId: string; readonly calendar: string }
  | { readonly kind: 'object'; readonly accountId: string; readonly calendar: string; readonly name: string }

const [people, homes] = ['personnes', 'agendas']

export function principalPath(accountId: string): Path {
  return [people, accountId]
}

export function homePath(accountId: string): Path {
  return [homes, accountId]
}

/** `agendas/<person>/<calendar>/<object>`, `personnes/<person>`; null for what can never be. */
export function placeOf(path: Path): Place | null {
  const [top, accountId, calendar, name] = path
  if (top === undefined) return { kind: 'root' }
  if (path.length > 4 || (top !== people && top !== homes)) return null
  if (accountId === undefined) return { kind: top === people ? 'principals' : 'homes' }
  if (calendar === undefined) return { kind: top === people ? 'principal' : 'home', accountId }
  if (top === people) return null
  return name === undefined
    ? { kind: 'calendar', accountId, calendar }
    : { kind: 'object', accountId, calendar, name }
}

/**
 * Calendars that a program finds by itself: one's own, those of one's service, projects, rooms and vehicles, the town. That of
 * somebody elsewhere, which says only when their time is taken, is opened by its address: sixty of them would drown a telephone.
 */
export function isListed(
  calendar: { readonly kind: CalendarKind; readonly access: Access; readonly isClosed: boolean },
  actor: Visitor,
): boolean {
  if (calendar.isClosed || !isOfTheTown(actor)) return false
  if (calendar.kind === 'personal') return calendar.access !== 'busy'
  if (calendar.kind === 'team') return calendar.access === 'write'
  return true
}

/** A colour as programs write it, `#1D5B6BFF`, with its opacity; null for anything else. */
export function colourOf(text: string): string | null {
  const [, colour] = /^(#[0-9a-f]{6})(?:[0-9a-f]{2})?$/i.exec(text.trim()) ?? []
  return colour?.toLowerCase() ?? null
}

/** Part of a sync token: the calendar that gave it, and how many changes it had then. */
export function syncToken(calendarId: string, changeNumber: number): string {
  return `${calendarId}_${changeNumber}`
}

/** The number of changes in a token of that calendar; null for a token of another. */
export function changeNumberIn(token: string, calendarId: string): number | null {
  const [, id, number] = /^(.+)_(\d{1,15})$/.exec(token) ?? []
  return id === calendarId && number !== undefined ? Number(number) : null
}

interface Numbered {
  readonly changeNumber: number
}

/**
 * The first changes, at most about so many: all those of one number go together, since the token that follows them stands after
 * that number. `last` is null when nothing remains.
 */
export function firstChanges<Change extends Numbered>(
  changes: readonly Change[],
  most: number,
): { readonly shown: readonly Change[]; readonly last: number | null } {
  const ordered = changes.toSorted((one, other) => one.changeNumber - other.changeNumber)
  const last = ordered[most - 1]?.changeNumber
  if (last === undefined || ordered.at(-1)?.changeNumber === last) return { shown: ordered, last: null }
  return { shown: ordered.filter(({ changeNumber }) => changeNumber <= last), last }
}
