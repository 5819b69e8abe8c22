import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { statuses } from './measures.rules.ts'

/** Measures that something may be part of: every one that was not given up or closed, as choices of a form. */
export function listMeasureChoices(
  db: Database,
): Promise<{ readonly value: string; readonly label: string }[]> {
  return db
    .selectFrom('measures')
    .select(['id as value', 'title as label'])
    .where('status', 'not in', ['dropped', 'closed'])
    .orderBy('title')
    .execute()
}

const measureRow = z.object({ code: z.string(), title: z.string(), status: z.enum(statuses) })

/** The measure that something belongs to, by its identity; null when it belongs to none. */
export async function findMeasureName(
  db: Database,
  id: string | null,
): Promise<z.infer<typeof measureRow> | null> {
  if (id === null) return null
  const row = await db
    .selectFrom('measures')
    .select(['code', 'title', 'status'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? measureRow.parse(row) : null
}
