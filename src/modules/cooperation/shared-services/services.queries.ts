import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import { movingYears } from './movements.rules.ts'
import {
  legalForms,
  type ServiceDraft,
  type SharedService,
  serviceStatuses,
} from './shared-services.rules.ts'

const columns = [
  'id',
  'code',
  'title',
  'purpose',
  'legal_form',
  'measure_id',
  'baseline_year',
  'impact_sheet',
  'answer_days',
  'moving_year',
  'notice_months',
  'status',
  'starts_on',
  'ended_on',
  'version',
] as const

const dayOrNull = z
  .string()
  .nullable()
  .transform((text) => (text === null ? null : calendarDate(text)))

const serviceRow = z
  .object({
    id: z.string(),
    code: z.string(),
    title: z.string(),
    purpose: z.string(),
    legal_form: z.enum(legalForms),
    measure_id: z.string().nullable(),
    baseline_year: z.number(),
    impact_sheet: z.string(),
    answer_days: z.number(),
    moving_year: z.enum(movingYears),
    notice_months: z.number(),
    status: z.enum(serviceStatuses),
    starts_on: dayOrNull,
    ended_on: dayOrNull,
    version: z.number(),
  })
  .transform(
    (row): SharedService => ({
      id: row.id,
      code: row.code,
      title: row.title,
      purpose: row.purpose,
      legalForm: row.legal_form,
      measureId: row.measure_id,
      baselineYear: row.baseline_year,
      impactSheet: row.impact_sheet,
      answerDays: row.answer_days,
      movingYear: row.moving_year,
      noticeMonths: row.notice_months,
      status: row.status,
      startsOn: row.starts_on,
      endedOn: row.ended_on,
      version: row.version,
    }),
  )

export async function findService(db: Database, code: string): Promise<SharedService | null> {
  const row = await db
    .selectFrom('shared_services')
    .select(columns)
    .where('code', '=', code)
    .executeTakeFirst()
  return row ? serviceRow.parse(row) : null
}

/** The service, locked until the end of the transaction: who issues a statement waits for lines under way, and they for it. */
export async function lockService(
  tx: Database,
  code: string,
  how: 'change' | 'add' = 'change',
): Promise<SharedService | null> {
  const query = tx.selectFrom('shared_services').select(columns).where('code', '=', code)
  const row = await (how === 'change' ? query.forUpdate() : query.forShare()).executeTakeFirst()
  return row ? serviceRow.parse(row) : null
}

export async function listServices(db: Database): Promise<SharedService[]> {
  const rows = await db.selectFrom('shared_services').select(columns).orderBy('title').orderBy('id').execute()
  return rows.map((row) => serviceRow.parse(row))
}

/** Services of those ids, for the journal. */
export async function listServicesById(db: Database, ids: readonly string[]): Promise<SharedService[]> {
  const rows = await db.selectFrom('shared_services').select(columns).where('id', 'in', ids).execute()
  return rows.map((row) => serviceRow.parse(row))
}

/** Parties whose officer that account is on that day, over all services. */
export async function listOfficerParties(
  db: Database,
  accountId: string,
  on: CalendarDate,
): Promise<Set<string>> {
  const rows = await db
    .selectFrom('shared_service_officers')
    .select('party_id')
    .where('account_id', '=', accountId)
    .where('starts_on', '<=', on)
    .where((or) => or.or([or('ends_on', 'is', null), or('ends_on', '>=', on)]))
    .execute()
  return new Set(rows.map((row) => row.party_id))
}

export async function insertService(tx: Database, code: string, draft: ServiceDraft): Promise<string> {
  const { id } = await tx
    .insertInto('shared_services')
    .values({ code, ...columnsOf(draft) })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Writes the service if nobody did since that version; answers whether it did. */
export async function updateService(
  tx: Database,
  id: string,
  version: number,
  draft: ServiceDraft,
): Promise<boolean> {
  const result = await tx
    .updateTable('shared_services')
    .set({ ...columnsOf(draft), version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function startService(tx: Database, id: string, on: CalendarDate): Promise<void> {
  await tx
    .updateTable('shared_services')
    .set({ status: 'running', starts_on: on, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()
}

export async function endService(tx: Database, id: string, on: CalendarDate): Promise<void> {
  await tx
    .updateTable('shared_services')
    .set({ status: 'ended', ended_on: on, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()
}

function columnsOf(draft: ServiceDraft) {
  return {
    title: draft.title,
    purpose: draft.purpose,
    legal_form: draft.legalForm,
    measure_id: draft.measureId,
    baseline_year: draft.baselineYear,
    impact_sheet: draft.impactSheet,
    answer_days: draft.answerDays,
    moving_year: draft.movingYear,
    notice_months: draft.noticeMonths,
  }
}
