import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import { cents } from '#kernel/cents.ts'
import { dayOrNull, type Edited } from './parts.queries.ts'
import { deMinimisKinds, type Receipt, receiptKinds } from './record.rules.ts'

export interface OfUndertaking {
  readonly id: string
  readonly name: string
  readonly isAbsorbed: boolean
  readonly absorbedBy: string | null
}

/**
 * The organisations that are one undertaking with this one on that day, itself included: those that gave way to it, and
 * those that control each other, directly or through others (regulation (EU) 2023/2831, art. 2(2)).
 */
export async function listUndertaking(db: Database, id: string, on: CalendarDate): Promise<OfUndertaking[]> {
  const { rows } = await sql<{ id: string; name: string; merged_into: string | null }>`
    with recursive bound as (
      select organisation_id as one, other_id as other from organisation_ties
      where kind = 'controls' and coalesce(from_on, ${on}::date) <= ${on}::date and coalesce(to_on, ${on}::date) >= ${on}::date
      union all select id, merged_into from organisations where merged_into is not null
    ), both_ways as (select one, other from bound union all select other, one from bound),
    undertaking as (
      select ${id}::uuid as id
      union select both_ways.other from undertaking join both_ways on both_ways.one = undertaking.id
    )
    select o.id, o.name, o.merged_into from undertaking join organisations o using (id) order by o.name`.execute(
    db,
  )
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    isAbsorbed: row.merged_into !== null,
    absorbedBy: row.merged_into,
  }))
}

const receiptRow = z.object({
  kind: z.enum(receiptKinds),
  de_minimis: z.enum(deMinimisKinds),
})

/** What those organisations received, latest first; `id` is the one whose page it is for. */
export async function listReceipts(
  db: Database,
  id: string,
  undertaking: readonly OfUndertaking[],
): Promise<Receipt[]> {
  const names = new Map(
    undertaking
      .filter((each) => each.id !== id && each.absorbedBy !== id)
      .map((each) => [each.id, each.name]),
  )
  const rows = await db
    .selectFrom('grants')
    .leftJoin('file_imports', 'file_imports.id', 'grants.file_import_id')
    .select([
      'grants.id',
      'organisation_id',
      'grants.kind',
      'granted_on',
      'amount_cents',
      'subject',
      'act_reference',
      'de_minimis',
      'grantor',
      'paid_from',
      'paid_to',
      'payment_note',
      'file_imports.file_name as fileName',
      'source_kind',
    ])
    .where(
      'organisation_id',
      'in',
      undertaking.map((each) => each.id),
    )
    .orderBy(sql`granted_on desc nulls last`)
    .orderBy('file_line')
    .orderBy('grants.id')
    .execute()
  return rows.map((row) => {
    const { kind, de_minimis } = receiptRow.parse(row)
    return {
      id: row.id,
      kind,
      day: row.granted_on === null ? null : calendarDate(row.granted_on),
      amount: cents(row.amount_cents),
      subject: row.subject,
      actReference: row.act_reference,
      payment: { from: dayOrNull(row.paid_from), to: dayOrNull(row.paid_to), note: row.payment_note },
      deMinimis: de_minimis,
      grantor: row.grantor,
      origin: row.fileName ?? row.source_kind,
      of: names.get(row.organisation_id) ?? null,
      isOfFile: row.fileName !== null,
    }
  })
}

export interface ReceiptDraft {
  readonly kind: Receipt['kind']
  readonly day: CalendarDate
  readonly amount: number
  readonly subject: string
  readonly actReference: string
  readonly deMinimis: Receipt['deMinimis']
  readonly grantor: string
}

export interface ReceiptSource {
  readonly kind: string
  readonly id: string
}

/** Writes what an organisation received; null when that source was written already. */
export async function insertReceipt(
  tx: Database,
  organisationId: string,
  draft: ReceiptDraft,
  source: ReceiptSource | null = null,
): Promise<string | null> {
  const row = await tx
    .insertInto('grants')
    .values({
      organisation_id: organisationId,
      ...receiptColumns(draft),
      nature: '',
      beneficiary_name: '',
      beneficiary_number: '',
      source_kind: source?.kind ?? null,
      source_id: source?.id ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

function receiptColumns(draft: ReceiptDraft) {
  return {
    kind: draft.kind,
    granted_on: draft.day,
    amount_cents: draft.amount,
    subject: draft.subject,
    act_reference: draft.actReference,
    de_minimis: draft.deMinimis,
    grantor: draft.grantor,
  }
}

/** The receipt of that id, of that organisation, that somebody wrote by hand. */
function byHand(organisationId: string, id: string) {
  return sql<boolean>`id = ${id} and organisation_id = ${organisationId} and file_import_id is null and source_kind is null`
}

/** Rewrites one that somebody wrote by hand; lines of a file and of another module stay as they came. */
export async function updateReceipt(
  tx: Database,
  organisationId: string,
  { id, version }: Edited,
  draft: ReceiptDraft,
): Promise<boolean> {
  const result = await tx
    .updateTable('grants')
    .set({ ...receiptColumns(draft), version: version + 1 })
    .where('version', '=', version)
    .where(byHand(organisationId, id))
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function deleteReceipt(
  tx: Database,
  organisationId: string,
  { id, version }: Edited,
): Promise<boolean> {
  const result = await tx
    .deleteFrom('grants')
    .where('version', '=', version)
    .where(byHand(organisationId, id))
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

/** Says under which regulation a receipt comes, wherever it came from. */
export async function updateDeMinimis(
  tx: Database,
  organisationId: string,
  id: string,
  deMinimis: Receipt['deMinimis'],
): Promise<boolean> {
  const result = await tx
    .updateTable('grants')
    .set(({ eb }) => ({ de_minimis: deMinimis, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .where((eb) =>
      eb.or([
        eb('organisation_id', '=', organisationId),
        eb(
          'organisation_id',
          'in',
          eb.selectFrom('organisations').select('organisations.id').where('merged_into', '=', organisationId),
        ),
      ]),
    )
    .where('kind', 'not in', ['contract', 'declared'])
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function findReceipt(
  db: Database,
  organisationId: string,
  id: string,
): Promise<(ReceiptDraft & { readonly version: number }) | null> {
  if (!z.uuid().safeParse(id).success) return null
  const row = await db
    .selectFrom('grants')
    .select([
      'kind',
      'granted_on',
      'amount_cents',
      'subject',
      'act_reference',
      'de_minimis',
      'grantor',
      'version',
    ])
    .where(byHand(organisationId, id))
    .executeTakeFirst()
  if (!row || row.granted_on === null) return null
  const { kind, de_minimis } = receiptRow.parse(row)
  return {
    kind,
    day: calendarDate(row.granted_on),
    amount: cents(row.amount_cents),
    subject: row.subject,
    actReference: row.act_reference,
    deMinimis: de_minimis,
    grantor: row.grantor,
    version: row.version,
  }
}
