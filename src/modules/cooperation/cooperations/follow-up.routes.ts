import type { Hono } from 'hono'
import { yearOf } from '#kernel/calendar-date.ts'
import type { FormState } from '#web/form.tsx'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { findReadable } from './changing.actions.ts'
import { refusedAct, refusedInput, statusOf, words } from './cooperations.answers.ts'
import { reviewInput } from './cooperations.inputs.ts'
import { cooperationsPaths } from './cooperations.paths.ts'
import { canSeeExposure, roleOfReviewer } from './cooperations.permissions.ts'
import { type Cooperation, latestRound, presentParties, roundInForce } from './cooperations.rules.ts'
import { reviewCooperation } from './councils.actions.ts'
import { exposureOf, tutelageOf } from './exposure.rules.ts'
import { signsFound } from './legal-tests.rules.ts'
import { listTests } from './preparation.queries.ts'
import { ExposurePage } from './views/exposure-page.tsx'
import { ReviewPage } from './views/review-page.tsx'

/** What is looked at again each year: results, and how the cooperation would bear a change of majority. */
export function addFollowUpRoutes(app: Hono<AppEnv>): void {
  app.get('/cooperations/:slug/bilan', async (c) => {
    const cooperation = await reviewable(c)
    if (!cooperation) return c.notFound()
    const today = c.var.context.clock.today()
    const values = { annee: String(yearOf(today)), tenu_le: today }
    return showReview(c, cooperation, { values, errors: {} }, 200)
  })

  app.post('/cooperations/:slug/bilan', async (c) => {
    const cooperation = await reviewable(c)
    if (!cooperation) return c.notFound()
    const values = await readForm(c)
    const input = reviewInput.safeParse(values)
    if (!input.success) return showReview(c, cooperation, refusedInput(c, values, input.error), 422)
    const result = await reviewCooperation(c.var.context, cooperation.slug, input.data)
    if (result.ok)
      return goTo(c, `${cooperationsPaths.show(cooperation.slug)}#bilans`, words(c)('done.review'))
    if (result.refusal === 'not_found') return c.notFound()
    return showReview(c, cooperation, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })

  app.get('/cooperations/:slug/exposition', async (c) => {
    const { context } = c.var
    if (!canSeeExposure(context.actor)) return c.notFound()
    const readable = await findReadable(context, c.req.param('slug'))
    return readable ? showExposure(c, readable.cooperation) : c.notFound()
  })
}

async function showExposure(c: WebContext, cooperation: Cooperation): Promise<Response> {
  const { db, clock } = c.var.context
  const today = clock.today()
  // What is being prepared is looked at before it binds anybody.
  const round = latestRound(cooperation) ?? roundInForce(cooperation)
  if (round === null) return show(c, ExposurePage, { cooperation, exposure: null, signs: [] })
  const { effectOn } = round
  const input = {
    ...round,
    parties: presentParties(cooperation, today),
    agreement: effectOn === null || round.term === null ? null : { ...round, effectOn },
  }
  const tests = await listTests(db, cooperation.id, round.number)
  return show(c, ExposurePage, {
    cooperation,
    exposure: exposureOf(input, today),
    signs: tutelageOf(input, signsFound(tests), today),
  })
}

function showReview(c: WebContext, cooperation: Cooperation, state: FormState, status: 200 | 409 | 422) {
  return show(c, ReviewPage, { cooperation, state }, status)
}

async function reviewable(c: WebContext): Promise<Cooperation | null> {
  const readable = await findReadable(c.var.context, c.req.param('slug') ?? '')
  if (readable?.access !== 'town' || roleOfReviewer(c.var.context.actor) === null) return null
  return readable.cooperation.status === 'running' ? readable.cooperation : null
}
