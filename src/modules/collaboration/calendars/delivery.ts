import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import { assertDefined } from '#kernel/assert.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { ensureOwnCalendars } from './calendars.queries.ts'
import type { Calendar } from './calendars.rules.ts'
import { calendarsWords } from './calendars.words.ts'
import { addressOfPerson, addressOfResource, type Invited } from './event-draft.rules.ts'
import { copyText, invitationIn } from './event-reading.rules.ts'
import { type ReadObject, readObject } from './icalendar.rules.ts'
import { type CalendarObject, findInvited, findObjectsByUid, listCopies } from './objects.queries.ts'
import { type PreparedObject, removeObjects, writeObjects } from './objects-writing.queries.ts'
import { type ExpansionFault, windowAround } from './occurrences.rules.ts'
import { prepareObject } from './prepare.ts'

/** Somebody, or a room, whose calendar gets a copy of an event. */
export interface Guest {
  readonly address: string
  readonly kind: Invited['kind']
  readonly calendar: Calendar
  readonly hasDeclined: boolean
}

export interface GuestList {
  readonly guests: readonly Guest[]
  /** Accounts behind the addresses of all those invited. */
  readonly accounts: ReadonlyMap<string, string>
}

const nobody: GuestList = { guests: [], accounts: new Map() }

/**
 * Those invited who have a calendar here. An event of somebody else, read in from a mail, invites nobody: `organisers` are the
 * addresses under which the writer may invite.
 */
export async function guestsOf(
  context: Pick<Context, 'db'>,
  read: ReadObject,
  organisers: readonly string[],
): Promise<GuestList> {
  if (read.kind !== 'VEVENT') return nobody
  const { organiser, attendees } = invitationIn(read.calendar)
  if (attendees.length === 0) return nobody
  const emails = attendees.flatMap(({ address }) => address.match(/^mailto:(.+)$/)?.[1] ?? [])
  const ids = attendees.flatMap(({ address }) => address.match(/^urn:uuid:([0-9a-f-]{36})$/)?.[1] ?? [])
  const { people, resources } = await findInvited(context.db, emails, ids)
  const accounts = new Map(people.map(({ id, email }) => [addressOfPerson(email), id]))
  if (!organisers.includes(organiser)) return { guests: [], accounts }
  const own = await ensureOwnCalendars(
    context.db,
    people.filter(({ email }) => addressOfPerson(email) !== organiser).map(({ id }) => id),
    calendarsWords('fr')('own_name'),
  )
  const guests = attendees.flatMap(({ address, kind, answer }): Guest[] => {
    const calendar =
      own.find(({ ownerId }) => ownerId === accounts.get(address)) ??
      resources.find(({ id }) => addressOfResource(id) === address)
    return calendar ? [{ address, kind, calendar, hasDeclined: answer === 'declined' }] : []
  })
  return { guests, accounts }
}

/**
 * Gives each guest the event as it now is, and takes it back from those no longer invited. `taken` are the calendars that the
 * transaction holds; `except` keeps what its owner has just written.
 */
export async function deliver(
  context: Pick<Context, 'clock'> & { readonly db: Database },
  origin: Pick<CalendarObject, 'id' | 'uid' | 'text' | 'createdBy'>,
  { guests, accounts }: GuestList,
  taken: ReadonlyMap<string, Calendar>,
  except: string | null = null,
): Promise<Result<null, ExpansionFault | 'changed_meanwhile'>> {
  const { db, clock } = context
  const copies = await listCopies(db, origin.id)
  if (copies.some(({ calendarId }) => !taken.has(calendarId))) return refuse('changed_meanwhile')
  const gone = copies.filter(({ calendarId }) => !guests.some(({ calendar }) => calendar.id === calendarId))
  await removeObjects(db, gone, taken)
  const asked = guests.filter(({ calendar }) => calendar.id !== except)
  // Somebody may have the event already, from the mail that brought it.
  const known = await findObjectsByUid(
    db,
    asked.map(({ calendar }) => calendar.id),
    origin.uid,
  )
  const prepared: PreparedObject[] = []
  for (const guest of asked) {
    const before = known.find(({ calendarId }) => calendarId === guest.calendar.id) ?? null
    // Who declined and threw the event away is left in peace.
    if (guest.hasDeclined && !before) continue
    const text = copyText(origin.text, guest, before?.text ?? null)
    const read = readObject(text)
    if (!read.ok) throw new Error(`impossible: a copy is not an object (${read.refusal})`)
    const made = prepareObject(read.value, {
      calendar: assertDefined(taken.get(guest.calendar.id), 'the calendar of a guest was taken'),
      name: before?.name ?? nameOf(origin.uid),
      text,
      originId: origin.id,
      createdBy: before?.createdBy ?? origin.createdBy,
      reader: guest.kind === 'person' ? guest.address : null,
      window: windowAround(clock.now()),
      accounts,
    })
    if (!made.ok) return made
    prepared.push(made.value)
  }
  await writeObjects(db, prepared, clock.now())
  return ok(null)
}

/** The name of an object in a collection: its UID where that can stand in an address. */
export function nameOf(uid: string): string {
  const safe = /^[A-Za-z0-9@._-]{1,200}$/.test(uid)
    ? uid
    : Buffer.from(uid).toString('base64url').slice(0, 240)
  return `${safe}.ics`
}
