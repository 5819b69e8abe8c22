import type { Database } from '#infra/database.ts'

/** Name of the service that the person works in; null when no service has them. */
export async function findServiceOf(db: Database, accountId: string): Promise<string | null> {
  const row = await db
    .selectFrom('service_members')
    .innerJoin('services', 'services.id', 'service_members.service_id')
    .select('services.name')
    .where('service_members.account_id', '=', accountId)
    .executeTakeFirst()
  return row?.name ?? null
}
