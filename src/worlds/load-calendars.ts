import type { z } from 'zod'
import type { Context } from '#infra/context.ts'
import { assertDefined } from '#kernel/assert.ts'
import { addDays, calendarDate } from '#kernel/calendar-date.ts'
import { slugOf } from '#kernel/plain-text.ts'
import {
  addressOfPerson,
  addressOfResource,
  type Calendar,
  type EventDraft,
  type Invited,
  type LivedEvent,
  openCalendar,
  writeLivedYear,
} from '#modules/collaboration/calendars/calendars.public.ts'
import type { Account } from '#modules/people/accounts/accounts.public.ts'
import type { servicesFile } from '../../db/worlds/world-files.ts'
import {
  type Chance,
  drawDay,
  firstMonday,
  meeting,
  openBook,
  ownWork,
  pick,
  sharedWork,
  wholeDays,
} from './drawn-year.ts'
import { expected } from './load-accounts.ts'
import type { OpenedService } from './load-services.ts'
import { seededChance } from './seeded-chance.ts'

type ServicesFile = z.infer<typeof servicesFile>

/**
 * Opens the rooms, the vehicles, the calendar of each service and the town's public one, and fills a year of them: team meetings,
 * work between services, leave, bookings. Drawn from the seed of the file: the same year at each loading.
 */
export async function loadCalendars(
  context: Context,
  file: ServicesFile,
  services: readonly OpenedService[],
): Promise<void> {
  const chance = seededChance(file.seed)
  const open = async (calendar: Parameters<typeof openCalendar>[1]) =>
    expected(await openCalendar(context, calendar), calendar.name)
  const rooms: Calendar[] = []
  for (const room of file.rooms) rooms.push(await open({ ...room, kind: 'room', slug: slugOf(room.name) }))
  const vehicles: Calendar[] = []
  for (const each of file.vehicles)
    vehicles.push(await open({ ...each, kind: 'vehicle', slug: slugOf(each.name) }))
  for (const { service } of services)
    await open({ kind: 'team', slug: `service-${service.code}`, name: service.name, serviceId: service.id })
  const town = await open({ kind: 'town', slug: 'agenda-de-la-ville', name: 'Agenda de la ville' })
  const book = openBook()
  const world = { chance, book, rooms, vehicles, services }
  await writeLivedYear(context, [
    ...teamMeetings(world),
    ...services.flatMap(({ people }) => people.flatMap((person) => ownYear(person, world))),
    ...sharedMeetings(world),
    ...file.public_events.map((event) => publicEvent(event, town)),
  ])
}

interface Drawn {
  readonly chance: Chance
  readonly book: ReturnType<typeof openBook>
  readonly rooms: readonly Calendar[]
  readonly vehicles: readonly Calendar[]
  readonly services: readonly OpenedService[]
}

function guest(person: Account, chance: Chance): Invited {
  const drawn = chance()
  const answer = drawn < 0.8 ? 'accepted' : drawn < 0.9 ? 'tentative' : 'needs_action'
  return {
    address: addressOfPerson(person.email),
    name: person.name,
    isOptional: false,
    kind: 'person',
    answer,
  }
}

function booked(resource: Calendar): Invited {
  const kind = resource.kind === 'room' ? 'room' : 'vehicle'
  return { address: addressOfResource(resource.id), name: resource.name, isOptional: false, kind }
}

