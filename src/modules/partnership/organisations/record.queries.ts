import type { Database } from '#infra/database.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { refreshNames } from './names.queries.ts'
import { type Consents, isShown, type RecordField } from './record.rules.ts'
import { listValues } from './sheet.queries.ts'

export interface RecordChange {
  readonly values: Readonly<Partial<Record<RecordField, string>>>
  /** Whether everybody reads each field; fields that are left out keep their answer. */
  readonly shown: Consents
  readonly topics: readonly string[]
  readonly districtId: string | null
}

interface By {
  readonly name: string
  readonly on: CalendarDate
}

/** Writes the local layer of a record. False when somebody wrote since that version. */
export async function writeRecord(
  tx: Database,
  id: string,
  version: number,
  change: RecordChange,
  by: By,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('organisations')
    .set({ version: version + 1, district_id: change.districtId })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return false
  await writeLocalValues(tx, id, change.values, by)
  await writeConsents(tx, id, change.shown, by)
  await tx.deleteFrom('organisation_topics').where('organisation_id', '=', id).execute()
  const topics = await knownTopics(tx, change.topics)
  if (topics.length > 0)
    await tx
      .insertInto('organisation_topics')
      .values(topics.map((topic_id) => ({ organisation_id: id, topic_id })))
      .execute()
  await refreshNames(tx, [id])
  return true
}

/** What differs from imports is the local layer; what is again what they say is theirs again. */
export async function writeLocalValues(
  tx: Database,
  id: string,
  values: RecordChange['values'],
  { name, on }: By,
): Promise<void> {
  const known = await listValues(tx, id)
  for (const [key, value] of Object.entries(values)) {
    const field = key as RecordField
    const shown = known.find((each) => each.field === field)
    if ((shown?.value ?? '') === value) continue
    const imported = shown?.isLocal ? shown.imported : (shown?.value ?? null)
    await tx
      .deleteFrom('organisation_values')
      .where('organisation_id', '=', id)
      .where('field', '=', field)
      .where('layer', '=', 'local')
      .execute()
    if (value === (imported ?? '')) continue
    await tx
      .insertInto('organisation_values')
      .values({ organisation_id: id, field, layer: 'local', value, source: name, recorded_on: on })
      .execute()
  }
}

async function writeConsents(tx: Database, id: string, shown: Consents, { name, on }: By): Promise<void> {
  const rows = await tx
    .selectFrom('organisation_consents')
    .select(['field', 'is_public'])
    .where('organisation_id', '=', id)
    .execute()
  const known: Consents = Object.fromEntries(rows.map((row) => [row.field, row.is_public]))
  const changed = Object.entries(shown).filter(
    ([field, isPublic]) => isPublic !== undefined && isPublic !== isShown(field, known),
  )
  if (changed.length === 0) return
  await tx
    .insertInto('organisation_consents')
    .values(
      changed.map(([field, isPublic]) => ({
        organisation_id: id,
        field,
        is_public: isPublic === true,
        given_by: name,
        given_on: on,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'field']).doUpdateSet((eb) => ({
        is_public: eb.ref('excluded.is_public'),
        given_by: eb.ref('excluded.given_by'),
        given_on: eb.ref('excluded.given_on'),
      })),
    )
    .execute()
}

async function knownTopics(tx: Database, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await tx.selectFrom('topics').select('id').where('id', 'in', ids).execute()
  return rows.map((row) => row.id)
}
