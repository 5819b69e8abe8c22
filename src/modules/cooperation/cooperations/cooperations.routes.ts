import { Hono } from 'hono'
import { isOfTheTown } from '#kernel/actor.ts'
import { listMeasureChoices } from '#modules/steering/measures/measures.public.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { addAgreementRoutes } from './agreement.routes.ts'
import { standpointOf } from './changing.actions.ts'
import { addCompareRoutes, showCompare } from './compare.routes.ts'
import { proposeCooperation } from './cooperations.actions.ts'
import { refusedAct, refusedInput, statusOf, words } from './cooperations.answers.ts'
import { addCooperationsApi } from './cooperations.api.ts'
import { actInput, filterInput, seedInput } from './cooperations.inputs.ts'
import { cooperationsPaths } from './cooperations.paths.ts'
import { accessTo, roleOfPreparer } from './cooperations.permissions.ts'
import { listCooperations } from './cooperations.queries.ts'
import { asPublished, statuses } from './cooperations.rules.ts'
import { addCouncilRoutes } from './councils.routes.ts'
import { nearestDates } from './dates.queries.ts'
import { addFollowUpRoutes } from './follow-up.routes.ts'
import { addTestRoutes } from './legal-tests.routes.ts'
import { chooseDepth, plainActs } from './life.actions.ts'
import { addPartyRoutes } from './parties.routes.ts'
import { showCooperation } from './show-cooperation.ts'
import { CooperationListPage } from './views/cooperation-list-page.tsx'
import { NewCooperationPage } from './views/new-cooperation-page.tsx'
import { addWorkRoutes } from './work.routes.ts'

export function cooperationsRoutes() {
  const app = new Hono<AppEnv>()

  app.get('/cooperations', async (c) => {
    const { context } = c.var
    const filter = filterInput.parse(c.req.query())
    const isOurs = isOfTheTown(context.actor)
    const listed = {
      status: filter.etat,
      depth: filter.profondeur,
      direction: filter.sens,
      search: filter.q,
      after: filter.suite,
    }
    const standpoint = await standpointOf(context)
    const found = await listCooperations(context.db, listed, standpoint, isOurs)
    const today = context.clock.today()
    const rows = found.rows.map((row) => (accessTo(standpoint, row) === 'public' ? asPublished(row) : row))
    return show(c, CooperationListPage, {
      rows,
      next: found.next,
      filter,
      nearest: isOurs ? await nearestDates(context.db, rows, today) : new Map(),
      today,
      visibleStatuses: isOurs ? statuses : (['signed', 'running', 'ended'] as const),
      canPropose: roleOfPreparer(context.actor) !== null,
    })
  })

  app.get('/cooperations/nouvelle', (c) =>
    roleOfPreparer(c.var.context.actor) === null ? c.notFound() : showNew(c, emptyForm, 200),
  )

  app.post('/cooperations/nouvelle', async (c) => {
    if (roleOfPreparer(c.var.context.actor) === null) return c.notFound()
    const values = await readForm(c)
    const input = seedInput.safeParse(values)
    if (!input.success) return showNew(c, refusedInput(c, values, input.error), 422)
    const measures = await listMeasureChoices(c.var.context.db)
    if (input.data.measureId !== null && !measures.some(({ value }) => value === input.data.measureId))
      return showNew(c, refusedAct(c, values, 'measure_unknown'), 422)
    const result = await proposeCooperation(c.var.context, input.data)
    if (result.ok) return goTo(c, cooperationsPaths.show(result.value.slug), words(c)('done.propose'))
    return showNew(c, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })

  addCooperationsApi(app)
  addPartyRoutes(app)
  addCompareRoutes(app)
  addAgreementRoutes(app)
  addTestRoutes(app)
  addCouncilRoutes(app)
  addFollowUpRoutes(app)
  addWorkRoutes(app)

  app.get('/cooperations/:slug', (c) => showCooperation(c, c.req.param('slug')))

  app.post('/cooperations/:slug/actes', async (c) => {
    const slug = c.req.param('slug')
    const values = await readForm(c)
    const input = actInput.safeParse(values)
    if (!input.success) return showCooperation(c, slug, refusedInput(c, values, input.error), 422)
    const { act, taking, depth } = input.data
    // Signing has a page of its own, with those who sign.
    if (act === 'sign') return showCooperation(c, slug, refusedAct(c, values, 'act_closed'), 422)
    if (act === 'choose') return choose(c, slug, values, { ...taking, depth })
    const result = await plainActs[act](c.var.context, slug, taking)
    if (result.ok) return goTo(c, cooperationsPaths.show(slug), words(c)(`done.${act}`))
    if (result.refusal === 'not_found') return c.notFound()
    return showCooperation(c, slug, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })

  return app
}

type Chosen = Omit<Parameters<typeof chooseDepth>[2], 'depth'> & {
  readonly depth: Parameters<typeof chooseDepth>[2]['depth'] | null
}

async function choose(
  c: WebContext,
  slug: string,
  values: Readonly<Record<string, string>>,
  { depth, ...taking }: Chosen,
): Promise<Response> {
  const t = words(c)
  if (depth === null)
    return showCompare(c, slug, {
      choice: { values, errors: { profondeur: t('error.choice') } },
      status: 422,
    })
  const result = await chooseDepth(c.var.context, slug, { ...taking, depth })
  if (result.ok) return goTo(c, cooperationsPaths.show(slug), t('done.choose'))
  const choice = refusedAct(c, values, result.refusal)
  return result.refusal === 'not_found'
    ? c.notFound()
    : showCompare(c, slug, { choice, status: statusOf(result.refusal) })
}

async function showNew(c: WebContext, state: FormState, status: 200 | 409 | 422): Promise<Response> {
  const measures = await listMeasureChoices(c.var.context.db)
  return show(c, NewCooperationPage, { state, measures }, status)
}
