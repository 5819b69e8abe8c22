import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import { getSecret } from '#infra/secrets.queries.ts'
import { calendarsPaths } from './calendars.paths.ts'
import { type CalendarsWords, calendarsWords } from './calendars.words.ts'
import { formatWhen } from './moment-text.ts'
import { type CalendarObject, findObjectById } from './objects.queries.ts'
import {
  type ComingEvent,
  findComing,
  forgetMailed,
  listMailed,
  listOutsideGuests,
  noteMailed,
  type OutsideGuest,
} from './outside-guests.queries.ts'

/** Whoever is invited and has no account answers with the address that their mail holds: it opens that invitation and nothing else. */
const secretName = 'calendar invitations'

function sealOf(secret: string, objectId: string, address: string): string {
  return createHmac('sha256', secret).update(`${objectId} ${address}`).digest('base64url')
}

/** The event and the person whom that token stands for; null for one that was never given, or is no longer invited. */
export async function findByToken(
  db: Database,
  token: string,
): Promise<{ readonly object: CalendarObject; readonly guest: OutsideGuest } | null> {
  const [id = '', seal = ''] = token.split('.')
  const object = await findObjectById(db, id)
  if (!object) return null
  const secret = await getSecret(db, secretName)
  const guest = (await listOutsideGuests(db, id)).find(({ address }) => {
    const expected = Buffer.from(sealOf(secret, id, address))
    const given = Buffer.from(seal)
    return given.length === expected.length && timingSafeEqual(given, expected)
  })
  return guest ? { object, guest } : null
}

/**
 * Writes to those invited who have no account: once for what the event says, again when its title, time or place change, and to those who are
 * no longer invited. In the caller's transaction, `context.db`: nobody hears of what did not happen.
 */
export async function mailOutsideGuests(context: Context, objectId: string): Promise<void> {
  const { db, clock } = context
  const guests = await listOutsideGuests(db, objectId)
  const mailed = await listMailed(db, objectId)
  if (guests.length === 0 && mailed.size === 0) return
  const event = await findComing(db, objectId, clock.now())
  if (!event) return
  const told = digestOf(event)
  const secret = await getSecret(db, secretName)
  for (const { address } of guests) {
    const before = mailed.get(address)
    if (before === told) continue
    const link = calendarsPaths.guest(`${objectId}.${sealOf(secret, objectId, address)}`)
    await write(context, address, event, before === undefined ? 'invited' : 'changed', link)
    await noteMailed(db, objectId, { address, told, at: clock.now() })
  }
  const still = new Set(guests.map(({ address }) => address))
  for (const address of mailed.keys())
    if (!still.has(address)) {
      await write(context, address, event, 'cancelled', null)
      await forgetMailed(db, objectId, address)
    }
}

/** Tells those who were told of the event that it will not take place; before it is taken away, in the same transaction. */
export async function mailCancelled(context: Context, objectId: string): Promise<void> {
  const { db, clock } = context
  const mailed = await listMailed(db, objectId)
  const event = mailed.size === 0 ? null : await findComing(db, objectId, clock.now())
  if (event) for (const address of mailed.keys()) await write(context, address, event, 'cancelled', null)
}

function digestOf({ summary, location, startsAt, endsAt }: ComingEvent): string {
  const said = [summary, location, startsAt.toISOString(), endsAt.toISOString()]
  return createHash('sha256').update(JSON.stringify(said)).digest('base64url').slice(0, 27)
}

async function write(
  context: Context,
  address: string,
  event: ComingEvent,
  kind: 'invited' | 'changed' | 'cancelled',
  link: string | null,
): Promise<void> {
  const { actor, locale, town, settings } = context
  const t: CalendarsWords = calendarsWords(locale)
  const lines = [
    t('mail.hello'),
    t(`mail.${kind}`, { who: actor?.name ?? '', town: town.name }),
    [
      event.summary || t('untitled'),
      `${formatWhen(event, locale)}${event.isRecurring ? ` ${t('mail.repeats')}` : ''}`,
      ...(event.location === '' ? [] : [t('mail.place', { place: event.location })]),
    ].join('\n'),
    ...(link === null ? [] : [`${t('mail.answer')}\n${settings.publicUrl}${link}`]),
    town.isFictional ? t('mail.fictional', { town: town.name }) : town.name,
  ]
  await context.mailer.write(context.db, {
    to: address.replace(/^mailto:/, ''),
    subject: t(`mail.${kind}_subject`, { title: event.summary || t('untitled') }),
    text: lines.join('\n\n'),
  })
}
