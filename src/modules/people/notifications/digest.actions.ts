import { dayInParis, hourInParis } from '#infra/clock.ts'
import type { Context, Services } from '#infra/context.ts'
import { inTransaction } from '#infra/transaction.ts'
import { ok } from '#kernel/result.ts'
import { notificationsPaths } from './notifications.paths.ts'
import {
  type KnownRecipient,
  listWaitingRecipients,
  type ToldNotice,
  takeNotices,
} from './notifications.queries.ts'
import { isDigestDue } from './notifications.rules.ts'
import { notificationsWords } from './notifications.words.ts'
import { unsubscribeToken } from './unsubscribe.ts'

/**
 * Writes the digests that are due: one message a person with all that waits, taken and written in one transaction, so
 * that a sentence is neither lost nor sent twice. The outbox hands them over.
 */
export async function sendDigests(context: Context): Promise<void> {
  const now = context.clock.now()
  const moment = { day: dayInParis(now), hour: hourInParis(now) }
  for (const recipient of await listWaitingRecipients(context.db)) {
    const lastDay = recipient.lastDigestAt && dayInParis(recipient.lastDigestAt)
    if (isDigestDue(recipient.rhythm, moment, lastDay)) await sendDigest(context, recipient, now)
  }
}

async function sendDigest(context: Context, recipient: KnownRecipient, now: Date): Promise<void> {
  const token = await unsubscribeToken(context.db, recipient.id)
  await inTransaction<void, never>(context.db, async (tx) => {
    const notices = await takeNotices(tx, recipient.id, now)
    if (notices.length > 0)
      await context.mailer.write(tx, {
        to: recipient.email,
        ...digestText(context, recipient, notices, token),
        headers: {
          'List-Unsubscribe': `<${context.settings.publicUrl}${notificationsPaths.oneClick(token)}>`,
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        },
      })
    return ok(undefined)
  })
}

/** Subject and text of a digest: a sentence and its address for each thing, oldest first, then the way out. */
function digestText(
  { town, settings }: Pick<Services, 'town' | 'settings'>,
  { locale }: KnownRecipient,
  notices: readonly ToldNotice[],
  token: string,
): { readonly subject: string; readonly text: string } {
  const t = notificationsWords(locale)
  const lines = notices.map((notice) => `${notice.text[locale]}\n${settings.publicUrl}${notice.path}`)
  return {
    subject: t('mail.subject', { count: notices.length, town: town.name }),
    text: [
      t('mail.hello'),
      ...lines,
      `${t('mail.unsubscribe')}\n${settings.publicUrl}${notificationsPaths.byMail(token)}`,
      town.isFictional ? t('mail.fictional', { town: town.name }) : town.name,
    ].join('\n\n'),
  }
}
