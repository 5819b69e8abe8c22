import type { Database } from '#infra/database.ts'

/** What programs of that person said of the calendars: XML by `{namespace}name`, by calendar. */
export async function listProperties(
  db: Database,
  accountId: string,
): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const rows = await db
    .selectFrom('calendar_properties')
    .select(['calendar_id', 'name', 'xml'])
    .where('account_id', '=', accountId)
    .orderBy('name')
    .execute()
  const byCalendar = Map.groupBy(rows, (row) => row.calendar_id)
  return new Map(
    [...byCalendar].map(([id, own]) => [id, new Map(own.map(({ name, xml }) => [name, xml] as const))]),
  )
}

/** Sets a property of the calendar for that person; null takes it away. */
export async function setProperty(
  db: Database,
  calendarId: string,
  accountId: string,
  name: string,
  xml: string | null,
): Promise<void> {
  if (xml === null) {
    await db
      .deleteFrom('calendar_properties')
      .where('calendar_id', '=', calendarId)
      .where('account_id', '=', accountId)
      .where('name', '=', name)
      .execute()
    return
  }
  await db
    .insertInto('calendar_properties')
    .values({ calendar_id: calendarId, account_id: accountId, name, xml })
    .onConflict((conflict) => conflict.columns(['calendar_id', 'account_id', 'name']).doUpdateSet({ xml }))
    .execute()
}
