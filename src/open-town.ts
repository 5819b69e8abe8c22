import type { Clock } from '#infra/clock.ts'
import type { Context, Services } from '#infra/context.ts'
import type { OpenDatabase } from '#infra/database.ts'
import type { Log } from '#infra/log.ts'
import type { Mailer } from '#infra/mail.ts'
import type { Settings } from '#infra/settings.ts'
import { findTown } from '#infra/town.queries.ts'
import { assertDefined } from '#kernel/assert.ts'
import type { Town } from '#kernel/town.ts'
import { type Accounts, openAccounts } from '#modules/people/accounts/accounts.public.ts'

export interface TownParts {
  readonly database: OpenDatabase
  readonly settings: Settings
  readonly clock: Clock
  readonly log: Log
  readonly mailer: Mailer
}

/** A migrated database that has its town, with what every request or command acts with. */
export interface OpenTown {
  readonly services: Services
  readonly accounts: Accounts
  /** What a command typed in a terminal acts with: no person, the server itself. */
  readonly commandContext: Context
  /** Reads the town again, after a command that may have changed it. */
  refresh(): Promise<void>
}

export async function openTown({ database, ...parts }: TownParts): Promise<OpenTown> {
  let town = await readTown(database)
  const services: Services = {
    ...parts,
    db: database.db,
    dataVersion: () => database.version(),
    // Read anew by each request, since each copies the services into its context.
    get town() {
      return town
    },
  }
  return {
    services,
    accounts: await openAccounts(services),
    get commandContext() {
      return { ...services, actor: null, locale: 'fr' as const, requestId: 'command', clientAddress: 'local' }
    },
    async refresh() {
      town = await readTown(database)
    },
  }
}

async function readTown(database: OpenDatabase): Promise<Town> {
  return assertDefined(await findTown(database.db), 'the database was given a town before it is opened')
}
