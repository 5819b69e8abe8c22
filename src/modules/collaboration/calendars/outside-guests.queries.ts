import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type Answer, answers } from './event-draft.rules.ts'

/** Somebody invited who has no account here: a mail is all that reaches them. */
export interface OutsideGuest {
  /** `mailto:…` */
  readonly address: string
  readonly answer: Answer
}

const guestRow = z.object({ address: z.string(), answer: z.enum(answers) })

export async function listOutsideGuests(db: Database, objectId: string): Promise<OutsideGuest[]> {
  const rows = await db
    .selectFrom('calendar_attendees')
    .select(['address', 'answer'])
    .where('object_id', '=', objectId)
    .where('account_id', 'is', null)
    .where('address', 'like', 'mailto:_%')
    .orderBy('address')
    .execute()
  return rows.map((row) => guestRow.parse(row))
}

/** Digest of what each address was told of that event. */
export async function listMailed(db: Database, objectId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('calendar_mails')
    .select(['address', 'told'])
    .where('object_id', '=', objectId)
    .execute()
  return new Map(rows.map(({ address, told }) => [address, told]))
}

export async function noteMailed(
  tx: Database,
  objectId: string,
  mail: { readonly address: string; readonly told: string; readonly at: Date },
): Promise<void> {
  await tx
    .insertInto('calendar_mails')
    .values({ object_id: objectId, address: mail.address, told: mail.told, told_at: mail.at })
    .onConflict((conflict) =>
      conflict.columns(['object_id', 'address']).doUpdateSet({ told: mail.told, told_at: mail.at }),
    )
    .execute()
}

export async function forgetMailed(tx: Database, objectId: string, address: string): Promise<void> {
  await tx
    .deleteFrom('calendar_mails')
    .where('object_id', '=', objectId)
    .where('address', '=', address)
    .execute()
}

/** An event as those invited are told of it, at its next time; null when it is over. */
export interface ComingEvent {
  readonly summary: string
  readonly location: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly isAllDay: boolean
  readonly isRecurring: boolean
}

export async function findComing(db: Database, objectId: string, now: Date): Promise<ComingEvent | null> {
  const row = await db
    .selectFrom('calendar_occurrences as t')
    .innerJoin('calendar_objects as o', 'o.id', 't.object_id')
    .select([
      't.summary',
      't.location',
      't.starts_at as startsAt',
      't.ends_at as endsAt',
      't.is_all_day as isAllDay',
      'o.is_recurring as isRecurring',
    ])
    .where('t.object_id', '=', objectId)
    .where(sql<boolean>`t.ends_at > ${now}`)
    .orderBy('t.starts_at')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}
