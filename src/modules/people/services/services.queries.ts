import type { Database } from '#infra/database.ts'

/** Somebody who works in a service. */
export interface ServiceMember {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly title: string
}

export interface Service {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly managerId: string | null
}

const columns = ['services.id', 'services.code', 'services.name', 'services.manager_id'] as const

function readService(row: { id: string; code: string; name: string; manager_id: string | null }): Service {
  return { id: row.id, code: row.code, name: row.name, managerId: row.manager_id }
}

/** Every service, by name, with how many work there. */
export async function listServices(db: Database): Promise<(Service & { readonly memberCount: number })[]> {
  const rows = await db
    .selectFrom('services')
    .leftJoin('service_members', 'service_members.service_id', 'services.id')
    .select(columns)
    .select((of) => of.fn.count<number>('service_members.account_id').as('members'))
    .groupBy('services.id')
    .orderBy('services.name')
    .execute()
  return rows.map((row) => ({ ...readService(row), memberCount: Number(row.members) }))
}

export async function findService(db: Database, code: string): Promise<Service | null> {
  const row = await db.selectFrom('services').select(columns).where('code', '=', code).executeTakeFirst()
  return row ? readService(row) : null
}

/** The service where that person works; null for whoever is in none. */
export async function findServiceOf(db: Database, accountId: string): Promise<Service | null> {
  const row = await db
    .selectFrom('services')
    .innerJoin('service_members', 'service_members.service_id', 'services.id')
    .select(columns)
    .where('service_members.account_id', '=', accountId)
    .executeTakeFirst()
  return row ? readService(row) : null
}

/** Those who work in that service, by name. */
export async function listMembers(db: Database, serviceId: string): Promise<ServiceMember[]> {
  return db
    .selectFrom('service_members')
    .innerJoin('accounts', 'accounts.id', 'service_members.account_id')
    .select(['accounts.id', 'accounts.name', 'accounts.email', 'accounts.title'])
    .where('service_members.service_id', '=', serviceId)
    .orderBy('accounts.name')
    .orderBy('accounts.id')
    .execute()
}

/** Everybody who is in a service, by service then name: who can be chosen for a meeting, a project. */
export async function listAllMembers(
  db: Database,
): Promise<(ServiceMember & { readonly serviceId: string; readonly serviceName: string })[]> {
  return db
    .selectFrom('service_members')
    .innerJoin('accounts', 'accounts.id', 'service_members.account_id')
    .innerJoin('services', 'services.id', 'service_members.service_id')
    .select([
      'accounts.id',
      'accounts.name',
      'accounts.email',
      'accounts.title',
      'services.id as serviceId',
      'services.name as serviceName',
    ])
    .orderBy('services.name')
    .orderBy('accounts.name')
    .orderBy('accounts.id')
    .execute()
}

export async function insertService(
  db: Database,
  service: { readonly code: string; readonly name: string; readonly managerId: string | null },
): Promise<Service> {
  const row = await db
    .insertInto('services')
    .values({ code: service.code, name: service.name, manager_id: service.managerId })
    .returning(['id', 'code', 'name', 'manager_id'])
    .executeTakeFirstOrThrow()
  return readService(row)
}

/** Those people work there from now on, and no longer where they did. */
export async function setMembers(
  db: Database,
  serviceId: string,
  accountIds: readonly string[],
): Promise<void> {
  if (accountIds.length === 0) return
  await db
    .insertInto('service_members')
    .values(accountIds.map((account_id) => ({ account_id, service_id: serviceId })))
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet({ service_id: serviceId }))
    .execute()
}
