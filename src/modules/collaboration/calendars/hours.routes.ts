import type { Hono } from 'hono'
import {
  canSetHours,
  findService,
  type HoursFault,
  listServiceHours,
  type Service,
  setServiceHours,
  usualServiceHours,
} from '#modules/people/services/services.public.ts'
import type { FormState } from '#web/form.tsx'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { refusedInput, words } from './calendars.answers.ts'
import { hoursInput } from './calendars.inputs.ts'
import { calendarsPaths } from './calendars.paths.ts'
import { clockField } from './moment-text.ts'
import { HoursPage } from './views/hours-page.tsx'

/** When the people of a service work and may be reached: written by whoever leads it. */
export function addHoursRoutes(app: Hono<AppEnv>): void {
  app.get('/agenda/horaires/:code', async (c) => {
    const service = await openService(c)
    if (!service) return c.notFound()
    const hours = (await listServiceHours(c.var.context.db)).get(service.id) ?? usualServiceHours
    const values = {
      ouvre: clockField(hours.opens),
      ferme: clockField(hours.closes),
      pause_de: clockField(hours.breakFrom),
      pause_a: clockField(hours.breakTo),
      joignable_de: clockField(hours.reachableFrom),
      joignable_a: clockField(hours.reachableTo),
      jours: hours.weekdays.join(','),
    }
    return show(c, HoursPage, { service, state: { values, errors: {} } })
  })

  app.post('/agenda/horaires/:code', async (c) => {
    const service = await openService(c)
    if (!service) return c.notFound()
    const values = await readForm(c)
    const input = hoursInput.safeParse(values)
    const again = (state: FormState) => show(c, HoursPage, { service, state }, 422)
    if (!input.success) return again(refusedInput(c, values, input.error))
    const { ouvre, ferme, pause_de, pause_a, joignable_de, joignable_a, jours } = input.data
    const done = await setServiceHours(c.var.context, service.code, {
      opens: ouvre,
      closes: ferme,
      breakFrom: pause_de,
      breakTo: pause_a,
      reachableFrom: joignable_de,
      reachableTo: joignable_a,
      weekdays: jours,
    })
    if (done.ok) return goTo(c, calendarsPaths.settings(), words(c)('done.hours'))
    if (done.refusal === 'not_found') return c.notFound()
    return again({ values, errors: { [fields[done.refusal]]: words(c)(`error.${done.refusal}`) } })
  })
}

const fields: Readonly<Record<HoursFault, string>> = {
  hours_order: 'ferme',
  break_outside: 'pause_de',
  reachable_narrow: 'joignable_de',
  no_weekday: 'jours',
}

async function openService(c: WebContext): Promise<Service | null> {
  const service = await findService(c.var.context.db, c.req.param('code') ?? '')
  return service && canSetHours(c.var.context.actor, service) ? service : null
}
