import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import {
  deleteFollow,
  ensureRecipients,
  insertFollow,
  insertNotices,
  listFollowerIds,
} from './notifications.queries.ts'
import type { FollowedSubject, Notice, Recipient, Subject } from './notifications.rules.ts'

/** What these functions write with: pass the transaction of the change as `db`, so that nobody hears of what did not happen. */
export type Telling = Pick<Context, 'db' | 'clock'>

/** Tells those people, once each whatever the number of calls with the same event. Mail goes out in their digest. */
export async function notify(
  context: Telling,
  recipients: readonly Recipient[],
  notice: Notice,
): Promise<void> {
  const ids = await ensureRecipients(context.db, recipients)
  await insertNotices(context.db, ids, notice, context.clock.now())
}

/** Tells everybody who follows the subject, but the one who did the thing. */
export async function notifyFollowers(
  context: Telling,
  subject: Subject,
  notice: Notice,
  except: Recipient | null = null,
): Promise<void> {
  const followers = await listFollowerIds(context.db, subject)
  const left = except ? await ensureRecipients(context.db, [except]) : []
  await insertNotices(
    context.db,
    followers.filter((id) => !left.includes(id)),
    notice,
    context.clock.now(),
  )
}

export async function follow(
  context: Telling,
  recipient: Recipient,
  subject: FollowedSubject,
): Promise<void> {
  const id = await oneRecipient(context.db, recipient)
  await insertFollow(context.db, id, subject, context.clock.today())
}

export async function unfollow(
  context: Pick<Context, 'db'>,
  recipient: Recipient,
  subject: Subject,
): Promise<void> {
  await deleteFollow(context.db, await oneRecipient(context.db, recipient), subject)
}

async function oneRecipient(db: Database, recipient: Recipient): Promise<string> {
  const [id] = await ensureRecipients(db, [recipient])
  if (id === undefined) throw new Error('impossible: one recipient gives one id')
  return id
}
