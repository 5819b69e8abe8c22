import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Context, Services } from '#infra/context.ts'
import { inTransaction, isDuplicate } from '#infra/transaction.ts'
import { calendarDate } from '#kernel/calendar-date.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import type { Role } from '#kernel/roles.ts'
import { recordAct } from '#modules/people/journal/journal.public.ts'
import type { Identity } from './accounts.identity.ts'
import type { accountInput, grantInput } from './accounts.inputs.ts'
import { canCreateAccounts, roleToGrant } from './accounts.permissions.ts'
import {
  type Account,
  countAttempt,
  endGrant,
  findAccountByEmail,
  forgetAttempts,
  getAccount,
  insertAccount,
  insertGrant,
} from './accounts.queries.ts'
import { linkLimits, signInLimits } from './accounts.rules.ts'

export type AccountsRefusal =
  | 'wrong_credentials'
  | 'too_many_attempts'
  | 'link_expired'
  | 'not_found'
  | 'email_taken'
  | 'role_held'

/** Opens a session for that e-mail and password: the cookies to set. The answer never says which of the two was wrong. */
export async function signInByPassword(
  services: Services,
  identity: Identity,
  attempt: {
    readonly email: string
    readonly password: string
    readonly address: string
    readonly headers: Headers
  },
): Promise<Result<Headers, AccountsRefusal>> {
  const email = attempt.email.toLowerCase()
  const limits = signInLimits(email, attempt.address)
  if (await countAttempt(services.db, limits, services.clock.now())) return refuse('too_many_attempts')
  const response = await identity.auth.api.signInEmail({
    body: { email, password: attempt.password },
    headers: attempt.headers,
    asResponse: true,
  })
  if (!response.ok) return refuse('wrong_credentials')
  await forgetAttempts(services.db, limits.slice(0, 2), services.clock.now())
  return ok(response.headers)
}

/** Sends a link to that mailbox if it has an account; the answer is the same if it has none. */
export async function sendSignInLink(
  services: Services,
  identity: Identity,
  request: { readonly email: string; readonly address: string; readonly headers: Headers },
): Promise<Result<null, AccountsRefusal>> {
  const email = request.email.toLowerCase()
  if (await countAttempt(services.db, linkLimits(email, request.address), services.clock.now()))
    return refuse('too_many_attempts')
  if (await findAccountByEmail(services.db, email))
    await identity.auth.api.signInMagicLink({ body: { email }, headers: request.headers })
  return ok(null)
}

/** Uses the link once: the cookies to set. */
export async function signInByLink(
  identity: Identity,
  token: string,
  headers: Headers,
): Promise<Result<Headers, AccountsRefusal>> {
  const response = await identity.auth.api.magicLinkVerify({ query: { token }, headers, asResponse: true })
  const signedIn = response.ok && response.headers.getSetCookie().length > 0
  return signedIn ? ok(response.headers) : refuse('link_expired')
}

/** Sets the password and closes every other session: whoever knew the old one is out. */
export async function changePassword(
  identity: Identity,
  accountId: string,
  password: string,
  headers: Headers,
): Promise<void> {
  const { internalAdapter, password: hasher } = await identity.auth.$context
  const hash = await hasher.hash(password)
  const credentials = await internalAdapter.findAccounts(accountId)
  if (credentials.some((credential) => credential.providerId === 'credential'))
    await internalAdapter.updatePassword(accountId, hash)
  else
    await internalAdapter.createAccount({
      userId: accountId,
      providerId: 'credential',
      accountId,
      password: hash,
    })
  await identity.auth.api.revokeOtherSessions({ headers })
}

/** The sessions of whoever sends those headers. */
export async function listOpenSessions(identity: Identity, headers: Headers): Promise<OpenSession[]> {
  const [sessions, current] = await Promise.all([
    identity.auth.api.listSessions({ headers }),
    identity.auth.api.getSession({ headers }),
  ])
  return sessions.map((session) => ({
    id: session.id,
    userAgent: session.userAgent ?? '',
    since: session.createdAt,
    isCurrent: session.id === current?.session.id,
  }))
}

export interface OpenSession {
  readonly id: string
  readonly userAgent: string
  readonly since: Date
  readonly isCurrent: boolean
}

