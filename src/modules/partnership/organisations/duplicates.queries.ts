import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import type { Comparable } from './duplicates.rules.ts'
import { pairKey } from './duplicates.rules.ts'

const comparableRow = z.object({
  id: z.string(),
  name: z.string(),
  values: z.record(z.string(), z.string()),
  siren: z.string().nullable(),
  rna: z.string().nullable(),
  postcode: z.string().nullable(),
})

/** Every standing record, with what is compared; only those of the ids where they are given. */
export async function listComparables(db: Database, ids: readonly string[] | null): Promise<Comparable[]> {
  const only = ids === null ? sql`` : sql`and o.id = any(${ids}::uuid[])`
  const { rows } = await sql`
    with shown as (
      select distinct on (organisation_id, field) organisation_id, field, value from organisation_values
      where field in ('usual_name', 'acronym', 'legal_form', 'activity', 'founded_on', 'email', 'telephone')
      order by organisation_id, field, layer desc
    ), gathered as (
      select organisation_id, json_object_agg(field, value) as values from shown group by organisation_id
    ), numbers as (
      select organisation_id, min(value) filter (where scheme = 'siren') as siren, min(value) filter (where scheme = 'rna') as rna
      from organisation_identifiers group by organisation_id
    ), places as (
      select organisation_id, min(postcode) as postcode from establishments where postcode <> '' group by organisation_id
    )
    select o.id, o.name, coalesce(gathered.values, '{}') as values, siren, rna, postcode
    from organisations o
    left join gathered on gathered.organisation_id = o.id
    left join numbers on numbers.organisation_id = o.id
    left join places on places.organisation_id = o.id
    where o.merged_into is null ${only}
    order by o.name, o.id`.execute(db)
  return rows.map((found) => {
    const row = comparableRow.parse(found)
    const value = (field: string) => row.values[field] ?? ''
    return {
      id: row.id,
      name: row.name,
      otherNames: [value('usual_name'), value('acronym')].filter(Boolean),
      siren: row.siren,
      rna: row.rna,
      legalForm: value('legal_form'),
      activity: value('activity'),
      founded: value('founded_on'),
      postcode: row.postcode ?? '',
      email: value('email'),
      telephone: value('telephone'),
    }
  })
}

/** Pairs that somebody found to be two bodies, as keys. */
export async function listSettledPairs(db: Database): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('organisation_pairs').select(['one_id', 'other_id']).execute()
  return new Set(rows.map((row) => pairKey(row.one_id, row.other_id)))
}

export async function insertNotDuplicate(
  tx: Database,
  pair: readonly [string, string],
  by: string,
  at: Date,
  reason: string,
): Promise<void> {
  const [one = '', other = ''] = pair.toSorted()
  await tx
    .insertInto('organisation_pairs')
    .values({ one_id: one, other_id: other, decided_by: by, decided_at: at, reason })
    .onConflict((conflict) => conflict.columns(['one_id', 'other_id']).doNothing())
    .execute()
}

/**
 * One record gives way to another; those that had given way to it follow. Null when either does not stand any more. Nothing
 * is moved nor erased: what was written on a record stays on it, and pages read both.
 */
export async function insertMerge(
  tx: Database,
  absorbedId: string,
  intoId: string,
  by: string,
  at: Date,
  reason: string,
): Promise<{ readonly name: string } | null> {
  const ids = [absorbedId, intoId].filter((id) => z.uuid().safeParse(id).success)
  if (ids.length < 2 || absorbedId === intoId) return null
  const rows = await tx
    .selectFrom('organisations')
    .select(['id', 'name', 'merged_into'])
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute()
  if (rows.length < 2 || rows.some((row) => row.merged_into !== null)) return null
  const moved = await tx
    .updateTable('organisations')
    .set({ merged_into: intoId })
    .where('merged_into', '=', absorbedId)
    .returning('id')
    .execute()
  await tx
    .updateTable('organisations')
    .set({ merged_into: intoId, merged_at: at })
    .where('id', '=', absorbedId)
    .execute()
  await tx
    .insertInto('organisation_merges')
    .values({
      absorbed_id: absorbedId,
      into_id: intoId,
      moved: moved.map((row) => row.id),
      reason,
      merged_at: at,
      merged_by: by,
    })
    .execute()
  return { name: rows.find((row) => row.id === absorbedId)?.name ?? '' }
}

/** Gives back what a merge did: the record stands again, with those that had given way to it. Null when it was undone already. */
export async function undoMergeRow(
  tx: Database,
  id: string,
  by: string,
  at: Date,
): Promise<{ readonly absorbedId: string; readonly intoId: string } | null> {
  if (!z.uuid().safeParse(id).success) return null
  const merge = await tx
    .updateTable('organisation_merges')
    .set({ undone_at: at, undone_by: by })
    .where('id', '=', id)
    .where('undone_at', 'is', null)
    .returning(['absorbed_id', 'into_id', 'moved'])
    .executeTakeFirst()
  if (!merge) return null
  await tx
    .updateTable('organisations')
    .set({ merged_into: null, merged_at: null })
    .where('id', '=', merge.absorbed_id)
    .execute()
  if (merge.moved.length > 0)
    await tx
      .updateTable('organisations')
      .set({ merged_into: merge.absorbed_id })
      .where('id', 'in', merge.moved)
      .where('merged_into', 'is not', null)
      .execute()
  return { absorbedId: merge.absorbed_id, intoId: merge.into_id }
}

export interface Merge {
  readonly id: string
  readonly absorbedName: string
  readonly into: { readonly id: string; readonly name: string }
  readonly mergedAt: Date
  readonly mergedBy: string
  readonly reason: string
}

/** Merges that stand, latest first. */
export async function listMerges(db: Database): Promise<Merge[]> {
  const rows = await db
    .selectFrom('organisation_merges as merge')
    .innerJoin('organisations as absorbed', 'absorbed.id', 'merge.absorbed_id')
    .innerJoin('organisations as into', 'into.id', 'merge.into_id')
    .select([
      'merge.id',
      'absorbed.name as absorbedName',
      'into.id as intoId',
      'into.name as intoName',
      'merge.merged_at as mergedAt',
      'merged_by',
      'reason',
    ])
    .where('undone_at', 'is', null)
    .orderBy('merge.merged_at', 'desc')
    .limit(50)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    absorbedName: row.absorbedName,
    into: { id: row.intoId, name: row.intoName },
    mergedAt: row.mergedAt,
    mergedBy: row.merged_by,
    reason: row.reason,
  }))
}
