import nodemailer from 'nodemailer'
import type { Database } from './database.ts'
import type { Settings } from './settings.ts'

export interface Message {
  readonly to: string
  readonly subject: string
  readonly text: string
}

export interface Mailer {
  /** Keeps the message in the outbox, then hands it to the SMTP server if there is one. */
  send(message: Message): Promise<void>
}

/**
 * Every message is first written to the outbox: one that the SMTP server refuses is still there, with the error.
 * Without an SMTP server the outbox is where messages stay.
 */
export function openMailer(db: Database, settings: Pick<Settings, 'smtpUrl' | 'mailFrom'>): Mailer {
  const transport = settings.smtpUrl ? nodemailer.createTransport(settings.smtpUrl) : null
  return {
    async send(message) {
      const { id } = await db
        .insertInto('outbox')
        .values({ recipient: message.to, subject: message.subject, body_text: message.text })
        .returning('id')
        .executeTakeFirstOrThrow()
      if (!transport) return
      const error = await deliver(message)
      await db
        .updateTable('outbox')
        .set(
          error === null ? { sent_at: new Date(), last_error: null, body_text: '' } : { last_error: error },
        )
        .where('id', '=', id)
        .execute()
    },
  }

  /** Null when sent, else what the server answered. A sent body is not kept: it may hold a sign-in link. */
  async function deliver(message: Message): Promise<string | null> {
    try {
      await transport?.sendMail({
        from: settings.mailFrom,
        to: message.to,
        subject: message.subject,
        text: message.text,
      })
      return null
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }
}
