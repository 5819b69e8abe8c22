import { Hono } from 'hono'
import { emptyForm } from '#web/form.tsx'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { alertsPerPage, allAlerts } from './alerts.rules.ts'
import { recordByHand, reverseFact } from './evidence.actions.ts'
import {
  faultyFact,
  freshFactForm,
  refusedFact,
  refusedInput,
  refusedReversal,
  words,
} from './evidence.answers.ts'
import { alertsInput, factInput, pageInput, reversalInput } from './evidence.inputs.ts'
import { evidencePaths } from './evidence.paths.ts'
import { canRecordEvidence, canReverse, canSeeAlerts, canSeeRecorders } from './evidence.permissions.ts'
import { findFact, listFacts } from './evidence.queries.ts'
import type { Fact } from './evidence.rules.ts'
import { factOfForm } from './fact-form.rules.ts'
import { addLedgerFileRoutes } from './ledger-file.routes.ts'
import type { MeasureBook } from './measure-book.ts'
import type { PromisedMeasure } from './promises.rules.ts'
import { AlertsPage } from './views/alerts-page.tsx'
import { FactPage } from './views/fact-page.tsx'
import { LedgerPage } from './views/ledger-page.tsx'
import { ReversalPage } from './views/reversal-page.tsx'

export function evidenceRoutes(book: MeasureBook) {
  const app = new Hono<AppEnv>()

  app.get('/mesures/:code/faits', async (c) => {
    const measure = await measureOf(c, book)
    if (!measure) return c.notFound()
    const { db, actor } = c.var.context
    const { suite } = pageInput.parse(c.req.query())
    return show(c, LedgerPage, {
      measure,
      ...(await listFacts(db, measure.id, suite)),
      after: suite,
      canRecord: canRecordEvidence(actor),
      showRecorders: canSeeRecorders(actor),
      canReverse: (fact: Fact) => canReverse(actor, fact),
    })
  })

  app.get('/mesures/:code/faits/nouveau', async (c) => {
    const measure = await recordable(c, book)
    return measure ? show(c, FactPage, { measure, state: freshFactForm(c) }) : c.notFound()
  })

  app.post('/mesures/:code/faits/nouveau', async (c) => {
    const measure = await recordable(c, book)
    if (!measure) return c.notFound()
    const values = await readForm(c)
    const input = factInput.safeParse(values)
    if (!input.success)
      return show(c, FactPage, { measure, state: refusedInput(c, values, input.error) }, 422)
    const fact = factOfForm(measure, input.data)
    if (!fact.ok) return show(c, FactPage, { measure, state: faultyFact(c, values, fact.refusal) }, 422)
    const result = await recordByHand(c.var.context, fact.value, input.data.cle)
    if (result.ok) return goTo(c, evidencePaths.ledger(measure.code), words(c)('done.recorded'))
    if (result.refusal === 'not_found') return c.notFound()
    return show(c, FactPage, { measure, state: refusedFact(c, values, result.refusal) }, 422)
  })

  app.get('/mesures/:code/faits/:id/annulation', async (c) => {
    const found = await reversible(c, book)
    return found ? show(c, ReversalPage, { ...found, state: emptyForm }) : c.notFound()
  })

  app.post('/mesures/:code/faits/:id/annulation', async (c) => {
    const found = await reversible(c, book)
    if (!found) return c.notFound()
    const values = await readForm(c)
    const input = reversalInput.safeParse(values)
    if (!input.success)
      return show(c, ReversalPage, { ...found, state: refusedInput(c, values, input.error) }, 422)
    const result = await reverseFact(c.var.context, found.measure.id, found.fact.id, input.data.motif)
    if (result.ok) return goTo(c, evidencePaths.ledger(found.measure.code), words(c)('done.reversed'))
    if (result.refusal === 'not_found') return c.notFound()
    const state = refusedReversal(c, values, result.refusal)
    return show(c, ReversalPage, { ...found, state }, result.refusal === 'reason_missing' ? 422 : 409)
  })

  app.get('/alertes', async (c) => {
    const { actor, clock } = c.var.context
    if (!canSeeAlerts(actor)) return c.notFound()
    const { suite: from = 0 } = alertsInput.parse(c.req.query())
    const alerts = allAlerts(await book.list(c.var.context), clock.today())
    return show(c, AlertsPage, {
      alerts: alerts.slice(from, from + alertsPerPage),
      count: alerts.length,
      from,
      today: clock.today(),
    })
  })

  addLedgerFileRoutes(app, book)
  return app
}

/** The measure of the address, when this person may see it. */
async function measureOf(c: WebContext, book: MeasureBook): Promise<PromisedMeasure | null> {
  return book.find(c.var.context, c.req.param('code') ?? '')
}

/** The same, when this person may record facts on it. */
async function recordable(c: WebContext, book: MeasureBook): Promise<PromisedMeasure | null> {
  return canRecordEvidence(c.var.context.actor) ? measureOf(c, book) : null
}

/** The fact of the address, when this person may take it back: a reversal is not one. */
async function reversible(
  c: WebContext,
  book: MeasureBook,
): Promise<{ readonly measure: PromisedMeasure; readonly fact: Fact } | null> {
  const { db, actor } = c.var.context
  const measure = await measureOf(c, book)
  const fact = measure && (await findFact(db, measure.id, c.req.param('id') ?? ''))
  if (!measure || !fact || fact.reversesId !== null || !canReverse(actor, fact)) return null
  return { measure, fact }
}
