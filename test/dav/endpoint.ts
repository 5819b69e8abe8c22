/** A CalDAV server as a client is told about it, with a calendar `equipe` that is empty. */
export interface Endpoint {
  readonly name: string
  readonly origin: string
  /** Where a client starts to look; ends with a slash. */
  readonly root: string
  /** Path of the calendar; ends with a slash. */
  readonly calendar: string
  readonly user: string
  readonly password: string
  close(): Promise<void>
}
