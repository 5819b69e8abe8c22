import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type Status, statuses } from './measures.rules.ts'

export interface MeasureName {
  readonly id: string
  readonly code: string
  readonly title: string
  readonly status: Status
}

const nameRow = z.object({ id: z.string(), code: z.string(), title: z.string(), status: z.enum(statuses) })

export async function listMeasureNames(db: Database, ids: readonly string[]): Promise<MeasureName[]> {
  const rows = await db
    .selectFrom('measures')
    .select(['id', 'code', 'title', 'status'])
    .where('id', 'in', ids)
    .execute()
  return rows.map((row) => nameRow.parse(row))
}
