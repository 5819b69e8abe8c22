import type { Insertable } from 'kysely'
import type { Database } from '#infra/database.ts'
import type { Tables } from '#infra/tables.generated.ts'
import { refreshNames } from './names.queries.ts'

/** The rows of records that are brought together, table by table. */
export interface RecordRows {
  readonly ids: readonly string[]
  readonly districts: ReadonlyMap<string, string>
  readonly confirmed: ReadonlyMap<string, string>
  readonly closed: ReadonlyMap<string, string>
  readonly values: readonly Insertable<Tables['organisation_values']>[]
  readonly consents: readonly Insertable<Tables['organisation_consents']>[]
  readonly topics: readonly Insertable<Tables['organisation_topics']>[]
  readonly establishments: readonly Insertable<Tables['establishments']>[]
  readonly people: readonly Insertable<Tables['organisation_people']>[]
  readonly labels: readonly Insertable<Tables['organisation_labels']>[]
  readonly ties: readonly Insertable<Tables['organisation_ties']>[]
  readonly meetings: readonly Insertable<Tables['organisation_meetings']>[]
}

/** Writes them in a few statements: a directory that a town had before this site. */
export async function insertRecordRows(tx: Database, rows: RecordRows): Promise<void> {
  await insertAll(rows.values, (list) =>
    tx
      .insertInto('organisation_values')
      .values([...list])
      .execute(),
  )
  await insertAll(rows.consents, (list) =>
    tx
      .insertInto('organisation_consents')
      .values([...list])
      .execute(),
  )
  await insertAll(rows.topics, (list) =>
    tx
      .insertInto('organisation_topics')
      .values([...list])
      .execute(),
  )
  await insertAll(rows.establishments, (list) =>
    tx
      .insertInto('establishments')
      .values([...list])
      .execute(),
  )
  await insertAll(rows.people, (list) =>
    tx
      .insertInto('organisation_people')
      .values([...list])
      .execute(),
  )
  await insertAll(rows.labels, (list) =>
    tx
      .insertInto('organisation_labels')
      .values([...list])
      .execute(),
  )
  await insertAll(rows.ties, (list) =>
    tx
      .insertInto('organisation_ties')
      .values([...list])
      .execute(),
  )
  await insertAll(rows.meetings, (list) =>
    tx
      .insertInto('organisation_meetings')
      .values([...list])
      .execute(),
  )
  for (const [column, days] of [
    ['district_id', rows.districts],
    ['confirmed_on', rows.confirmed],
    ['closed_on', rows.closed],
  ] as const)
    for (const [value, ids] of Map.groupBy(days.keys(), (id) => days.get(id) ?? ''))
      await tx
        .updateTable('organisations')
        .set({ [column]: value })
        .where('id', 'in', ids)
        .execute()
  await refreshNames(tx, rows.ids)
}

async function insertAll<Row>(
  rows: readonly Row[],
  insert: (rows: readonly Row[]) => Promise<unknown>,
): Promise<void> {
  for (let start = 0; start < rows.length; start += 500) await insert(rows.slice(start, start + 500))
}
