import type { z } from 'zod'
import type { Context } from '#infra/context.ts'
import { assertDefined } from '#kernel/assert.ts'
import {
  type Account,
  createAccount,
  findAccountByEmail,
  grantRole,
} from '#modules/people/accounts/accounts.public.ts'
import { openService, type Service } from '#modules/people/services/services.public.ts'
import type { servicesFile } from '../../db/worlds/world-files.ts'
import { expected } from './load-accounts.ts'

type ServicesFile = z.infer<typeof servicesFile>
type Member = ServicesFile['services'][number]['manager']

/** A service of a world that was opened, its manager first among those who work there. */
export interface OpenedService {
  readonly service: Service
  readonly people: readonly Account[]
}

/** Day since which everybody of a world has worked there. */
const since = '2026-01-01'

/** Opens the accounts of the agents who have none, and the services where they work, as an administrator does. */
export async function loadServices(context: Context, file: ServicesFile): Promise<OpenedService[]> {
  const opened: OpenedService[] = []
  for (const { code, name, manager, members } of file.services) {
    const people: Account[] = []
    for (const [index, member] of [manager, ...members].entries())
      people.push(await accountOf(context, member, index === 0))
    const [first] = people
    const service = await openService(context, {
      code,
      name,
      managerId: first?.id ?? null,
      memberIds: people.map(({ id }) => id),
    })
    opened.push({ service: expected(service, code), people })
  }
  return opened
}

async function accountOf(context: Context, member: Member, isManager: boolean): Promise<Account> {
  if (!('name' in member))
    return assertDefined(await findAccountByEmail(context.db, member.email), `${member.email} has an account`)
  const { name, email, title } = member
  const account = expected(
    await createAccount(context, { nom: name, courriel: email, fonction: title }),
    email,
  )
  for (const role of isManager ? (['manager', 'agent'] as const) : (['agent'] as const))
    expected(await grantRole(context, account.id, { role, debut: since }), email)
  return account
}
