import { sql } from 'kysely'
import type { Database } from './database.ts'
import type { Message } from './mail.ts'

/** A message that waits in the outbox. */
export interface WaitingMessage extends Message {
  readonly id: number
}

/** How many times the SMTP server is asked to take a message: about two days with the pauses below. */
const mostTries = 12

/** Keeps a message; answers its number. `nextTryAt` is when the job of the outbox may hand it over. */
export async function insertMessage(db: Database, message: Message, nextTryAt: Date | null): Promise<number> {
  const { id } = await db
    .insertInto('outbox')
    .values({
      recipient: message.to,
      subject: message.subject,
      body_text: message.text,
      headers: JSON.stringify(message.headers ?? {}),
      next_try_at: nextTryAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** A body that was sent is not kept: it may hold a sign-in link. */
export async function markSent(db: Database, id: number, at: Date): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ sent_at: at, last_error: null, body_text: '' })
    .where('id', '=', id)
    .execute()
}

export async function markRefused(db: Database, id: number, error: string): Promise<void> {
  await db.updateTable('outbox').set({ last_error: error }).where('id', '=', id).execute()
}

/**
 * Takes up to `size` messages that are due, oldest first, and puts off their next try (5 min, 10, 20 … 8 h), so that two
 * processes never take the same one and a crash only delays it.
 */
export async function takeDueMessages(db: Database, now: Date, size: number): Promise<WaitingMessage[]> {
  const { rows } = await sql<{
    id: number
    recipient: string
    subject: string
    body_text: string
    headers: Record<string, string>
  }>`
    update outbox
    set tries = tries + 1,
        next_try_at = ${now}::timestamptz + least(interval '5 minutes' * power(2, tries), interval '8 hours')
    where id in (
      select id from outbox
      where sent_at is null and tries < ${mostTries} and coalesce(next_try_at, written_at) <= ${now}::timestamptz
      order by id limit ${size}
      for update skip locked)
    returning id, recipient, subject, body_text, headers`.execute(db)
  return rows
    .toSorted((one, other) => one.id - other.id)
    .map((row) => ({
      id: row.id,
      to: row.recipient,
      subject: row.subject,
      text: row.body_text,
      headers: row.headers,
    }))
}
