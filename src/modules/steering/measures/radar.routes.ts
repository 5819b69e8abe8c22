import type { Hono } from 'hono'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { rateMeasure } from './measures.actions.ts'
import { refusedAct, refusedInput, statusOf, words } from './measures.answers.ts'
import { ratingsInput, seenRatingsInput } from './measures.inputs.ts'
import { measuresPaths } from './measures.paths.ts'
import { canAssessMeasure } from './measures.permissions.ts'
import { findMeasure } from './measures.queries.ts'
import type { Measure, Ratings } from './measures.rules.ts'
import { staleForm } from './stale-form.ts'
import { RatingsPage } from './views/ratings-page.tsx'

/** The questions that people answer for the radar. The form carries the answers that it was shown with. */
export function addRadarRoutes(app: Hono<AppEnv>): void {
  app.get('/mesures/:code/radar', async (c) => {
    const measure = await ratable(c)
    if (!measure) return c.notFound()
    return show(c, RatingsPage, { measure, state: { values: shownValues(measure.ratings), errors: {} } })
  })

  app.post('/mesures/:code/radar', async (c) => {
    const measure = await ratable(c)
    if (!measure) return c.notFound()
    const values = await readForm(c)
    const input = ratingsInput.safeParse(values)
    if (!input.success)
      return show(c, RatingsPage, { measure, state: refusedInput(c, values, input.error) }, 422)
    const { vu: seen } = seenRatingsInput.parse(values)
    const result = await rateMeasure(c.var.context, measure.code, seen, input.data)
    if (result.ok) return goTo(c, measuresPaths.show(measure.code), words(c)('done.saved'))
    if (result.refusal === 'changed_meanwhile') return showChanged(c, input.data)
    const state = refusedAct(c, values, result.refusal)
    return show(c, RatingsPage, { measure, state }, statusOf(result.refusal))
  })
}

/** Somebody else answered first: both answers side by side, unless they are the same. */
async function showChanged(c: WebContext, ratings: Ratings): Promise<Response> {
  const measure = await ratable(c)
  if (!measure) return c.notFound()
  const t = words(c)
  const typed = textOf(ratings)
  const state = staleForm(typed, typed, shownValues(measure.ratings), 'vu', t, (_, value) => value)
  return state
    ? show(c, RatingsPage, { measure, state }, 409)
    : goTo(c, measuresPaths.show(measure.code), t('done.saved'))
}

/** Answers as the form shows them, with what it must send back to say which ones it saw. */
function shownValues(ratings: Ratings): Record<string, string> {
  return { ...textOf(ratings), vu: JSON.stringify(ratings) }
}

function textOf(ratings: Ratings): Record<string, string> {
  return Object.fromEntries(Object.entries(ratings).map(([question, score]) => [question, String(score)]))
}

/** The measure of the address, when this person may answer for it. */
async function ratable(c: WebContext): Promise<Measure | null> {
  const { db, actor } = c.var.context
  const measure = await findMeasure(db, c.req.param('code') ?? '')
  return measure && canAssessMeasure(actor, measure.status) ? measure : null
}
