import { Hono } from 'hono'
import { addDays } from '#kernel/calendar-date.ts'
import {
  findService,
  findServiceOf,
  listMembers,
  listServices,
} from '#modules/people/services/services.public.ts'
import { type AppEnv, show, showToAll, type WebContext } from '#web/respond.ts'
import { agendaInput } from './calendars.inputs.ts'
import { calendarsPaths } from './calendars.paths.ts'
import { canKeepResources, canUseCalendars, canWriteTownCalendar } from './calendars.permissions.ts'
import { findStandpoint, listCalendars, type OpenCalendar } from './calendars.queries.ts'
import { addEventRoutes } from './events.routes.ts'
import { addFeedRoutes } from './feeds.routes.ts'
import { addFindTimeRoutes } from './find-time.routes.ts'
import { addGuestRoutes } from './guests.routes.ts'
import { addHoursRoutes } from './hours.routes.ts'
import { addImportRoutes } from './import.routes.ts'
import { listUnanswered } from './invitations.queries.ts'
import { listFollowed } from './objects.queries.ts'
import { listOccurrences } from './occurrences.queries.ts'
import { daysOf, mondayOf, type Period, periodOf } from './periods.rules.ts'
import { addResourceRoutes } from './resources.routes.ts'
import { addSettingsRoutes } from './settings.routes.ts'
import { type ShownEvent, showOccurrences } from './shown-events.rules.ts'
import { AgendaPage } from './views/agenda-page.tsx'
import { ResourcesPage } from './views/resources-page.tsx'
import { TeamPage } from './views/team-page.tsx'
import { TownPage } from './views/town-page.tsx'
import { instantAt } from './zones.rules.ts'

export function calendarsRoutes() {
  const app = new Hono<AppEnv>()

  app.get(calendarsPaths.home(), async (c) => {
    const { db, actor, clock } = c.var.context
    if (!actor || !canUseCalendars(actor)) return c.notFound()
    const { vue = 'semaine', le = clock.today() } = agendaInput.parse(c.req.query())
    const calendars = await listCalendars(db, await findStandpoint(c.var.context))
    const shown = shownCalendars(calendars, c.req.queries('agendas') ?? [], actor.id)
    const period = periodOf(vue, le)
    return show(c, AgendaPage, {
      view: vue,
      day: le,
      today: clock.today(),
      period,
      events: await withoutDoubles(c, shown, await eventsIn(c, shown, period)),
      calendars: calendars.filter(({ access, isClosed }) => access !== 'busy' && !isClosed),
      shownIds: shown.map(({ id }) => id),
      invitations: await listUnanswered(db, actor.id, clock.now()),
    })
  })

  app.get(calendarsPaths.team(), async (c) => {
    const { db, actor, clock } = c.var.context
    if (!actor || !canUseCalendars(actor)) return c.notFound()
    const { le = clock.today(), service: code } = agendaInput.parse(c.req.query())
    const services = await listServices(db)
    const service = code
      ? await findService(db, code)
      : ((await findServiceOf(db, actor.id)) ?? services[0] ?? null)
    if (code && !service) return c.notFound()
    const members = service ? await listMembers(db, service.id) : []
    const standpoint = await findStandpoint(c.var.context)
    const calendars = (await listCalendars(db, standpoint)).filter(({ ownerId }) =>
      members.some(({ id }) => id === ownerId),
    )
    const period = { first: mondayOf(le), last: addDays(mondayOf(le), 6) }
    return show(c, TeamPage, {
      day: le,
      today: clock.today(),
      period,
      services,
      service,
      rows: rowsOf(members, calendars, await eventsIn(c, calendars, period)),
    })
  })

  app.get(calendarsPaths.resources(), async (c) => {
    const { db, actor, clock } = c.var.context
    if (!actor || !canUseCalendars(actor)) return c.notFound()
    const { le = clock.today(), genre = 'room' } = agendaInput.parse(c.req.query())
    const all = await listCalendars(db, await findStandpoint(c.var.context))
    const resources = all.filter(({ kind, isClosed }) => kind === genre && !isClosed)
    return show(c, ResourcesPage, {
      kind: genre,
      day: le,
      today: clock.today(),
      resources,
      events: await eventsIn(c, resources, { first: le, last: le }),
      canKeep: canKeepResources(actor),
    })
  })

  app.get(calendarsPaths.town(), async (c) => {
    const { db, actor, clock } = c.var.context
    const { le } = agendaInput.parse(c.req.query())
    const first = le ?? clock.today()
    const calendars = (await listCalendars(db, await findStandpoint(c.var.context))).filter(
      ({ kind, isClosed }) => kind === 'town' && !isClosed,
    )
    const period = { first, last: addDays(first, 62) }
    const [calendar] = calendars
    return showToAll(c, TownPage, {
      period,
      isToday: le === undefined || le === clock.today(),
      days: daysOf(period),
      events: await eventsIn(c, calendars, period),
      calendarId: calendar && canWriteTownCalendar(actor) ? calendar.id : null,
    })
  })

  addEventRoutes(app)
  addFindTimeRoutes(app)
  addGuestRoutes(app)
  addHoursRoutes(app)
  addResourceRoutes(app)
  addSettingsRoutes(app)
  addFeedRoutes(app)
  addImportRoutes(app)
  return app
}

/** Calendars that the address asks for; otherwise the person's own, and those of their service and projects. */
function shownCalendars(
  calendars: readonly OpenCalendar[],
  asked: readonly string[],
  personId: string,
): OpenCalendar[] {
  const open = calendars.filter(({ access, isClosed }) => access !== 'busy' && !isClosed)
  if (asked.length > 0) return open.filter(({ id }) => asked.includes(id))
  return open.filter(
    ({ kind, ownerId, access }) =>
      ownerId === personId || kind === 'project' || (kind === 'team' && access === 'write'),
  )
}

async function eventsIn(
  c: WebContext,
  calendars: readonly OpenCalendar[],
  { first, last }: Period,
): Promise<ShownEvent[]> {
  const { db, actor } = c.var.context
  const occurrences = await listOccurrences(
    db,
    calendars.map(({ id }) => id),
    instantAt(first, 0),
    instantAt(addDays(last, 1), 0),
  )
  return showOccurrences(occurrences, calendars, actor?.id ?? null)
}

/** What somebody was invited to by a calendar beside their own, a project, is shown once: where they answer. */
async function withoutDoubles(
  c: WebContext,
  calendars: readonly OpenCalendar[],
  events: readonly ShownEvent[],
): Promise<readonly ShownEvent[]> {
  const { db, actor } = c.var.context
  const own = calendars.filter(({ ownerId }) => ownerId !== null && ownerId === actor?.id)
  const others = events.filter(({ kind }) => kind === 'project' || kind === 'team')
  const objectIds = [...new Set(others.map(({ objectId }) => objectId))]
  const followed = await listFollowed(
    db,
    own.map(({ id }) => id),
    objectIds,
  )
  return events.filter(({ objectId }) => !followed.has(objectId))
}

/** One row a person, with what is in all of their calendars. */
function rowsOf(
  members: readonly { readonly id: string; readonly name: string; readonly title: string }[],
  calendars: readonly OpenCalendar[],
  events: readonly ShownEvent[],
) {
  const ownerOf = new Map(calendars.map(({ id, ownerId }) => [id, ownerId]))
  const byOwner = Map.groupBy(events, ({ calendarId }) => ownerOf.get(calendarId))
  return members.map(({ id, name, title }) => ({ name, title, events: byOwner.get(id) ?? [] }))
}
