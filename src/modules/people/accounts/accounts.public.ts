import type { Services } from '#infra/context.ts'
import { type Identity, openIdentity } from './accounts.identity.ts'
import { openSessionBook, type SessionBook } from './session-book.ts'

export { accountSubjects, nameRole } from './account-subjects.ts'
export { type AccountsRefusal, createAccount, createAdministrator, grantRole } from './accounts.actions.ts'
export { accountsPaths } from './accounts.paths.ts'
export { canSeeAccounts, canSeeOutbox } from './accounts.permissions.ts'
export {
  type Account,
  countAttempt,
  ensureMailboxAccount,
  findAccountByEmail,
  getActor as findActor,
  holdsRole,
  listAccounts,
  listDemoPeople,
  outboxBacklog,
} from './accounts.queries.ts'
export { accountsRoutes } from './accounts.routes.ts'
export { type Limit, mailboxLimits } from './accounts.rules.ts'
export { enterWithMailbox } from './enter-with-mailbox.ts'

/** Sign-in and sessions of this process. */
export interface Accounts {
  readonly identity: Identity
  readonly sessions: SessionBook
}

export async function openAccounts(services: Services): Promise<Accounts> {
  const identity = await openIdentity(services)
  return { identity, sessions: openSessionBook(services, identity) }
}
