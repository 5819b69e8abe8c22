import type { Hono } from 'hono'
import { devicesPaths } from '#modules/people/devices/devices.public.ts'
import {
  canSetHours,
  listAllMembers,
  listServiceHours,
  listServices,
  usualServiceHours,
} from '#modules/people/services/services.public.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { ownCalendar, shareCalendar } from './calendars.actions.ts'
import { refusedInput, words } from './calendars.answers.ts'
import { shareInput } from './calendars.inputs.ts'
import { calendarsPaths } from './calendars.paths.ts'
import { canShare, canUseCalendars } from './calendars.permissions.ts'
import { findStandpoint, listCalendars, listShares } from './calendars.queries.ts'
import { listFeeds } from './feeds.queries.ts'
import { SettingsPage } from './views/settings-page.tsx'

/** The person's own calendars: with whom they are shared, and the addresses that other programs read. */
export function addSettingsRoutes(app: Hono<AppEnv>): void {
  app.get(calendarsPaths.settings(), (c) =>
    canUseCalendars(c.var.context.actor) ? showSettings(c, {}) : c.notFound(),
  )

  app.post('/agenda/reglages/:id/partage', async (c) => {
    if (!canUseCalendars(c.var.context.actor)) return c.notFound()
    const values = await readForm(c)
    const input = shareInput.safeParse(values)
    if (!input.success) return showSettings(c, { state: refusedInput(c, values, input.error) }, 422)
    const { personne, droit } = input.data
    const members = await listAllMembers(c.var.context.db)
    if (!members.some(({ id }) => id === personne)) return c.notFound()
    const shared = await shareCalendar(
      c.var.context,
      c.req.param('id'),
      personne,
      droit === 'none' ? null : droit,
    )
    return shared.ok ? goTo(c, calendarsPaths.settings(), words(c)('done.shared')) : c.notFound()
  })
}

export async function showSettings(
  c: WebContext,
  {
    state = emptyForm,
    madeAddress = null,
  }: { readonly state?: FormState; readonly madeAddress?: string | null },
  status: 200 | 422 = 200,
): Promise<Response> {
  const { db, actor, context } = { ...c.var.context, context: c.var.context }
  if (!actor) return c.notFound() as Response
  await ownCalendar(context)
  const calendars = await listCalendars(db, await findStandpoint(context))
  const mine = calendars.filter((calendar) => calendar.ownerId === actor.id && canShare(actor, calendar))
  const shares = await Promise.all(mine.map(({ id }) => listShares(db, id)))
  const members = await listAllMembers(db)
  const services = (await listServices(db)).sort((one, other) => one.name.localeCompare(other.name, 'fr'))
  const hours = await listServiceHours(db)
  return show(
    c,
    SettingsPage,
    {
      mine: mine.map((calendar, index) => ({ calendar, shares: shares[index] ?? [] })),
      people: members.filter(({ id }) => id !== actor.id),
      readable: calendars.filter(({ access, isClosed }) => access !== 'busy' && !isClosed),
      feeds: await listFeeds(db, actor.id),
      devicesPath: devicesPaths.mine(),
      hours: services.map((service) => ({
        service,
        hours: hours.get(service.id) ?? usualServiceHours,
        canSet: canSetHours(actor, service),
      })),
      madeAddress,
      state,
    },
    status,
  )
}
