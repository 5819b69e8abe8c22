import type { Database } from './database.ts'
import type { Message } from './mail.ts'

/** Keeps a message; answers its number. */
export async function insertMessage(db: Database, message: Message): Promise<number> {
  const { id } = await db
    .insertInto('outbox')
    .values({ recipient: message.to, subject: message.subject, body_text: message.text })
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
