import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { type ChosenColumns, type FileRecord, foldedHeaders, headerCandidates } from './file-columns.rules.ts'

type Kind = 'organisations' | 'grants'

const chosenForm = z.record(z.string(), z.string())

/** What somebody chose for files with the headers of this one; nothing when nobody did. */
export async function findChosenColumns(
  db: Database,
  kind: Kind,
  records: readonly FileRecord[],
): Promise<ChosenColumns> {
  const digests = headerCandidates(records).rows.map(digestOf)
  if (digests.length === 0) return {}
  const row = await db
    .selectFrom('column_mappings')
    .select('columns')
    .where('kind', '=', kind)
    .where('header_digest', 'in', digests)
    .executeTakeFirst()
  return row ? chosenForm.parse(row.columns) : {}
}

/** Keeps how the columns of files with those headers are read, from now on. */
export async function saveChosenColumns(
  tx: Database,
  kind: Kind,
  headers: readonly string[],
  chosen: ChosenColumns,
  by: string,
  on: CalendarDate,
): Promise<void> {
  const columns = JSON.stringify(chosen)
  await tx
    .insertInto('column_mappings')
    .values({
      kind,
      header_digest: digestOf(headers),
      headers: [...headers],
      columns,
      saved_by: by,
      saved_on: on,
    })
    .onConflict((conflict) =>
      conflict.columns(['kind', 'header_digest']).doUpdateSet({ columns, saved_by: by, saved_on: on }),
    )
    .execute()
}

function digestOf(headers: readonly string[]): string {
  return createHash('sha256').update(foldedHeaders(headers).join('\n')).digest('hex')
}
