import type { Context } from '#infra/context.ts'
import { listAllMembers, type ServiceMember } from '#modules/people/services/services.public.ts'
import type { FormState } from '#web/form.tsx'
import { type EventInput, reminders } from './calendars.inputs.ts'
import { findStandpoint, listCalendars, type OpenCalendar } from './calendars.queries.ts'
import { isExclusive } from './calendars.rules.ts'
import { addressOfPerson, addressOfResource, type EventDraft, type Invited } from './event-draft.rules.ts'
import { clockField } from './moment-text.ts'

/** Who and what may be chosen in the form of an event. */
export interface Choices {
  /** Calendars that the person may write events in, rooms and vehicles apart. */
  readonly calendars: readonly OpenCalendar[]
  readonly rooms: readonly OpenCalendar[]
  readonly vehicles: readonly OpenCalendar[]
  readonly people: readonly (ServiceMember & { readonly serviceId: string; readonly serviceName: string })[]
}

export async function choicesOf(context: Context): Promise<Choices> {
  const { db, actor } = context
  const all = await listCalendars(db, await findStandpoint(context))
  const open = all.filter(({ isClosed }) => !isClosed)
  const events = open.filter(({ access, components }) => access === 'write' && components.includes('VEVENT'))
  const people = await listAllMembers(db)
  return {
    calendars: events
      .filter(({ kind }) => !isExclusive(kind))
      .sort((one, other) => rank(one, actor?.id) - rank(other, actor?.id)),
    rooms: open.filter(({ kind }) => kind === 'room'),
    vehicles: open.filter(({ kind }) => kind === 'vehicle'),
    people: people.filter(({ id }) => id !== actor?.id),
  }
}

/** The person's own first. */
function rank({ ownerId }: OpenCalendar, personId: string | undefined): number {
  return ownerId !== null && ownerId === personId ? 0 : 1
}

/** The event that a filled form describes. */
export function draftFrom(
  input: EventInput,
  { people, rooms, vehicles }: Choices,
  repeat = input.repetition,
): EventDraft {
  const chosen = people.filter(({ id }) => input.invites.includes(id))
  const room = rooms.find(({ id }) => id === input.salle)
  const vehicle = vehicles.find(({ id }) => id === input.vehicule)
  const known = new Set(chosen.map(({ email }) => addressOfPerson(email)))
  const invited: Invited[] = [
    ...chosen.map((person) => guest(addressOfPerson(person.email), person.name, 'person')),
    ...input.autres
      .map((email) => addressOfPerson(email))
      .filter((address) => !known.has(address))
      .map((address) => guest(address, address.replace('mailto:', ''), 'person')),
    ...(room ? [guest(addressOfResource(room.id), room.name, 'room')] : []),
    ...(vehicle ? [guest(addressOfResource(vehicle.id), vehicle.name, 'vehicle')] : []),
  ]
  return {
    summary: input.titre,
    location: input.lieu || (room?.name ?? ''),
    description: input.description,
    time: input.journee
      ? { kind: 'all_day', startsOn: input.debut_jour, endsOn: input.fin_jour }
      : {
          kind: 'timed',
          startsOn: input.debut_jour,
          startMinute: input.debut_heure ?? 0,
          endsOn: input.fin_jour,
          endMinute: input.fin_heure ?? 0,
        },
    repeat,
    repeatUntil: input.repetition_fin,
    isPrivate: input.prive,
    leavesFree: input.libre,
    remindBefore_min: input.rappel,
    invited,
  }
}

function guest(address: string, name: string, kind: Invited['kind']): Invited {
  return { address, name, isOptional: false, kind }
}

const yes = (value: boolean) => (value ? 'oui' : '')

/** The form that shows an event. */
export function formOf(
  draft: EventDraft,
  { people, rooms, vehicles }: Choices,
  object: { readonly calendarId: string; readonly etag: string },
): FormState {
  const { time, invited } = draft
  const addresses = new Set(invited.map(({ address }) => address))
  const chosen = people.filter(({ email }) => addresses.has(addressOfPerson(email)))
  const ours = new Set(chosen.map(({ email }) => addressOfPerson(email)))
  const others = invited.filter(({ address, kind }) => kind === 'person' && !ours.has(address))
  const minutes = String(draft.remindBefore_min ?? '')
  return {
    values: {
      agenda: object.calendarId,
      titre: draft.summary,
      lieu: draft.location,
      journee: yes(time.kind === 'all_day'),
      debut_jour: time.startsOn,
      debut_heure: time.kind === 'timed' ? clockField(time.startMinute) : '',
      fin_jour: time.endsOn,
      fin_heure: time.kind === 'timed' ? clockField(time.endMinute) : '',
      repetition: draft.repeat,
      repetition_fin: draft.repeatUntil ?? '',
      prive: yes(draft.isPrivate),
      libre: yes(draft.leavesFree),
      rappel: reminders.find((known) => known === minutes) ?? '',
      description: draft.description,
      invites: chosen.map(({ id }) => id).join(','),
      autres: others.map(({ address }) => address.replace(/^mailto:/, '')).join('\n'),
      salle: rooms.find(({ id }) => addresses.has(addressOfResource(id)))?.id ?? '',
      vehicule: vehicles.find(({ id }) => addresses.has(addressOfResource(id)))?.id ?? '',
      version: object.etag,
    },
    errors: {},
  }
}
