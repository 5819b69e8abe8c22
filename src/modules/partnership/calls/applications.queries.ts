import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { calendarDate } from '#kernel/calendar-date.ts'
import {
  type Application,
  type ApplicationStatus,
  applicationStatuses,
  type Dossier,
  type Writer,
} from './applications.rules.ts'
import { applicantKinds } from './calls.rules.ts'
import { questionKinds } from './form.rules.ts'

const line = z.object({ label: z.string(), cents: z.number() })
const day = z.string().transform(calendarDate)

const dossierShape = z.object({
  organisation: z.object({
    name: z.string(),
    kind: z.enum(applicantKinds),
    siret: z.string(),
    rna: z.string(),
    address: z.string(),
    signatory: z.string(),
    signatoryTitle: z.string(),
  }),
  project: z.object({ title: z.string(), summary: z.string(), startsOn: day, endsOn: day }),
  requestedCents: z.number(),
  budget: z.object({
    expenses: z.array(line),
    income: z.array(line),
    volunteering: z.array(line.extend({ hours: z.number(), rateCents: z.number() })),
  }),
  isEconomic: z.boolean(),
  aids: z.array(z.object({ grantedOn: day, cents: z.number() })),
  answers: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      kind: z.enum(questionKinds),
      repeat: z.number().nullable(),
      value: z.string(),
    }),
  ),
})

export const applicationColumns = [
  'id',
  'call_id',
  'number',
  'organisation_id',
  'form_version',
  'typed',
  'dossier',
  'title',
  'applicant_name',
  'requested_cents',
  'status',
  'received_at',
  'reasons',
  'version',
] as const

const applicationRow = z
  .object({
    id: z.string(),
    call_id: z.string(),
    number: z.number().nullable(),
    organisation_id: z.string().nullable(),
    form_version: z.number(),
    typed: z.record(z.string(), z.string()),
    dossier: dossierShape.nullable(),
    title: z.string(),
    applicant_name: z.string(),
    requested_cents: z.number().nullable(),
    status: z.enum(applicationStatuses),
    received_at: z.date().nullable(),
    reasons: z.string(),
    version: z.number(),
  })
  .transform(
    (row): Application => ({
      id: row.id,
      callId: row.call_id,
      number: row.number,
      organisationId: row.organisation_id,
      formVersion: row.form_version,
      typed: row.typed,
      dossier: row.dossier,
      title: row.title,
      applicantName: row.applicant_name,
      requestedCents: row.requested_cents,
      status: row.status,
      receivedAt: row.received_at,
      reasons: row.reasons,
      version: row.version,
    }),
  )

export async function findApplication(db: Database, callId: string, id: string): Promise<Application | null> {
  if (!z.uuid().safeParse(id).success) return null
  const row = await db
    .selectFrom('applications')
    .select(applicationColumns)
    .where('id', '=', id)
    .where('call_id', '=', callId)
    .executeTakeFirst()
  return row ? applicationRow.parse(row) : null
}

/** The application, locked until the end of the transaction. */
export async function lockApplication(tx: Database, id: string): Promise<Application | null> {
  if (!z.uuid().safeParse(id).success) return null
  const row = await tx
    .selectFrom('applications')
    .select(applicationColumns)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ? applicationRow.parse(row) : null
}

/** Applications of a call that were received, in the order of receipt. */
export async function listReceived(db: Database, callId: string): Promise<Application[]> {
  const rows = await db
    .selectFrom('applications')
    .select(applicationColumns)
    .where('call_id', '=', callId)
    .where('received_at', 'is not', null)
    .orderBy('number')
    .execute()
  return rows.map((row) => applicationRow.parse(row))
}

export async function listWriters(db: Database, applicationId: string): Promise<Writer[]> {
  return db
    .selectFrom('application_people')
    .innerJoin('accounts', 'accounts.id', 'application_people.account_id')
    .select(['accounts.id as accountId', 'accounts.name', 'accounts.email', 'is_holder as isHolder'])
    .where('application_id', '=', applicationId)
    .orderBy('is_holder', 'desc')
    .orderBy('accounts.name')
    .execute()
}

export async function insertApplication(
  tx: Database,
  draft: {
    readonly callId: string
    readonly formVersion: number
    readonly organisationId: string | null
    readonly typed: Readonly<Record<string, string>>
    readonly holderId: string
    readonly at: Date
  },
): Promise<string> {
  const id = randomUUID()
  await tx
    .insertInto('applications')
    .values({
      id,
      call_id: draft.callId,
      form_version: draft.formVersion,
      organisation_id: draft.organisationId,
      typed: JSON.stringify(draft.typed),
      title: draft.typed.titre ?? '',
      applicant_name: draft.typed.organisme ?? '',
      created_at: draft.at,
    })
    .execute()
  await tx
    .insertInto('application_people')
    .values({ application_id: id, account_id: draft.holderId, is_holder: true })
    .execute()
  return id
}

