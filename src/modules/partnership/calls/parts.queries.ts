import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import type { CheckedFile } from '#infra/received-files.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import type { KeptFile, PieceRequest } from './applications.rules.ts'

// What hangs on an application: files, requests for pieces, invitations.

const fileRow = z.object({
  id: z.string(),
  field: z.string(),
  name: z.string(),
  mediaType: z.string(),
  size: z.number(),
  scan: z.enum(['clean', 'not_scanned']),
}) satisfies z.ZodType<KeptFile>

export async function listFiles(db: Database, applicationId: string): Promise<KeptFile[]> {
  const rows = await db
    .selectFrom('application_files')
    .select(['id', 'field', 'name', 'media_type as mediaType', 'size_bytes as size', 'scan'])
    .where('application_id', '=', applicationId)
    .orderBy('added_at')
    .orderBy('name')
    .execute()
  return rows.map((row) => fileRow.parse(row))
}

export async function findFile(
  db: Database,
  applicationId: string,
  id: string,
): Promise<{ readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array } | null> {
  if (!z.uuid().safeParse(id).success) return null
  const row = await db
    .selectFrom('application_files')
    .select(['name', 'media_type as mediaType', 'bytes'])
    .where('application_id', '=', applicationId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/** Keeps a file; of a question's field, it takes the place of the one before. */
export async function insertFile(
  tx: Database,
  applicationId: string,
  place: { readonly field: string; readonly pieceRequestId: string | null; readonly at: Date },
  file: CheckedFile,
): Promise<void> {
  if (place.pieceRequestId === null)
    await tx
      .deleteFrom('application_files')
      .where('application_id', '=', applicationId)
      .where('field', '=', place.field)
      .execute()
  await tx
    .insertInto('application_files')
    .values({
      id: randomUUID(),
      application_id: applicationId,
      field: place.field,
      piece_request_id: place.pieceRequestId,
      name: file.name,
      media_type: file.type.mediaType,
      size_bytes: file.bytes.length,
      digest: file.digest,
      scan: file.scan,
      bytes: Buffer.from(file.bytes),
      added_at: place.at,
    })
    .execute()
}

export async function deleteFile(tx: Database, applicationId: string, id: string): Promise<void> {
  if (!z.uuid().safeParse(id).success) return
  await tx
    .deleteFrom('application_files')
    .where('application_id', '=', applicationId)
    .where('id', '=', id)
    .execute()
}

export async function insertInvitation(
  tx: Database,
  applicationId: string,
  invitation: { readonly email: string; readonly asHolder: boolean; readonly at: Date },
): Promise<void> {
  const { email, asHolder, at } = invitation
  await tx
    .insertInto('application_invitations')
    .values({ application_id: applicationId, email, as_holder: asHolder, invited_at: at })
    .onConflict((conflict) =>
      conflict.columns(['application_id', 'email']).doUpdateSet({ as_holder: asHolder, invited_at: at }),
    )
    .execute()
}

export async function listInvitations(
  db: Database,
  applicationId: string,
): Promise<{ email: string; asHolder: boolean }[]> {
  return db
    .selectFrom('application_invitations')
    .select(['email', 'as_holder as asHolder'])
    .where('application_id', '=', applicationId)
    .orderBy('email')
    .execute()
}

export interface WaitingInvitation {
  readonly applicationId: string
  readonly title: string
  readonly callTitle: string
  readonly asHolder: boolean
}

/** Invitations that wait for the person with that address. */
export async function listInvitationsTo(db: Database, email: string): Promise<WaitingInvitation[]> {
  return db
    .selectFrom('application_invitations')
    .innerJoin('applications', 'applications.id', 'application_invitations.application_id')
    .innerJoin('calls', 'calls.id', 'applications.call_id')
    .select([
      'applications.id as applicationId',
      'applications.title',
      'calls.title as callTitle',
      'as_holder as asHolder',
    ])
    .where('email', '=', email.toLowerCase())
    .orderBy('invited_at')
    .execute()
}

/** Takes the invitation away; answers what it was, null when there is none. */
export async function takeInvitation(
  tx: Database,
  applicationId: string,
  email: string,
): Promise<{ asHolder: boolean } | null> {
  if (!z.uuid().safeParse(applicationId).success) return null
  const row = await tx
    .deleteFrom('application_invitations')
    .where('application_id', '=', applicationId)
    .where('email', '=', email.toLowerCase())
    .returning('as_holder')
    .executeTakeFirst()
  return row ? { asHolder: row.as_holder } : null
}

export async function addWriter(
  tx: Database,
  applicationId: string,
  accountId: string,
  isHolder: boolean,
): Promise<void> {
  if (isHolder)
    await tx
      .updateTable('application_people')
      .set({ is_holder: false })
      .where('application_id', '=', applicationId)
      .execute()
  await tx
    .insertInto('application_people')
    .values({ application_id: applicationId, account_id: accountId, is_holder: isHolder })
    .onConflict((conflict) =>
      conflict
        .columns(['application_id', 'account_id'])
        .doUpdateSet(isHolder ? { is_holder: true } : { account_id: accountId }),
    )
    .execute()
}

const requestRow = z.object({
  id: z.string(),
  items: z.string(),
  askedOn: z.string().transform(calendarDate),
  answerBy: z.string().transform(calendarDate),
  answeredOn: z.string().transform(calendarDate).nullable(),
  answer: z.string(),
})

export async function listRequests(db: Database, applicationId: string): Promise<PieceRequest[]> {
  const rows = await db
    .selectFrom('piece_requests')
    .select([
      'id',
      'items',
      'asked_on as askedOn',
      'answer_by as answerBy',
      'answered_on as answeredOn',
      'answer',
    ])
    .where('application_id', '=', applicationId)
    .orderBy('asked_on')
    .execute()
  return rows.map((row) => requestRow.parse(row))
}

/** Requests of every application of a call, by application. */
export async function listRequestsOfCall(
  db: Database,
  callId: string,
): Promise<ReadonlyMap<string, PieceRequest[]>> {
  const rows = await db
    .selectFrom('piece_requests')
    .innerJoin('applications', 'applications.id', 'piece_requests.application_id')
    .select([
      'piece_requests.application_id as applicationId',
      'piece_requests.id',
      'items',
      'asked_on as askedOn',
      'answer_by as answerBy',
      'answered_on as answeredOn',
      'answer',
    ])
    .where('applications.call_id', '=', callId)
    .orderBy('asked_on')
    .execute()
  return Map.groupBy(
    rows.map((row) => ({ ...requestRow.parse(row), applicationId: row.applicationId })),
    ({ applicationId }) => applicationId,
  )
}

export async function insertRequest(
  tx: Database,
  applicationId: string,
  request: Pick<PieceRequest, 'items' | 'askedOn' | 'answerBy'>,
): Promise<void> {
  await tx
    .insertInto('piece_requests')
    .values({
      application_id: applicationId,
      items: request.items,
      asked_on: request.askedOn,
      answer_by: request.answerBy,
    })
    .execute()
}

/** Writes the answer to the request that is open; answers its id, null when none is. */
export async function answerRequest(
  tx: Database,
  applicationId: string,
  answer: { readonly text: string; readonly on: CalendarDate },
): Promise<string | null> {
  const row = await tx
    .updateTable('piece_requests')
    .set({ answered_on: answer.on, answer: answer.text })
    .where('application_id', '=', applicationId)
    .where('answered_on', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}
