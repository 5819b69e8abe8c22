import type { Path } from './path.ts'
import type { XmlElement } from './xml-element.ts'

export interface Lock {
  /** `urn:uuid:…` */
  readonly token: string
  readonly root: Path
  readonly isExclusive: boolean
  readonly isDeep: boolean
  /** What the client says of itself, given back as it came. */
  readonly owner: XmlElement | null
  readonly userId: string
  readonly seconds: number
  readonly expiresAt: Date
}

/** Where locks are kept. Locks past their time are none. */
export interface LockStore {
  /** Those that hold a path: its own, and deep ones above. */
  holding(path: Path, at: Date): Promise<readonly Lock[]>
  /** Those of a path and of everything below. */
  within(path: Path, at: Date): Promise<readonly Lock[]>
  /** Adds it if nothing conflicts (RFC 4918 §6.2, §7.4), in one step; otherwise those in the way. */
  add(lock: Lock, at: Date): Promise<readonly Lock[]>
  extend(token: string, seconds: number, expiresAt: Date): Promise<void>
  remove(token: string): Promise<void>
  /** Takes away the locks of what is no longer there. */
  removeWithin(path: Path): Promise<void>
}