/** Keeps what was typed, if nobody else did since that version; answers whether it did. */
export async function updateTyped(
  tx: Database,
  id: string,
  version: number,
  draft: { readonly typed: Readonly<Record<string, string>>; readonly formVersion: number },
): Promise<boolean> {
  const result = await tx
    .updateTable('applications')
    .set({
      typed: JSON.stringify(draft.typed),
      form_version: draft.formVersion,
      title: (draft.typed.titre ?? '').slice(0, 200),
      applicant_name: (draft.typed.organisme ?? '').slice(0, 200),
      version: version + 1,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .where('status', '=', 'draft')
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function updateOrganisation(tx: Database, id: string, organisationId: string): Promise<void> {
  await tx.updateTable('applications').set({ organisation_id: organisationId }).where('id', '=', id).execute()
}

export async function deleteDraft(tx: Database, id: string): Promise<void> {
  await tx.deleteFrom('applications').where('id', '=', id).where('status', '=', 'draft').execute()
}

/** The clock of the database, which every process of the town shares. */
export async function readDatabaseClock(db: Database): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db)
  const [row] = rows
  if (!row) throw new Error('impossible: the database has no clock')
  return row.now
}

/**
 * The next number of a call that receives at that instant; null when it does not: not published, not begun, or closed. The row
 * stays locked, so that numbers have neither gap nor double.
 */
export async function takeNumber(tx: Database, callId: string, at: Date): Promise<number | null> {
  const row = await tx
    .updateTable('calls')
    .set({ last_number: sql`last_number + 1` })
    .where('id', '=', callId)
    .where('status', '=', 'open')
    .where('opens_at', '<=', at)
    .where('closes_at', '>=', at)
    .returning('last_number')
    .executeTakeFirst()
  return row?.last_number ?? null
}

export async function receiveApplication(
  tx: Database,
  id: string,
  received: {
    readonly number: number
    readonly at: Date
    readonly dossier: Dossier
    readonly organisationId: string | null
  },
): Promise<void> {
  const { dossier } = received
  await tx
    .updateTable('applications')
    .set({
      status: 'submitted',
      number: received.number,
      received_at: received.at,
      dossier: JSON.stringify(dossier),
      organisation_id: received.organisationId,
      title: dossier.project.title,
      applicant_name: dossier.organisation.name,
      requested_cents: dossier.requestedCents,
      version: sql`version + 1`,
    })
    .where('id', '=', id)
    .execute()
}

export interface ReceivedRow {
  readonly id: string
  readonly number: number
  readonly formVersion: number
  readonly organisationId: string | null
  readonly typed: Readonly<Record<string, string>>
  readonly dossier: Dossier
  readonly status: ApplicationStatus
  readonly receivedAt: Date
  readonly reasons: string
}

/** Writes applications that were received on paper, all at once. */
export async function insertReceived(
  tx: Database,
  callId: string,
  rows: readonly ReceivedRow[],
): Promise<void> {
  if (rows.length === 0) return
  await tx
    .insertInto('applications')
    .values(
      rows.map((row) => ({
        id: row.id,
        call_id: callId,
        number: row.number,
        organisation_id: row.organisationId,
        form_version: row.formVersion,
        typed: JSON.stringify(row.typed),
        dossier: JSON.stringify(row.dossier),
        title: row.dossier.project.title,
        applicant_name: row.dossier.organisation.name,
        requested_cents: row.dossier.requestedCents,
        status: row.status,
        received_at: row.receivedAt,
        reasons: row.reasons,
        created_at: row.receivedAt,
      })),
    )
    .execute()
  await tx.updateTable('calls').set({ last_number: rows.length }).where('id', '=', callId).execute()
}

export async function updateApplicationStatus(
  tx: Database,
  id: string,
  from: readonly ApplicationStatus[],
  to: ApplicationStatus,
  reasons = '',
): Promise<boolean> {
  const result = await tx
    .updateTable('applications')
    .set({ status: to, reasons, version: sql`version + 1` })
    .where('id', '=', id)
    .where('status', 'in', from)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export interface EventToKeep {
  readonly applicationId: string
  readonly at: Date
  readonly actorId: string | null
  readonly actorName: string
  readonly event: string
  readonly note: string
}

export async function insertEvents(tx: Database, events: readonly EventToKeep[]): Promise<void> {
  if (events.length === 0) return
  await tx
    .insertInto('application_events')
    .values(
      events.map((each) => ({
        application_id: each.applicationId,
        happened_at: each.at,
        actor_id: each.actorId,
        actor_name: each.actorName,
        event: each.event,
        note: each.note,
      })),
    )
    .execute()
}

/** How many applications a call has received. */
export async function countReceived(db: Database, callId: string): Promise<number> {
  const row = await db
    .selectFrom('applications')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('call_id', '=', callId)
    .where('received_at', 'is not', null)
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}

export interface KeptEvent {
  readonly at: Date
  readonly actorName: string
  readonly event: string
  readonly note: string
}

export async function listEvents(db: Database, applicationId: string): Promise<KeptEvent[]> {
  return db
    .selectFrom('application_events')
    .select(['happened_at as at', 'actor_name as actorName', 'event', 'note'])
    .where('application_id', '=', applicationId)
    .orderBy('id')
    .execute()
}
