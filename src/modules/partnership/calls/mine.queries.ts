import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type ApplicationStatus, applicationStatuses } from './applications.rules.ts'

export interface MineRow {
  readonly id: string
  readonly callCode: string
  readonly callTitle: string
  readonly closesAt: Date
  readonly title: string
  readonly number: number | null
  readonly status: ApplicationStatus
}

const mineRow = z.object({
  id: z.string(),
  callCode: z.string(),
  callTitle: z.string(),
  closesAt: z.date(),
  title: z.string(),
  number: z.number().nullable(),
  status: z.enum(applicationStatuses),
})

/** Applications that a person writes, latest first. */
export async function listMine(db: Database, accountId: string): Promise<MineRow[]> {
  const rows = await db
    .selectFrom('application_people')
    .innerJoin('applications', 'applications.id', 'application_people.application_id')
    .innerJoin('calls', 'calls.id', 'applications.call_id')
    .select([
      'applications.id',
      'calls.code as callCode',
      'calls.title as callTitle',
      'calls.closes_at as closesAt',
      'applications.title',
      'applications.number',
      'applications.status',
    ])
    .where('application_people.account_id', '=', accountId)
    .orderBy('applications.created_at', 'desc')
    .orderBy('applications.id')
    .limit(200)
    .execute()
  return rows.map((row) => mineRow.parse(row))
}
