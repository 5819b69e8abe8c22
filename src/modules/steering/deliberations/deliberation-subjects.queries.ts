import type { Database } from '#infra/database.ts'

export async function listDeliberationNames(
  db: Database,
  ids: readonly string[],
): Promise<{ id: string; number: string; subject: string }[]> {
  return db.selectFrom('deliberations').select(['id', 'number', 'subject']).where('id', 'in', ids).execute()
}
