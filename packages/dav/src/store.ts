import type { CalendarObject } from './calendar/calendar-object.ts'
import type { Path } from './path.ts'
import type { XmlElement, XmlName } from './xml-element.ts'

export type ComponentKind = 'VEVENT' | 'VTODO' | 'VJOURNAL'

/** Whoever asks; has proved it already. */
export interface DavUser {
  /** Tells two users apart: owner of locks. */
  readonly id: string
  readonly principal: Path
}

export interface Resource {
  readonly path: Path
  readonly kind: 'collection' | 'principal' | 'calendar' | 'file'
  /** Strong and quoted, as in the header; null for what is not a file. */
  readonly etag: string | null
  readonly contentType: string | null
  /** Bytes. */
  readonly size: number | null
  readonly createdAt: Date | null
  readonly modifiedAt: Date | null
  /** Whether this user may change it, and for a collection its members. */
  readonly mayWrite: boolean
  /** Principal of the owner. */
  readonly owner: Path | null
  /** What clients set and get back: name shown, colour, and properties nobody else understands. */
  readonly properties: readonly XmlElement[]
  /** For a calendar. */
  readonly calendar: CalendarTraits | null
  /** For a principal. */
  readonly person: PersonTraits | null
}

export interface CalendarTraits {
  readonly components: readonly ComponentKind[]
  /** Changes whenever something in the calendar does; `changes` understands it. */
  readonly syncToken: string
}

export interface PersonTraits {
  readonly calendarHome: Path | null
  /** `mailto:` and the like. */
  readonly addresses: readonly string[]
}

export type Content = Uint8Array | ReadableStream<Uint8Array>

/** What must be there at the moment of the change: an etag, nothing at all, or no matter. */
export type Expected = { readonly etag: string } | 'absent' | 'any'

export interface NewContent {
  readonly content: Content
  readonly contentType: string
  readonly expected: Expected
  /** The content as it was read and checked, when it goes into a calendar. */
  readonly object: CalendarObject | null
}

export interface PropertyChange {
  readonly name: XmlName
  /** The whole element; null takes the property away. */
  readonly value: XmlElement | null
}

export interface NewCollection {
  readonly calendar: { readonly components: readonly ComponentKind[] } | null
  readonly properties: readonly XmlElement[]
}

export interface StoreRefusal {
  readonly ok: false
  readonly refusal: 'forbidden' | 'missing' | 'exists' | 'changed' | 'uid_taken' | 'full'
  /** A sentence for people, for instance why a room cannot be booked. */
  readonly reason?: string
  /** For `uid_taken`: the other one. */
  readonly where?: Path
}

export type Done = { readonly ok: true } | StoreRefusal
export type Written =
  | {
      readonly ok: true
      readonly isNew: boolean
      /** Null when what is kept is not byte for byte what was sent (RFC 4791 §5.3.4). */
      readonly etag: string | null
    }
  | StoreRefusal

export interface StoredObject {
  readonly resource: Resource
  /** iCalendar. */
  readonly text: string
}

/** What narrows a search before the core looks at each object: the store may give more, never less. */
export interface ObjectHint {
  readonly component: string | null
  /** Unix seconds; null without bound. */
  readonly from: number | null
  readonly to: number | null
}

export interface Changes {
  readonly token: string
  readonly changed: readonly Resource[]
  readonly removed: readonly Path[]
  /** More remain after this token. */
  readonly isPartial: boolean
}

/**
 * Where things are, as one user sees them: what that user may not see is not there. Each change is whole or not at all, and
 * `expected` is checked in the same step.
 */
export interface DavStore {
  find(path: Path): Promise<Resource | null>
  members(path: Path): Promise<readonly Resource[]>
  read(path: Path): Promise<Content | null>
  write(path: Path, content: NewContent): Promise<Written>
  makeCollection(path: Path, collection: NewCollection): Promise<Done>
  setProperties(path: Path, changes: readonly PropertyChange[]): Promise<Done>
  /** With everything below. */
  remove(path: Path, expected: Expected): Promise<Done>
  /** Replaces what is there; without `isDeep` a collection is copied empty. */
  copy(from: Path, to: Path, isDeep: boolean): Promise<Done>
  move(from: Path, to: Path): Promise<Done>
  /** Objects of a calendar, with their text. */
  objects(calendar: Path, hint: ObjectHint): Promise<readonly StoredObject[]>
  /** Those of these names that exist. */
  objectsNamed(calendar: Path, names: readonly string[]): Promise<readonly StoredObject[]>
  /** After a token, or from nothing; null for a token that this calendar never gave. */
  changes(calendar: Path, after: string | null, most: number): Promise<Changes | null>
}
