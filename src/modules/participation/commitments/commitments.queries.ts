import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import {
  type Commitment,
  type CommitmentKey,
  type CommitmentState,
  commitmentKinds,
  commitmentStates,
  type NewCommitment,
  stateOf,
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

/** Where each commitment of a process stands on that day, by what it is about. */
export async function listCommitmentStates(
  db: Database,
  processId: string,
  on: CalendarDate,
): Promise<ReadonlyMap<string, CommitmentState>> {
  const rows = await db
    .selectFrom('commitments')
    .select(columns)
    .where('process_id', '=', processId)
    .where('kind', '=', 'deadline')
    .execute()
  return new Map(rows.map(readCommitment).map((row) => [row.sourceId, stateOf(row, on)]))
}

export const pageSize = 50

export interface ListedCommitments {
  readonly processSlug?: string | undefined
  readonly state?: CommitmentState | undefined
  readonly after?: string | undefined
}

export interface CommitmentRow extends Commitment {
  readonly process: { readonly slug: string; readonly title: string } | null
}

/** One page of commitments: what is owed first, the longest overdue at the top; then what was delivered, the latest first. */
export async function listCommitments(
  db: Database,
  filter: ListedCommitments,
  on: CalendarDate,
): Promise<{ readonly rows: readonly CommitmentRow[]; readonly next: string | null }> {
  let query = db
    .selectFrom('commitments')
    .leftJoin('processes', 'processes.id', 'commitments.process_id')
    .select(columns.map((column) => `commitments.${column}` as const))
    .select(['processes.slug', 'processes.title'])
    .orderBy('due_on', isSettled(filter.state) ? 'desc' : 'asc')
    .orderBy('commitments.id', isSettled(filter.state) ? 'desc' : 'asc')
    .limit(pageSize + 1)
  if (filter.processSlug) query = query.where('processes.slug', '=', filter.processSlug)
  query = query.where(stateIs(filter.state, on))
  const key = readKey(filter.after)
  if (key)
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(
        refTuple('commitments.due_on', 'commitments.id'),
        isSettled(filter.state) ? '<' : '>',
        tuple(key[0], key[1]),
      ),
    )
  const found = await query.execute()
  const rows = found.slice(0, pageSize).map((row) => ({
    ...readCommitment(row),
    process: row.slug !== null && row.title !== null ? { slug: row.slug, title: row.title } : null,
  }))
  const last = rows.at(-1)
  return { rows, next: found.length > pageSize && last ? `${last.dueOn}_${last.id}` : null }
}

function isSettled(state: CommitmentState | undefined): boolean {
  return state === 'delivered' || state === 'delivered_late' || state === 'cancelled'
}

/** The state as the database knows it; without one, what is still owed. */
function stateIs(state: CommitmentState | undefined, on: CalendarDate) {
  const late = sql<boolean>`due_on < ${on}::date`
  const owed = sql<boolean>`delivered_on is null and cancelled_on is null`
  if (state === 'late') return sql<boolean>`${owed} and ${late}`
  if (state === 'due') return sql<boolean>`${owed} and not ${late}`
  if (state === 'delivered') return sql<boolean>`delivered_on <= due_on`
  if (state === 'delivered_late') return sql<boolean>`delivered_on > due_on`
  return state === 'cancelled' ? sql<boolean>`cancelled_on is not null` : owed
}

const counts = z.object({
  late: z.coerce.number(),
  due: z.coerce.number(),
  delivered: z.coerce.number(),
  delivered_late: z.coerce.number(),
  cancelled: z.coerce.number(),
})

/** How many commitments stand in each state, of a process or of the whole town. */
export async function countCommitments(
  db: Database,
  processSlug: string | undefined,
  on: CalendarDate,
): Promise<Readonly<Record<CommitmentState, number>>> {
  let query = db
    .selectFrom('commitments')
    .leftJoin('processes', 'processes.id', 'commitments.process_id')
    .select((of) =>
      commitmentStates.map((state) => of.fn.countAll().filterWhere(stateIs(state, on)).as(state)),
    )
  if (processSlug) query = query.where('processes.slug', '=', processSlug)
  return counts.parse(await query.executeTakeFirstOrThrow())
}

/** What that person answers for, late or due by that day, the longest overdue first. */
export async function listOwedBy(
  db: Database,
  accountId: string,
  until: CalendarDate,
): Promise<Commitment[]> {
  const rows = await owedUntil(db, until).where('responsible_id', '=', accountId).limit(pageSize).execute()
  return rows.map(readCommitment)
}

/** What somebody with an account answers for, late or due by that day. */
export async function listToRemind(
  db: Database,
  until: CalendarDate,
): Promise<(Commitment & { readonly responsibleId: string })[]> {
  const rows = await owedUntil(db, until).where('responsible_id', 'is not', null).execute()
  return rows
    .map(readCommitment)
    .flatMap((row) => (row.responsibleId === null ? [] : [{ ...row, responsibleId: row.responsibleId }]))
}

function owedUntil(db: Database, until: CalendarDate) {
  return db
    .selectFrom('commitments')
    .select(columns)
    .where('delivered_on', 'is', null)
    .where('cancelled_on', 'is', null)
    .where('due_on', '<=', until)
    .orderBy('due_on')
    .orderBy('id')
}

/** Processes that owe something, for the filter. */
export function listOwingProcesses(
  db: Database,
): Promise<{ readonly value: string; readonly label: string }[]> {
  return db
    .selectFrom('processes')
    .select(['slug as value', 'title as label'])
    .where(({ exists, selectFrom }) =>
      exists(selectFrom('commitments').select('commitments.id').whereRef('process_id', '=', 'processes.id')),
    )
    .orderBy('title')
    .execute()
}

/** `2026-10-31_<uuid>`; anything else starts the list at its beginning. */
function readKey(text: string | undefined): readonly [string, string] | null {
  const [due, id] = (text ?? '').split('_')
  return z.tuple([z.iso.date(), z.uuid()]).safeParse([due, id]).data ?? null
}

/** Names of commitments, for the journal. */
export async function listCommitmentNames(
  db: Database,
  ids: readonly string[],
): Promise<{ readonly id: string; readonly label: string; readonly path: string }[]> {
  return db.selectFrom('commitments').select(['id', 'label', 'path']).where('id', 'in', ids).execute()
}
