import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { calendarDate } from '#kernel/calendar-date.ts'
import { engagementLevels } from '#kernel/engagement.ts'
import {
  applicantKinds,
  type Call,
  type CallRules,
  type CallStatus,
  type Criterion,
  callStatuses,
  type Envelope,
  type Juror,
  type Offer,
  tieRules,
} from './calls.rules.ts'

const callColumns = [
  'id',
  'code',
  'title',
  'summary',
  'rules_text',
  'legal_basis',
  'applicants',
  'engagement',
  'measure_id',
  'rules_deliberation_id',
  'cloned_from',
  'opens_at',
  'closes_at',
  'answer_on',
  'readers_per_file',
  'tie_rule',
  'instalments',
  'contact',
  'legal_facts',
  'legal_checked_on',
  'agreement_template',
  'status',
  'version',
] as const

const callRow = z
  .object({
    id: z.string(),
    code: z.string(),
    title: z.string(),
    summary: z.string(),
    rules_text: z.string(),
    legal_basis: z.string(),
    applicants: z.array(z.enum(applicantKinds)),
    engagement: z.enum(engagementLevels),
    measure_id: z.string().nullable(),
    rules_deliberation_id: z.string().nullable(),
    cloned_from: z.string().nullable(),
    opens_at: z.date(),
    closes_at: z.date(),
    answer_on: z.string().transform(calendarDate),
    readers_per_file: z.number().nullable(),
    tie_rule: z.enum(tieRules),
    instalments: z.array(z.number()),
    contact: z.string(),
    legal_facts: z.record(z.string(), z.unknown()).nullable(),
    legal_checked_on: z.string().transform(calendarDate).nullable(),
    agreement_template: z.string(),
    status: z.enum(callStatuses),
    version: z.number(),
  })
  .transform(
    (row): Call => ({
      id: row.id,
      code: row.code,
      title: row.title,
      summary: row.summary,
      rulesText: row.rules_text,
      legalBasis: row.legal_basis,
      applicants: row.applicants,
      engagement: row.engagement,
      measureId: row.measure_id,
      rulesDeliberationId: row.rules_deliberation_id,
      clonedFrom: row.cloned_from,
      opensAt: row.opens_at,
      closesAt: row.closes_at,
      answerOn: row.answer_on,
      readersPerFile: row.readers_per_file,
      tieRule: row.tie_rule,
      instalments: row.instalments,
      contact: row.contact,
      legalFacts: row.legal_facts,
      legalCheckedOn: row.legal_checked_on,
      agreementTemplate: row.agreement_template,
      status: row.status,
      version: row.version,
    }),
  )

export async function findCall(db: Database, code: string): Promise<Call | null> {
  const row = await db.selectFrom('calls').select(callColumns).where('code', '=', code).executeTakeFirst()
  return row ? callRow.parse(row) : null
}

export async function findCallById(db: Database, id: string): Promise<Call | null> {
  const row = await db.selectFrom('calls').select(callColumns).where('id', '=', id).executeTakeFirst()
  return row ? callRow.parse(row) : null
}

/** The call, locked until the end of the transaction: acts on it go one after the other. */
export async function lockCall(tx: Database, code: string): Promise<Call | null> {
  const row = await tx
    .selectFrom('calls')
    .select(callColumns)
    .where('code', '=', code)
    .forUpdate()
    .executeTakeFirst()
  return row ? callRow.parse(row) : null
}

export async function offerOf(db: Database, call: Call): Promise<Offer> {
  const [criteria, envelopes, jurors] = await Promise.all([
    listCriteria(db, call.id),
    listEnvelopes(db, call.id),
    listJurors(db, call.id),
  ])
  return { call, criteria, envelopes, jurors }
}

export const pageSize = 30

export interface CallRow {
  readonly call: Call
  readonly envelopeCents: number
  readonly received: number
}

/** One page of the list, latest closing first. `after` is what the page before answered as `next`. */
export async function listCalls(
  db: Database,
  filter: { readonly withDrafts: boolean; readonly after: string | undefined },
): Promise<{ rows: CallRow[]; next: string | null }> {
  let query = db
    .selectFrom('calls')
    .select((of) => [
      ...callColumns,
      of
        .selectFrom('call_envelopes')
        .select((each) => each.fn.coalesce(each.fn.sum<number>('amount_cents'), sql<number>`0`).as('sum'))
        .whereRef('call_id', '=', 'calls.id')
        .as('envelope_cents'),
      of
        .selectFrom('applications')
        .select((each) => each.fn.countAll<number>().as('count'))
        .whereRef('call_id', '=', 'calls.id')
        .where('received_at', 'is not', null)
        .as('received'),
    ])
    .orderBy('closes_at', 'desc')
    .orderBy('id', 'desc')
    .limit(pageSize + 1)
  if (!filter.withDrafts) query = query.where('status', '<>', 'draft')
  const [instant, id] = (filter.after ?? '').split('_')
  if (z.iso.datetime().safeParse(instant).success && z.uuid().safeParse(id).success)
    query = query.where(sql<boolean>`(closes_at, id) < (${instant}::timestamptz, ${id}::uuid)`)
  const rows = (await query.execute()).map((row) => ({
    call: callRow.parse(row),
    envelopeCents: Number(row.envelope_cents ?? 0),
    received: Number(row.received ?? 0),
  }))
  const shown = rows.slice(0, pageSize)
  const last = shown.at(-1)?.call
  return {
    rows: shown,
    next: rows.length > pageSize && last ? `${last.closesAt.toISOString()}_${last.id}` : null,
  }
}

