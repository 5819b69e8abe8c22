import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type Correctable, correctableFields } from './correctable.rules.ts'
import { type RecordField, recordFields } from './record.rules.ts'

export interface Correction {
  readonly id: string
  readonly organisationId: string
  readonly organisationName: string
  readonly field: Correctable
  readonly proposed: string
  readonly remark: string
  readonly email: string
  readonly sentAt: Date
}

export interface NewCorrection {
  readonly organisationId: string
  readonly field: Correctable
  readonly proposed: string
  readonly remark: string
  readonly email: string
}

/** The same correction waits once, however many say it. */
export async function insertCorrection(tx: Database, correction: NewCorrection, at: Date): Promise<void> {
  await tx
    .insertInto('organisation_corrections')
    .values({
      organisation_id: correction.organisationId,
      field: correction.field,
      proposed: correction.proposed,
      remark: correction.remark,
      email: correction.email,
      sent_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

function corrections(db: Database) {
  return db
    .selectFrom('organisation_corrections as correction')
    .innerJoin('organisations', 'organisations.id', 'correction.organisation_id')
    .select([
      'correction.id',
      'correction.organisation_id as organisationId',
      'organisations.name as organisationName',
      'correction.field',
      'correction.proposed',
      'correction.remark',
      'correction.email',
      'correction.sent_at as sentAt',
    ])
    .where('correction.status', '=', 'waiting')
}

const correctionField = z.enum(correctableFields)

/** Those that wait, oldest first; of one organisation where it is given. */
export async function listCorrections(db: Database, organisationId?: string): Promise<Correction[]> {
  let query = corrections(db).orderBy('correction.sent_at').limit(100)
  if (organisationId) query = query.where('correction.organisation_id', '=', organisationId)
  const rows = await query.execute()
  return rows.map((row) => ({ ...row, field: correctionField.parse(row.field) }))
}

export async function findCorrection(db: Database, id: string): Promise<Correction | null> {
  if (!z.uuid().safeParse(id).success) return null
  const row = await corrections(db).where('correction.id', '=', id).executeTakeFirst()
  return row ? { ...row, field: correctionField.parse(row.field) } : null
}

/** False when somebody decided meanwhile. */
export async function decideCorrection(
  tx: Database,
  id: string,
  decision: {
    readonly status: 'applied' | 'refused'
    readonly by: string
    readonly at: Date
    readonly reason: string
  },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('organisation_corrections')
    .set({
      status: decision.status,
      decided_by: decision.by,
      decided_at: decision.at,
      reason: decision.reason,
    })
    .where('id', '=', id)
    .where('status', '=', 'waiting')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export function isRecordField(field: Correctable): field is RecordField {
  return recordFields.some((each) => each === field)
}
