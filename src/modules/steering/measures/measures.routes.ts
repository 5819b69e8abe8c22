import { Hono } from 'hono'
import { isOfTheTown } from '#kernel/actor.ts'
import { listDeliberationChoices } from '#modules/steering/deliberations/deliberations.public.ts'
import { canRecordEvidence, canSeeAlerts } from '#modules/steering/evidence/evidence.public.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { type FormValues, readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, showToAll, type WebContext } from '#web/respond.ts'
import type { MeasureDraft } from './drafts.rules.ts'
import { addImportRoutes } from './import.routes.ts'
import { addRuleRoutes } from './legal-rules.routes.ts'
import { publicStatuses } from './life-cycle.rules.ts'
import { type Articles, openArticles, writeArticle } from './measure-articles.ts'
import { measureDraft, measureForm, sheetText } from './measure-form.ts'
import { addItemRoutes } from './measure-items.routes.ts'
import { listMeasures } from './measure-list.queries.ts'
import { getMeasureFile } from './measure-sheet.queries.ts'
import { proposeMeasure, reviseMeasure, takeStep } from './measures.actions.ts'
import { refusedAct, refusedInput, statusOf, words } from './measures.answers.ts'
import { filterInput, measureInput, stepInput } from './measures.inputs.ts'
import { type MeasureFilter, measuresPaths } from './measures.paths.ts'
import {
  canAssessMeasure,
  canImportMeasures,
  canProposeMeasure,
  canSeeDrafts,
  canSeeMeasure,
  stepsOpenTo,
} from './measures.permissions.ts'
import { findMeasure } from './measures.queries.ts'
import { type Measure, statuses } from './measures.rules.ts'
import { addRadarRoutes } from './radar.routes.ts'
import { addRateRoutes } from './rates.routes.ts'
import { staleForm } from './stale-form.ts'
import { MeasureFormPage } from './views/measure-form-page.tsx'
import { MeasureListPage } from './views/measure-list-page.tsx'
import { MeasurePage } from './views/measure-page.tsx'

export function measuresRoutes() {
  const app = new Hono<AppEnv>()
  const articles = openArticles()

  app.get('/mesures', async (c) => {
    const { db, actor } = c.var.context
    const { partie, etat, q, suite } = filterInput.parse(c.req.query())
    const filter: MeasureFilter = { part: partie, status: etat, search: q, after: suite }
    const { rows, next } = await listMeasures(db, filter, canSeeDrafts(actor))
    return showToAll(c, MeasureListPage, {
      rows,
      filter,
      next,
      canPropose: canProposeMeasure(actor),
      canImport: canImportMeasures(actor),
      canSeeRates: isOfTheTown(actor),
      visibleStatuses: canSeeDrafts(actor) ? statuses : publicStatuses,
    })
  })

  app.get('/mesures/nouvelle', (c) =>
    canProposeMeasure(c.var.context.actor)
      ? show(c, MeasureFormPage, { code: null, state: emptyForm })
      : c.notFound(),
  )

  app.post('/mesures/nouvelle', async (c) => {
    if (!canProposeMeasure(c.var.context.actor)) return c.notFound()
    const values = await readForm(c)
    const input = measureInput.safeParse(values)
    if (!input.success)
      return show(c, MeasureFormPage, { code: null, state: refusedInput(c, values, input.error) }, 422)
    const result = await proposeMeasure(c.var.context, measureDraft(input.data))
    if (result.ok) return goTo(c, measuresPaths.show(result.value.code), words(c)('done.proposed'))
    return show(
      c,
      MeasureFormPage,
      { code: null, state: refusedAct(c, values, result.refusal) },
      statusOf(result.refusal),
    )
  })

  addImportRoutes(app)

  app.get('/mesures/:code', (c) => showMeasure(c, articles, c.req.param('code')))

  app.get('/mesures/:code/modifier', async (c) => {
    const measure = await editable(c)
    return measure
      ? show(c, MeasureFormPage, { code: measure.code, state: measureForm(measure) })
      : c.notFound()
  })

  app.post('/mesures/:code/modifier', async (c) => {
    const measure = await editable(c)
    if (!measure) return c.notFound()
    const values = await readForm(c)
    const input = measureInput.safeParse(values)
    if (!input.success)
      return show(
        c,
        MeasureFormPage,
        { code: measure.code, state: refusedInput(c, values, input.error) },
        422,
      )
    const result = await reviseMeasure(
      c.var.context,
      measure.code,
      input.data.version,
      measureDraft(input.data),
    )
    if (result.ok) return goTo(c, measuresPaths.show(measure.code), words(c)('done.saved'))
    if (result.refusal === 'changed_meanwhile') return showRevised(c, values, measureDraft(input.data))
    const state = refusedAct(c, values, result.refusal)
    return show(c, MeasureFormPage, { code: measure.code, state }, statusOf(result.refusal))
  })

  app.post('/mesures/:code/etapes', async (c) => {
    const code = c.req.param('code')
    const values = await readForm(c)
    const input = stepInput.safeParse(values)
    if (!input.success)
      return showMeasure(c, articles, code, { state: refusedInput(c, values, input.error), status: 422 })
    const { etape: step, version, deliberation, motif } = input.data
    const result = await takeStep(c.var.context, code, {
      step,
      version,
      deliberationId: deliberation,
      reason: motif,
    })
    if (result.ok) return goTo(c, measuresPaths.show(code), words(c)('done.step'))
    if (result.refusal === 'not_found') return c.notFound()
    return showMeasure(c, articles, code, {
      state: refusedAct(c, values, result.refusal),
      status: statusOf(result.refusal),
    })
  })

  addRadarRoutes(app)
  addItemRoutes(app)
  addRuleRoutes(app)
  addRateRoutes(app)
  return app
}