/** Closes one of their own sessions; false when it is not theirs or no longer open. */
export async function closeSession(
  identity: Identity,
  sessionId: string,
  headers: Headers,
): Promise<boolean> {
  const sessions = await identity.auth.api.listSessions({ headers })
  const session = sessions.find((item) => item.id === sessionId)
  if (!session) return false
  await identity.auth.api.revokeSession({ body: { token: session.token }, headers })
  return true
}

/** Creates an account without a password: its holder signs in by a link first. */
export async function createAccount(
  context: Context,
  input: z.infer<typeof accountInput>,
): Promise<Result<Account, AccountsRefusal>> {
  if (!canCreateAccounts(context.actor)) return refuse('not_found')
  return insertNewAccount(
    context,
    { name: input.nom, email: input.courriel, title: input.fonction },
    'administrator',
  )
}

/** The first administrator of a town, made from the command line by whoever holds the server. */
export async function createAdministrator(
  context: Context,
  person: { readonly name: string; readonly email: string; readonly title: string },
): Promise<Result<Account, AccountsRefusal>> {
  return inTransaction(context.db, async (tx) => {
    const within = { ...context, db: tx }
    const created = await insertNewAccount(within, person, 'server')
    if (!created.ok) return created
    const granted = await insertRole(within, created.value, 'administrator', context.clock.today(), 'server')
    return granted.ok ? created : granted
  })
}

async function insertNewAccount(
  context: Context,
  person: { readonly name: string; readonly email: string; readonly title: string },
  role: string,
): Promise<Result<Account, AccountsRefusal>> {
  const account = { ...person, id: randomUUID(), email: person.email.toLowerCase() }
  return inTransactionOrTaken(
    context,
    async (within) => {
      await insertAccount(within.db, account)
      await recordAct(within, {
        act: 'create_account',
        subjectKind: 'account',
        subjectId: account.id,
        subjectLabel: account.name,
        role,
      })
      return ok(account)
    },
    'email_taken',
  )
}

/** Gives a role from a day on, by an act. */
export async function grantRole(
  context: Context,
  accountId: string,
  input: z.infer<typeof grantInput>,
): Promise<Result<null, AccountsRefusal>> {
  const role = roleToGrant(context.actor)
  const account = role && (await getAccount(context.db, accountId))
  if (!role || !account) return refuse('not_found')
  return insertRole(context, account, input.role, calendarDate(input.debut), role)
}

async function insertRole(
  context: Context,
  account: Account,
  role: Role,
  startsOn: ReturnType<typeof calendarDate>,
  underRole: string,
): Promise<Result<null, AccountsRefusal>> {
  return inTransactionOrTaken(
    context,
    async (within) => {
      const actId = await recordAct(within, {
        act: 'grant_role',
        subjectKind: 'account',
        subjectId: account.id,
        subjectLabel: account.name,
        role: underRole,
        details: { role, startsOn },
      })
      await insertGrant(within.db, { accountId: account.id, role, startsOn, actId })
      return ok(null)
    },
    'role_held',
  )
}

/** Ends a role today, by an act. */
export async function endRole(
  context: Context,
  accountId: string,
  role: Role,
): Promise<Result<null, AccountsRefusal>> {
  const underRole = roleToGrant(context.actor)
  const account = underRole && (await getAccount(context.db, accountId))
  if (!underRole || !account) return refuse('not_found')
  const endsOn = context.clock.today()
  return inTransaction(context.db, async (tx) => {
    const actId = await recordAct(
      { ...context, db: tx },
      {
        act: 'end_role',
        subjectKind: 'account',
        subjectId: account.id,
        subjectLabel: account.name,
        role: underRole,
        details: { role, endsOn },
      },
    )
    return (await endGrant(tx, { accountId, role, endsOn, actId })) ? ok(null) : refuse('not_found')
  })
}

async function inTransactionOrTaken<Value>(
  context: Context,
  change: (within: Context) => Promise<Result<Value, AccountsRefusal>>,
  taken: AccountsRefusal,
): Promise<Result<Value, AccountsRefusal>> {
  try {
    if (context.db.isTransaction) return await change(context)
    return await inTransaction(context.db, (tx) => change({ ...context, db: tx }))
  } catch (error) {
    if (isDuplicate(error)) return refuse(taken)
    throw error
  }
}