export async function insertCall(
  tx: Database,
  code: string,
  rules: CallRules,
  clonedFrom: string | null = null,
): Promise<string> {
  const id = randomUUID()
  await tx
    .insertInto('calls')
    .values({ id, code, ...columnsOf(rules), cloned_from: clonedFrom })
    .execute()
  return id
}

/** Writes the call if nobody did since that version; answers whether it did. */
export async function updateCall(
  tx: Database,
  id: string,
  version: number,
  rules: CallRules,
): Promise<boolean> {
  const result = await tx
    .updateTable('calls')
    .set({ ...columnsOf(rules), version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

function columnsOf(rules: CallRules) {
  return {
    title: rules.title,
    summary: rules.summary,
    rules_text: rules.rulesText,
    legal_basis: rules.legalBasis,
    applicants: [...rules.applicants],
    engagement: rules.engagement,
    measure_id: rules.measureId,
    rules_deliberation_id: rules.rulesDeliberationId,
    opens_at: rules.opensAt,
    closes_at: rules.closesAt,
    answer_on: rules.answerOn,
    readers_per_file: rules.readersPerFile,
    tie_rule: rules.tieRule,
    instalments: [...rules.instalments],
    contact: rules.contact,
  }
}

export async function raiseVersion(tx: Database, id: string): Promise<void> {
  await tx.updateTable('calls').set({ version: sql`version + 1` }).where('id', '=', id).execute()
}

export async function updateCallStatus(
  tx: Database,
  id: string,
  from: CallStatus,
  to: CallStatus,
): Promise<boolean> {
  const result = await tx
    .updateTable('calls')
    .set({ status: to, version: sql`version + 1` })
    .where('id', '=', id)
    .where('status', '=', from)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function updateLegalFacts(
  tx: Database,
  id: string,
  facts: Readonly<Record<string, unknown>>,
  on: string,
): Promise<void> {
  await tx
    .updateTable('calls')
    .set({ legal_facts: JSON.stringify(facts), legal_checked_on: on, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()
}

export async function updateTemplate(db: Database, id: string, template: string): Promise<void> {
  await db.updateTable('calls').set({ agreement_template: template }).where('id', '=', id).execute()
}

async function listCriteria(db: Database, callId: string): Promise<Criterion[]> {
  return db
    .selectFrom('call_criteria')
    .select(['number', 'label', 'weight', 'scale', 'highest'])
    .where('call_id', '=', callId)
    .orderBy('number')
    .execute()
}

async function listEnvelopes(db: Database, callId: string): Promise<Envelope[]> {
  return db
    .selectFrom('call_envelopes')
    .select(['number', 'label', 'amount_cents as cents'])
    .where('call_id', '=', callId)
    .orderBy('number')
    .execute()
}

export async function listJurors(db: Database, callId: string): Promise<Juror[]> {
  return db
    .selectFrom('call_jurors')
    .innerJoin('accounts', 'accounts.id', 'call_jurors.account_id')
    .select(['call_jurors.account_id as accountId', 'accounts.name', 'is_chair as isChair'])
    .where('call_id', '=', callId)
    .orderBy('is_chair', 'desc')
    .orderBy('accounts.name')
    .execute()
}

export async function replaceGrid(
  tx: Database,
  callId: string,
  criteria: readonly Criterion[],
  envelopes: readonly Envelope[],
): Promise<void> {
  await tx.deleteFrom('call_criteria').where('call_id', '=', callId).execute()
  await tx.deleteFrom('call_envelopes').where('call_id', '=', callId).execute()
  if (criteria.length > 0)
    await tx
      .insertInto('call_criteria')
      .values(criteria.map((criterion) => ({ call_id: callId, ...criterion })))
      .execute()
  if (envelopes.length > 0)
    await tx
      .insertInto('call_envelopes')
      .values(
        envelopes.map(({ number, label, cents }) => ({
          call_id: callId,
          number,
          label,
          amount_cents: cents,
        })),
      )
      .execute()
}

export async function replaceJurors(
  tx: Database,
  callId: string,
  jurors: readonly Pick<Juror, 'accountId' | 'isChair'>[],
): Promise<void> {
  await tx.deleteFrom('call_jurors').where('call_id', '=', callId).execute()
  if (jurors.length > 0)
    await tx
      .insertInto('call_jurors')
      .values(
        jurors.map(({ accountId, isChair }) => ({
          call_id: callId,
          account_id: accountId,
          is_chair: isChair,
        })),
      )
      .execute()
}

/** Which of those are accounts. */
export async function keepAccounts(db: Database, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await db.selectFrom('accounts').select('id').where('id', 'in', ids).execute()
  return rows.map((row) => row.id)
}

const nameRow = z.object({
  id: z.string(),
  code: z.string(),
  title: z.string(),
  status: z.enum(callStatuses),
})

export async function listCallNames(db: Database, ids: readonly string[]) {
  const rows = await db
    .selectFrom('calls')
    .select(['id', 'code', 'title', 'status'])
    .where('id', 'in', ids)
    .execute()
  return rows.map((row) => nameRow.parse(row))
}
