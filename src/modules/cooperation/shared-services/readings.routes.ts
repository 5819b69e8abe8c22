import type { Hono } from 'hono'
import { emptyForm, type FormState } from '#web/form.tsx'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { addReading, removeReading } from './readings.actions.ts'
import { readingInput } from './running.inputs.ts'
import { opened, refusedAct, refusedInput, statusOf, words } from './shared-services.answers.ts'
import { sharedServicesPaths as paths } from './shared-services.paths.ts'
import { canMeasure, isYearSeen } from './shared-services.permissions.ts'
import { yearOfAddress } from './statements.routes.ts'
import { ReadingsPage } from './views/readings-page.tsx'

const path = '/services-partages/:code/mesures/:annee' as const

/** Service levels, promised beside measured, a year at a time. */
export function addReadingRoutes(app: Hono<AppEnv>): void {
  app.get(path, (c) => showReadings(c, emptyForm))

  app.post(path, async (c) => {
    const open = await opened(c)
    const year = yearOfAddress(c)
    if (!open || year === null || !canMeasure(c.var.context.actor, open.standing)) return c.notFound()
    const values = await readForm(c)
    const input = readingInput.safeParse(values)
    if (!input.success) return showReadings(c, refusedInput(c, values, input.error), 422)
    const { code } = open.file.service
    const result = await addReading(c.var.context, code, year, input.data)
    if (result.ok) return goTo(c, paths.readings(code, year), words(c)('done.added'))
    if (result.refusal === 'not_found') return c.notFound()
    return showReadings(c, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })

  app.post(`${path}/:id/suppression`, async (c) => {
    const { code = '', id = '' } = c.req.param()
    const year = yearOfAddress(c)
    if (year === null || !/^[0-9a-f-]{36}$/.test(id)) return c.notFound()
    const result = await removeReading(c.var.context, code, year, id)
    if (result.ok) return goTo(c, paths.readings(code, year), words(c)('done.removed'))
    if (result.refusal === 'not_found') return c.notFound()
    return showReadings(c, refusedAct(c, {}, result.refusal), statusOf(result.refusal))
  })
}

async function showReadings(
  c: WebContext,
  state: FormState,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const open = await opened(c)
  const year = yearOfAddress(c)
  if (!open || year === null || open.file.service.startsOn === null) return c.notFound()
  const { file, standing } = open
  if (!isYearSeen(standing, file.parties, year)) return c.notFound()
  const isReviewed = file.reviews.some((review) => review.year === year)
  const canWrite = canMeasure(c.var.context.actor, standing) && !isReviewed
  return show(c, ReadingsPage, { file, year, canWrite, state }, status)
}
