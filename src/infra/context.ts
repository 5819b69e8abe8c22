import type { Visitor } from '#kernel/actor.ts'
import type { Locale } from '#kernel/locale.ts'
import type { Town } from '#kernel/town.ts'
import type { Clock } from './clock.ts'
import type { Database } from './database.ts'
import type { Log } from './log.ts'
import type { Mailer } from './mail.ts'
import type { Settings } from './settings.ts'

/** What the process holds for everybody. */
export interface Services {
  readonly db: Database
  readonly clock: Clock
  readonly settings: Settings
  readonly mailer: Mailer
  readonly log: Log
  readonly town: Town
  /** Names the state of the data: the same text twice means that nothing was written in between, by any process. */
  dataVersion(): Promise<string>
}

/** What one request, or one command, acts with: the services, who asks, and in which language. */
export interface Context extends Services {
  readonly actor: Visitor
  readonly locale: Locale
  readonly requestId: string
  /** Network address that the request came from; `local` for commands. */
  readonly clientAddress: string
}