/** Each service meets once a week, and those who lead them on Tuesdays. */
function teamMeetings({ services, rooms, book, chance }: Drawn): LivedEvent[] {
  const leaders = services.flatMap(({ people }) => people.slice(0, 1))
  const council = assertDefined(rooms[0], 'a world with services has a room')
  const tuesday = addDays(firstMonday, 1)
  book.takeWeekly(council.name, tuesday, 8 * 60 + 30, 90)
  const [director, ...others] = leaders
  const committee = meeting({
    title: 'Comité de direction',
    on: tuesday,
    from: 8 * 60 + 30,
    minutes: 90,
    repeat: 'weekly',
    place: council.name,
    invited: [...others.map((person) => guest(person, chance)), booked(council)],
  })
  const weekly = services.map(({ service, people }, index) => {
    const [leader, ...members] = people
    const day = addDays(firstMonday, [0, 2, 3, 4][index % 4] ?? 0)
    const from = [9 * 60, 10 * 60 + 30, 14 * 60][Math.floor(index / 4)] ?? 16 * 60
    const room = assertDefined(
      rooms[1 + ((index + Math.floor(index / 4)) % (rooms.length - 1))],
      'a world has several rooms',
    )
    book.takeWeekly(room.name, day, from, 60)
    const draft = meeting({
      title: `Réunion du service ${service.name}`,
      on: day,
      from,
      minutes: 60,
      repeat: 'weekly',
      place: room.name,
      remindBefore_min: 15,
      invited: [...members.map((person) => guest(person, chance)), booked(room)],
    })
    return { organiser: assertDefined(leader, service.code), draft }
  })
  return [{ organiser: assertDefined(director, 'a world has a director'), draft: committee }, ...weekly]
}

/** What a person does alone: one task a week, some appointments, a car now and then, leave. */
function ownYear(person: Account, { chance, book, vehicles }: Drawn): LivedEvent[] {
  const weekday = Math.floor(chance() * 5)
  const drafts: EventDraft[] = [
    meeting({
      title: pick(chance, ['Permanence', 'Traitement du courrier', 'Suivi des dossiers', 'Tournée']),
      on: addDays(firstMonday, weekday),
      from: 14 * 60,
      minutes: 60 + 30 * Math.floor(chance() * 4),
      repeat: chance() < 0.7 ? 'weekly' : 'fortnightly',
    }),
    wholeDays('Congés', addDays(firstMonday, 7 * (26 + Math.floor(chance() * 7))), 12),
    wholeDays('Congés', addDays(firstMonday, 7 * (7 + Math.floor(chance() * 3))), 5),
  ]
  for (let count = 0; count < 8; count += 1) {
    const isPrivate = chance() < 0.15
    const from = 9 * 60 + 30 * Math.floor(chance() * 14)
    const on = drawDay(chance)
    const minutes = 30 + 30 * Math.floor(chance() * 3)
    const vehicle = pick(chance, vehicles)
    const hasVehicle = chance() < 0.15 && book.take(vehicle.name, on, from, minutes)
    drafts.push(
      meeting({
        title: isPrivate ? 'Rendez-vous personnel' : pick(chance, ownWork),
        on,
        from,
        minutes,
        isPrivate,
        invited: hasVehicle ? [booked(vehicle)] : [],
      }),
    )
  }
  return drafts.map((draft) => ({ organiser: person, draft }))
}

function sharedMeetings({ chance, book, rooms, services }: Drawn): LivedEvent[] {
  const everybody = services.flatMap(({ people }) => people)
  return Array.from({ length: 48 }, () => {
    const chosen = new Set(Array.from({ length: 5 }, () => pick(chance, everybody)))
    const [organiser, ...others] = chosen
    const on = drawDay(chance)
    const from = 9 * 60 + 30 * Math.floor(chance() * 13)
    const room = pick(chance, rooms)
    const hasRoom = book.take(room.name, on, from, 90)
    const invited = [...others.map((person) => guest(person, chance)), ...(hasRoom ? [booked(room)] : [])]
    const title = pick(chance, sharedWork)
    const place = hasRoom ? room.name : ''
    return {
      organiser: assertDefined(organiser, 'somebody was drawn'),
      draft: meeting({ title, on, from, minutes: 90, place, invited }),
    }
  })
}

function publicEvent(
  { title, place, on, from, to, repeat }: ServicesFile['public_events'][number],
  calendar: Calendar,
): LivedEvent {
  const minute = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
  const minutes = minute(to) - minute(from)
  return {
    calendar,
    draft: meeting({ title, place, on: calendarDate(on), from: minute(from), minutes, repeat }),
  }
}
