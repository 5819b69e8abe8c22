import nodemailer from 'nodemailer'
import type { Database } from './database.ts'
import { insertMessage, markRefused, markSent } from './outbox.queries.ts'
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
      const id = await insertMessage(db, message)
      if (!transport) return
      const error = await deliver(message)
      if (error === null) await markSent(db, id, new Date())
      else await markRefused(db, id, error)
    },
  }

  /** Null when sent, else what the server answered. */
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
