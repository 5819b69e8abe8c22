import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import {
  type Commitment,
  type CommitmentKey,
  commitmentKinds,
  type NewCommitment,
} from './commitments.rules.ts'

const columns = [
  'id',
  'kind',
  'source_kind',
  'source_id',
  'label',
  'path',
  'responsible',
  'responsible_id',
  'due_on',
  'process_id',
  'promised_on',
  'delivered_on',
  'late_reason',
  'cancelled_on',
  'cancelled_reason',
] as const

/** Writes the commitment; answers false when the same object already has one of that kind. */
export async function insertCommitment(
  tx: Database,
  commitment: NewCommitment,
  promisedOn: CalendarDate,
): Promise<boolean> {
  const row = await tx
    .insertInto('commitments')
    .values({
      id: randomUUID(),
      kind: commitment.kind,
      source_kind: commitment.sourceKind,
      source_id: commitment.sourceId,
      label: commitment.label,
      path: commitment.path,
      responsible: commitment.responsible,
      responsible_id: commitment.responsibleId ?? null,
      due_on: commitment.dueOn,
      process_id: commitment.processId,
      promised_on: promisedOn,
    })
    .onConflict((conflict) => conflict.columns(['source_kind', 'source_id', 'kind']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** The commitment, locked until the end of the transaction; null when nothing was promised. */
export async function lockCommitment(tx: Database, key: CommitmentKey): Promise<Commitment | null> {
  const row = await tx
    .selectFrom('commitments')
    .select(columns)
    .where('source_kind', '=', key.sourceKind)
    .where('source_id', '=', key.sourceId)
    .where('kind', '=', key.kind)
    .forUpdate()
    .executeTakeFirst()
  return row ? readCommitment(row) : null
}

export async function updateDelivered(
  tx: Database,
  id: string,
  on: CalendarDate,
  lateReason: string,
): Promise<void> {
  await tx
    .updateTable('commitments')
    .set({ delivered_on: on, late_reason: lateReason })
    .where('id', '=', id)
    .execute()
}

export async function updateCancelled(
  tx: Database,
  id: string,
  on: CalendarDate,
  reason: string,
): Promise<void> {
  await tx
    .updateTable('commitments')
    .set({ cancelled_on: on, cancelled_reason: reason })
    .where('id', '=', id)
    .execute()
}

const day = z.string().transform(calendarDate)
const commitmentRow = z.object({
  id: z.string(),
  kind: z.enum(commitmentKinds),
  source_kind: z.string(),
  source_id: z.string(),
  label: z.string(),
  path: z.string(),
  responsible: z.string(),
  responsible_id: z.string().nullable(),
  due_on: day,
  process_id: z.string().nullable(),
  promised_on: day,
  delivered_on: day.nullable(),
  late_reason: z.string(),
  cancelled_on: day.nullable(),
  cancelled_reason: z.string(),
})

function readCommitment(input: unknown): Commitment {
  const row = commitmentRow.parse(input)
  return {
    id: row.id,
    kind: row.kind,
    sourceKind: row.source_kind,
    sourceId: row.source_id,
    label: row.label,
    path: row.path,
    responsible: row.responsible,
    responsibleId: row.responsible_id,
    dueOn: row.due_on,
    processId: row.process_id,
    promisedOn: row.promised_on,
    deliveredOn: row.delivered_on,
    lateReason: row.late_reason,
    cancelledOn: row.cancelled_on,
    cancelledReason: row.cancelled_reason,
  }
}
