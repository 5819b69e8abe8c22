import nodemailer from 'nodemailer'
import type { Database } from './database.ts'
import { insertMessage, markRefused, markSent, takeDueMessages } from './outbox.queries.ts'
import type { Settings } from './settings.ts'

export interface Message {
  readonly to: string
  readonly subject: string
  readonly text: string
  /** Besides the usual ones: the way to unsubscribe, for instance. */
  readonly headers?: Readonly<Record<string, string>>
}

export interface Mailer {
  /** Keeps the message in the outbox, then hands it to the SMTP server if there is one. */
  send(message: Message): Promise<void>
  /** Only keeps it, in the transaction of the caller; `handOver` sends it afterwards. */
  write(tx: Database, message: Message): Promise<void>
  /** Hands over the messages that are due; answers how many the SMTP server took. Nothing to do without a server. */
  handOver(now: Date): Promise<number>
}

/** How long a message that is being sent at once is left alone by the job of the outbox. */
const headStart_ms = 5 * 60_000
const batch = 50

/**
 * Every message is first written to the outbox: one that the SMTP server refuses is still there, with the error, and is
 * tried again later. Without an SMTP server the outbox is where messages stay.
 */
export function openMailer(db: Database, settings: Pick<Settings, 'smtpUrl' | 'mailFrom'>): Mailer {
  const transport = settings.smtpUrl ? nodemailer.createTransport(settings.smtpUrl) : null
  return {
    async send(message) {
      const id = await insertMessage(db, message, new Date(Date.now() + headStart_ms))
      if (transport) await deliver(id, message)
    },
    async write(tx, message) {
      await insertMessage(tx, message, null)
    },
    async handOver(now) {
      if (!transport) return 0
      let taken = 0
      for (const message of await takeDueMessages(db, now, batch))
        if (await deliver(message.id, message)) taken += 1
      return taken
    },
  }

  /** Answers whether the server took it; what it said otherwise is kept beside the message. */
  async function deliver(id: number, message: Message): Promise<boolean> {
    try {
      await transport?.sendMail({
        from: settings.mailFrom,
        to: message.to,
        subject: message.subject,
        text: message.text,
        headers: { ...message.headers },
      })
    } catch (error) {
      await markRefused(db, id, error instanceof Error ? error.message : String(error))
      return false
    }
    await markSent(db, id, new Date())
    return true
  }
}
