import type { Hono } from 'hono'
import { z } from 'zod'
import { isOfTheTown } from '#kernel/actor.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { filled } from '#web/form-values.ts'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { refusedInput, words } from './organisations.answers.ts'
import { organisationsPaths } from './organisations.paths.ts'
import { canKeepDirectory } from './organisations.permissions.ts'
import { VitalityPage } from './views/vitality-page.tsx'
import { followVitality } from './vitality.actions.ts'
import { findVitalityMeasure, readVitality } from './vitality.queries.ts'

const measureInput = z.object({ mesure: filled(60) })

export function addVitalityRoutes(app: Hono<AppEnv>): void {
  app.get('/organisations/vitalite', (c) =>
    isOfTheTown(c.var.context.actor) ? page(c, emptyForm, 200) : c.notFound(),
  )

  app.post('/organisations/vitalite', async (c) => {
    if (!canKeepDirectory(c.var.context.actor)) return c.notFound()
    const values = await readForm(c)
    const input = measureInput.safeParse(values)
    if (!input.success) return page(c, refusedInput(c, values, input.error), 422)
    const done = await followVitality(c.var.context, input.data.mesure)
    if (done.ok) return goTo(c, organisationsPaths.vitality(), words(c)('done.vitality'))
    if (done.refusal === 'not_found') return c.notFound()
    return page(c, { values, errors: { mesure: words(c)('error.measure_unknown') } }, 422)
  })
}

async function page(c: WebContext, state: FormState, status: 200 | 422): Promise<Response> {
  const { db, clock, actor } = c.var.context
  const vitality = await readVitality(db, clock.today())
  const measure = await findVitalityMeasure(db)
  return show(
    c,
    VitalityPage,
    { vitality, measure, today: clock.today(), canFollow: canKeepDirectory(actor), state },
    status,
  )
}
