import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '#infra/database.ts'
import { foldText } from '#kernel/plain-text.ts'
import type { MeasureDraft } from './drafts.rules.ts'
import { readMeasure } from './measures.rows.queries.ts'
import type { Measure, Ratings, Status } from './measures.rules.ts'

const measureColumns = [
  'id',
  'code',
  'title',
  'part',
  'theme',
  'objective',
  'pilot',
  'sponsor',
  'engagement_level',
  'engagement_commitment',
  'public_service_relation',
  'public_service_reason',
  'starts_on',
  'ends_on',
  'status',
  'ratings',
  'version',
] as const

export async function findMeasure(db: Database, code: string): Promise<Measure | null> {
  const row = await db
    .selectFrom('measures')
    .select(measureColumns)
    .where('code', '=', code)
    .executeTakeFirst()
  return row ? readMeasure(row) : null
}

/** The measure, locked until the end of the transaction: two people who change it go one after the other. */
export async function lockMeasure(tx: Database, code: string): Promise<Measure | null> {
  const row = await tx
    .selectFrom('measures')
    .select(measureColumns)
    .where('code', '=', code)
    .forUpdate()
    .executeTakeFirst()
  return row ? readMeasure(row) : null
}

export async function insertMeasure(tx: Database, draft: MeasureDraft): Promise<string> {
  const id = randomUUID()
  await tx
    .insertInto('measures')
    .values({ id, ...columnsOf(draft) })
    .execute()
  return id
}

/** Writes the measure if nobody did since that version; answers whether it did. */
export async function updateMeasure(
  tx: Database,
  id: string,
  version: number,
  draft: MeasureDraft,
): Promise<boolean> {
  const { code: _, ...columns } = columnsOf(draft)
  const result = await tx
    .updateTable('measures')
    .set({ ...columns, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Moves the measure on if nobody did since that version; answers whether it did. */
export async function updateStatus(
  tx: Database,
  id: string,
  version: number,
  status: Status,
): Promise<boolean> {
  const result = await tx
    .updateTable('measures')
    .set({ status, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Writes the answers if they are still those that the person saw; says whether it did. */
export async function updateRatings(
  tx: Database,
  id: string,
  seen: Ratings,
  ratings: Ratings,
): Promise<boolean> {
  const result = await tx
    .updateTable('measures')
    .set({ ratings: JSON.stringify(ratings), version: sql`version + 1` })
    .where('id', '=', id)
    .where('ratings', '=', sql<string>`${JSON.stringify(seen)}::jsonb`)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** After a change of its lines, risks or conditions the measure has a new version. */
export async function raiseVersion(tx: Database, id: string): Promise<void> {
  await tx.updateTable('measures').set({ version: sql`version + 1` }).where('id', '=', id).execute()
}

function columnsOf(draft: MeasureDraft) {
  return {
    code: draft.code,
    title: draft.title,
    part: draft.part,
    theme: draft.theme,
    objective: draft.objective,
    pilot: draft.pilot,
    sponsor: draft.sponsor,
    engagement_level: draft.engagementLevel,
    engagement_commitment: draft.engagementCommitment,
    public_service_relation: draft.publicServiceRelation,
    public_service_reason: draft.publicServiceReason,
    starts_on: draft.startsOn,
    ends_on: draft.endsOn,
    ratings: JSON.stringify(draft.ratings),
    search_text: foldText(`${draft.title} ${draft.theme} ${draft.objective} ${draft.pilot}`),
  }
}
