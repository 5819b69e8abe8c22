import type { Database } from '#infra/database.ts'

/** Names of those of the ids that are in the public directory. */
export async function listNames(
  db: Database,
  ids: readonly string[],
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('organisations')
    .select(['id', 'name'])
    .where('id', 'in', ids)
    .where('is_public', '=', true)
    .execute()
}
