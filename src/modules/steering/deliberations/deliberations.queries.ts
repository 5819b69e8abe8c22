import type { Database } from '#infra/database.ts'

/** The latest deliberations, as choices of a form. */
export async function listDeliberationChoices(db: Database): Promise<{ id: string; label: string }[]> {
  const rows = await db
    .selectFrom('deliberations')
    .select(['id', 'number', 'subject'])
    .orderBy('adopted_on', 'desc')
    .orderBy('number')
    .limit(200)
    .execute()
  return rows.map((row) => ({ id: row.id, label: `${row.number} – ${row.subject}` }))
}
