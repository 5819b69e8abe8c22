import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'

/** One import at a time: each plans on what the one before left. */
export async function lockOrganisations(tx: Database): Promise<void> {
  await sql`lock table file_imports in exclusive mode`.execute(tx)
}

export interface FileImport {
  readonly kind: 'organisations' | 'grants'
  readonly fileName: string
  readonly bytes: Uint8Array
}

/** Keeps that a file was read in, now or again; answers its id. */
export async function saveFileImport(
  tx: Database,
  { kind, fileName, bytes }: FileImport,
  at: Date,
): Promise<string> {
  const row = await tx
    .insertInto('file_imports')
    .values({ kind, file_name: fileName, digest: digestOf(bytes), imported_at: at })
    .onConflict((conflict) =>
      conflict.columns(['kind', 'digest']).doUpdateSet({ file_name: fileName, imported_at: at }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

export async function hasFileImport(db: Database, { kind, bytes }: FileImport): Promise<boolean> {
  const row = await db
    .selectFrom('file_imports')
    .select('id')
    .where('kind', '=', kind)
    .where('digest', '=', digestOf(bytes))
    .executeTakeFirst()
  return row !== undefined
}

export async function setActOfImport(tx: Database, importId: string, actId: string): Promise<void> {
  await tx.updateTable('file_imports').set({ act_id: actId }).where('id', '=', importId).execute()
}

export interface ImportSource {
  readonly importId: string
  readonly name: string
  readonly on: CalendarDate
}

export interface KeptImport {
  readonly id: string
  readonly kind: FileImport['kind']
  readonly fileName: string
  readonly importedAt: Date
  readonly grants: number
}

export async function listFileImports(db: Database): Promise<KeptImport[]> {
  const rows = await db
    .selectFrom('file_imports')
    .select([
      'id',
      'kind',
      'file_name',
      'imported_at',
      sql<number>`(select count(*)::int from grants where file_import_id = file_imports.id)`.as('grants'),
    ])
    .orderBy('imported_at', 'desc')
    .limit(100)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind === 'grants' ? 'grants' : 'organisations',
    fileName: row.file_name,
    importedAt: row.imported_at,
    grants: row.grants,
  }))
}

/**
 * Takes away a file of grants: its lines, and the bodies that only it had brought. A body that somebody corrected since, or
 * that another file names, stays. Null when there is no such file.
 */
export async function deleteGrantImport(
  tx: Database,
  id: string,
): Promise<{ readonly fileName: string; readonly grants: number; readonly organisations: number } | null> {
  if (!z.uuid().safeParse(id).success) return null
  const found = await tx
    .selectFrom('file_imports')
    .select([
      'file_name',
      sql<number>`(select count(*)::int from grants where file_import_id = ${id})`.as('grants'),
    ])
    .where('id', '=', id)
    .where('kind', '=', 'grants')
    .forUpdate()
    .executeTakeFirst()
  if (!found) return null
  await tx.deleteFrom('grants').where('file_import_id', '=', id).execute()
  const { numDeletedRows } = await tx
    .deleteFrom('organisations')
    .where('file_import_id', '=', id)
    .where(sql<boolean>`not exists (select 1 from grants where grants.organisation_id = organisations.id)`)
    .where(sql<boolean>`not exists (select 1 from organisation_values v
      where v.organisation_id = organisations.id and v.layer = 'local')`)
    .where(sql<boolean>`merged_into is null and not exists (
      select 1 from organisation_merges m where organisations.id in (m.absorbed_id, m.into_id))`)
    .where(sql<boolean>`not exists (
      select 1 from establishments where organisation_id = organisations.id
      union all select 1 from organisation_people where organisation_id = organisations.id
      union all select 1 from organisation_labels where organisation_id = organisations.id
      union all select 1 from organisation_meetings where organisation_id = organisations.id
      union all select 1 from organisation_officers where organisation_id = organisations.id
      union all select 1 from organisation_ties where organisations.id in (organisation_id, other_id))`)
    .executeTakeFirstOrThrow()
  // Bodies that were known before lose the numbers that this file brought them; those that stay of it keep theirs.
  await tx
    .deleteFrom('organisation_identifiers')
    .where('file_import_id', '=', id)
    .where(sql<boolean>`not exists (select 1 from organisations o
      where o.id = organisation_identifiers.organisation_id and o.file_import_id = ${id})`)
    .execute()
  await tx
    .updateTable('organisations')
    .set({ file_import_id: null })
    .where('file_import_id', '=', id)
    .execute()
  await tx.deleteFrom('file_imports').where('id', '=', id).execute()
  return { fileName: found.file_name, grants: found.grants, organisations: Number(numDeletedRows) }
}

/**
 * Says to the database what its tables hold now: a directory that was empty is searched by its words at once, where it would read
 * every row. Words that wait for their place in the index are put there too: each search would go through them.
 */
export async function countWritten(tx: Database): Promise<void> {
  await sql`analyze organisations, organisation_identifiers, organisation_values, establishments, grants`.execute(
    tx,
  )
  await sql`select gin_clean_pending_list('organisations_by_word'::regclass)`.execute(tx)
}