/** Somebody else rewrote the sheet first: both answers side by side, unless they are the same. */
async function showRevised(
  c: WebContext,
  values: FormValues,
  draft: Omit<MeasureDraft, 'code' | 'ratings'>,
): Promise<Response> {
  const measure = await editable(c)
  if (!measure) return c.notFound()
  const t = words(c)
  const typed = measureForm({ ...measure, ...draft })
  const state = staleForm(values, typed.values, measureForm(measure).values, 'version', t, (name, value) =>
    sheetText(t, name, value),
  )
  return state
    ? show(c, MeasureFormPage, { code: measure.code, state }, 409)
    : goTo(c, measuresPaths.show(measure.code), t('done.saved'))
}

/** The measure of the address, when this person may rewrite it. */
async function editable(c: WebContext): Promise<Measure | null> {
  const { db, actor } = c.var.context
  const measure = await findMeasure(db, c.req.param('code') ?? '')
  return measure && canAssessMeasure(actor, measure.status) ? measure : null
}

async function showMeasure(
  c: WebContext,
  articles: Articles,
  code: string,
  refused?: { readonly state: FormState; readonly status: 409 | 422 },
): Promise<Response> {
  const { db, actor, clock, locale } = c.var.context
  const today = clock.today()
  const file = await getMeasureFile(db, code, today)
  if (!file || !canSeeMeasure(actor, file.measure.status)) return c.notFound()
  const openSteps = stepsOpenTo(actor, file.measure.status)
  const parts = {
    file,
    deliberations: openSteps.length > 0 ? await listDeliberationChoices(db) : [],
    canAssess: canAssessMeasure(actor, file.measure.status),
    canRecord: canRecordEvidence(actor),
    showAlerts: canSeeAlerts(actor),
    openSteps,
    today,
    locale,
  }
  const { measure } = file
  if (!refused) return showToAll(c, MeasurePage, { measure, article: articles.read(parts) })
  return show(c, MeasurePage, { measure, article: writeArticle(parts, refused.state) }, refused.status)
}
