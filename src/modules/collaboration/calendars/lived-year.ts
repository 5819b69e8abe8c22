import type { Context } from '#infra/context.ts'
import { assertDefined } from '#kernel/assert.ts'
import { canKeepResources } from './calendars.permissions.ts'
import { ensureOwnCalendars } from './calendars.queries.ts'
import { type Calendar, isExclusive } from './calendars.rules.ts'
import { calendarsWords } from './calendars.words.ts'
import { nameOf } from './delivery.ts'
import { type Answer, addressOfPerson, addressOfResource, type EventDraft } from './event-draft.rules.ts'
import { copyText } from './event-reading.rules.ts'
import { newEvent } from './event-text.rules.ts'
import { readObject } from './icalendar.rules.ts'
import { findInvited } from './objects.queries.ts'
import { type PreparedObject, takeCalendars, writeObjects } from './objects-writing.queries.ts'
import { type Standing, windowAround } from './occurrences.rules.ts'
import { type Circumstances, etagOf, prepareObject } from './prepare.ts'

interface Person {
  readonly id: string
  readonly name: string
  readonly email: string
}

/** An event of a demo world: in the calendar of whoever invites, or in one that is nobody's. */
export type LivedEvent =
  | { readonly organiser: Person; readonly draft: EventDraft }
  | { readonly calendar: Calendar; readonly draft: EventDraft }

/**
 * Writes a whole year of many calendars at once: the same objects, copies and occurrences as acts one by one leave, in a few
 * statements. Rooms that are booked twice are refused here as everywhere.
 */
export async function writeLivedYear(context: Context, events: readonly LivedEvent[]): Promise<void> {
  if (!canKeepResources(context.actor)) throw new Error('a year is written by those who keep the calendars')
  await context.db.transaction().execute(async (db) => {
    const within = { ...context, db }
    const book = await openAddressBook(within, events)
    const prepared = events.map((event) => prepareOrigin(within, event, book))
    const ids = await writeObjects(
      db,
      prepared.map(({ object }) => object),
      context.clock.now(),
    )
    const copies = prepared.flatMap((each, index) => prepareCopies(each, ids[index] ?? '', book))
    await writeObjects(db, copies, context.clock.now())
  })
}

interface AddressBook {
  /** Calendar behind each address. */
  readonly calendars: ReadonlyMap<string, Calendar>
  readonly accounts: ReadonlyMap<string, string>
  readonly window: Circumstances['window']
}

async function openAddressBook(context: Context, events: readonly LivedEvent[]): Promise<AddressBook> {
  const { db, clock } = context
  const addresses = new Set(events.flatMap(({ draft }) => draft.invited.map(({ address }) => address)))
  for (const event of events) if ('organiser' in event) addresses.add(addressOfPerson(event.organiser.email))
  const emails = [...addresses].flatMap((address) => address.match(/^mailto:(.+)$/)?.[1] ?? [])
  const resourceIds = [...addresses].flatMap((address) => address.match(/^urn:uuid:(.+)$/)?.[1] ?? [])
  const { people, resources } = await findInvited(db, emails, resourceIds)
  const own = await ensureOwnCalendars(
    db,
    people.map(({ id }) => id),
    calendarsWords('fr')('own_name'),
  )
  const others = events.flatMap((event) => ('calendar' in event ? [event.calendar.id] : []))
  const taken = await takeCalendars(db, [
    ...new Set([...own, ...resources].map(({ id }) => id).concat(others)),
  ])
  const at = (id: string | undefined) =>
    assertDefined(taken.get(id ?? ''), 'every calendar of the year was taken')
  const personal = people.map(({ id, email }): [string, Calendar] => [
    addressOfPerson(email),
    at(own.find(({ ownerId }) => ownerId === id)?.id),
  ])
  return {
    calendars: new Map([
      ...personal,
      ...resources.map(({ id }): [string, Calendar] => [addressOfResource(id), at(id)]),
      ...others.map((id): [string, Calendar] => [id, at(id)]),
    ]),
    accounts: new Map(people.map(({ id, email }) => [addressOfPerson(email), id])),
    window: windowAround(clock.now()),
  }
}

interface PreparedOrigin {
  readonly object: PreparedObject
  readonly draft: EventDraft
}

function prepareOrigin({ actor, clock }: Context, event: LivedEvent, book: AddressBook): PreparedOrigin {
  const person = 'organiser' in event ? event.organiser : actor
  const address = addressOfPerson(person?.email ?? '')
  const { draft } = event
  // The same event has the same name at each loading.
  const uid = `${etagOf(JSON.stringify([address, draft])).replace(/[^A-Za-z0-9]/g, '')}@faire-commune`
  const text = newEvent(draft, { uid, now: clock.now(), organiser: { address, name: person?.name ?? '' } })
  const calendar = book.calendars.get('calendar' in event ? event.calendar.id : address)
  const object = prepare(text, {
    calendar: assertDefined(calendar, `${address} has a calendar`),
    name: nameOf(uid),
    text,
    originId: null,
    createdBy: person?.id ?? null,
    reader: 'calendar' in event ? null : address,
    window: book.window,
    accounts: book.accounts,
  })
  return { object, draft }
}

/** What each guest gets: the same times, worth what they answered. */
function prepareCopies(
  { object, draft }: PreparedOrigin,
  originId: string,
  { calendars }: AddressBook,
): PreparedObject[] {
  return draft.invited.flatMap(({ address, kind, answer }) => {
    const calendar = calendars.get(address)
    if (!calendar) return []
    const text = copyText(object.text, { address, kind }, null)
    const standing = kind === 'person' ? standingFor(answer) : 'busy'
    return [
      {
        ...object,
        calendar,
        text,
        etag: etagOf(text),
        originId,
        sourcePath: null,
        remindBefore_min: null,
        isExclusive: isExclusive(calendar.kind),
        occurrences: object.occurrences.map((occurrence) => ({ ...occurrence, standing })),
        attendees: object.attendees.filter((attendee) => kind === 'person' || attendee.address === address),
      },
    ]
  })
}

function standingFor(answer: Answer | undefined): Standing {
  if (answer === 'declined') return 'declined'
  return answer === 'accepted' ? 'busy' : 'tentative'
}

function prepare(text: string, around: Circumstances): PreparedObject {
  const read = readObject(text)
  if (!read.ok) throw new Error(`impossible: an event of a world is not an object (${read.refusal})`)
  const made = prepareObject(read.value, around)
  if (!made.ok) throw new Error(`impossible: an event of a world cannot be followed (${made.refusal})`)
  return made.value
}
