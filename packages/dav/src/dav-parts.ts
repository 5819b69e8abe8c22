import type { LockStore } from './lock-store.ts'
import type { DavStore, DavUser } from './store.ts'

/** What a request is answered with. */
export interface DavParts {
  /** Where the tree is mounted: `/dav`; no slash at the end. */
  readonly prefix: string
  readonly user: DavUser
  /** Opened for that user. */
  readonly store: DavStore
  /** Null: a server of class 1, whose clients do not lock. */
  readonly locks: LockStore | null
  readonly now: () => Date
  /** A UUID nobody can guess. */
  readonly newId: () => string
  /** Of times without a zone, where neither the request nor the calendar names one: `Europe/Paris`. */
  readonly timeZone: string
  readonly limits?: Partial<DavLimits>
}

export interface DavLimits {
  /** Bytes of an XML request. */
  readonly xml: number
  /** Bytes of an object of a calendar. */
  readonly calendarObject: number
  /** Bytes of a file. */
  readonly file: number
  /** Steps through recurrences that one request may cost. */
  readonly steps: number
  /** Members named in one answer to sync-collection. */
  readonly changes: number
}

export const usualLimits: DavLimits = {
  xml: 2_000_000,
  calendarObject: 1_000_000,
  file: 100_000_000,
  steps: 20_000,
  changes: 10_000,
}
