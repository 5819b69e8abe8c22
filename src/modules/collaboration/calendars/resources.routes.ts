import type { Hono } from 'hono'
import { slugOf } from '#kernel/plain-text.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show } from '#web/respond.ts'
import { changeResource, openCalendar } from './calendars.actions.ts'
import { refusedInput, words } from './calendars.answers.ts'
import { resourceInput } from './calendars.inputs.ts'
import { calendarsPaths } from './calendars.paths.ts'
import { canKeepResources } from './calendars.permissions.ts'
import { findCalendar, findStandpoint } from './calendars.queries.ts'
import { isExclusive } from './calendars.rules.ts'
import { ResourceFormPage } from './views/resource-form-page.tsx'

/** Rooms and vehicles: opened and described by those who keep them. */
export function addResourceRoutes(app: Hono<AppEnv>): void {
  app.get(calendarsPaths.newResource(), (c) =>
    canKeepResources(c.var.context.actor)
      ? show(c, ResourceFormPage, { id: null, state: { ...emptyForm, values: { genre: 'room' } } })
      : c.notFound(),
  )

  app.post(calendarsPaths.newResource(), async (c) => {
    if (!canKeepResources(c.var.context.actor)) return c.notFound()
    const values = await readForm(c)
    const input = resourceInput.safeParse(values)
    const again = (state: FormState) => show(c, ResourceFormPage, { id: null, state }, 422)
    if (!input.success) return again(refusedInput(c, values, input.error))
    const { genre, nom, lieu, places } = input.data
    const made = await openCalendar(c.var.context, {
      kind: genre,
      slug: slugOf(nom) || genre,
      name: nom,
      place: lieu,
      capacity: places,
    })
    if (!made.ok) return again({ values, errors: { nom: words(c)('error.name_taken') } })
    return goTo(c, calendarsPaths.resources({ genre }), words(c)('done.resource'))
  })

  app.get('/agenda/ressources/:id', async (c) => {
    const { db, actor } = c.var.context
    const resource = await findCalendar(db, await findStandpoint(c.var.context), c.req.param('id'))
    if (!canKeepResources(actor) || !resource || !isExclusive(resource.kind)) return c.notFound()
    const { id, kind, name, place, capacity, isClosed } = resource
    const values = {
      genre: kind,
      nom: name,
      lieu: place,
      places: capacity === null ? '' : String(capacity),
      ferme: isClosed ? 'oui' : '',
    }
    return show(c, ResourceFormPage, { id, state: { values, errors: {} } })
  })

  app.post('/agenda/ressources/:id', async (c) => {
    const values = await readForm(c)
    const id = c.req.param('id')
    const input = resourceInput.safeParse(values)
    if (!canKeepResources(c.var.context.actor)) return c.notFound()
    if (!input.success)
      return show(c, ResourceFormPage, { id, state: refusedInput(c, values, input.error) }, 422)
    const { nom, lieu, places } = input.data
    const changed = await changeResource(c.var.context, id, {
      name: nom,
      place: lieu,
      capacity: places,
      is_closed: values.ferme === 'oui',
    })
    return changed.ok
      ? goTo(c, calendarsPaths.resources({ genre: input.data.genre }), words(c)('done.resource'))
      : c.notFound()
  })
}
