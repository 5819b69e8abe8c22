import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { listCommitmentStates } from '#modules/participation/commitments/commitments.public.ts'
import { listDeliberationChoices } from '#modules/steering/deliberations/deliberations.public.ts'
import { findMeasureName, measuresPaths } from '#modules/steering/measures/measures.public.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { addAnswersRoutes } from './answers.routes.ts'
import { listCampaigns } from './campaigns.queries.ts'
import { addDraftRoutes } from './draft.routes.ts'
import { answersDueOn, electorateAnswer, reserveAnswer } from './legal.rules.ts'
import { findHourlyCents, listCostSums } from './meter.queries.ts'
import { addMeterRoutes } from './meter.routes.ts'
import { addedWeeks, totalsOf } from './meter.rules.ts'
import { addParticipantRoutes } from './participants.routes.ts'
import { sumPeople } from './participation.queries.ts'
import {
  abandonProcess,
  closeProcess,
  extendPhase,
  openProcess,
  roleForPoints,
  signProcess,
} from './process-acts.actions.ts'
import type { ProcessBook } from './process-book.ts'
import { listAnswers, listProcesses } from './process-list.queries.ts'
import { listProcessActs } from './process-page.queries.ts'
import { addCampaign, prepareProcess } from './processes.actions.ts'
import { refusedAct, refusedInput, statusOf, words } from './processes.answers.ts'
import { addProcessesApi } from './processes.api.ts'
import { actInput, campaignInput, filterInput, seedInput } from './processes.inputs.ts'
import { processesPaths } from './processes.paths.ts'
import {
  actsOpenTo,
  canEditProcess,
  canManageProcess,
  canPrepareProcess,
  canSeeDraftProcesses,
  canSeeProcess,
  canSetCampaigns,
} from './processes.permissions.ts'
import { findProcessBySlug } from './processes.queries.ts'
import { isPhaseOpen, type Process, processStatuses, publicProcessStatuses } from './processes.rules.ts'
import { readinessOf } from './promise.rules.ts'
import { CampaignsPage } from './views/campaigns-page.tsx'
import { NewProcessPage } from './views/new-process-page.tsx'
import { ProcessListPage } from './views/process-list-page.tsx'
import { ProcessPage } from './views/process-page.tsx'

export function processesRoutes(book: ProcessBook) {
  const app = new Hono<AppEnv>()

  app.get('/demarches', async (c) => {
    const { db, actor, clock } = c.var.context
    const { etat, q, suite } = filterInput.parse(c.req.query())
    const filter = { status: etat, search: q, after: suite }
    const draftsToo = canSeeDraftProcesses(actor)
    return show(c, ProcessListPage, {
      ...(await listProcesses(db, filter, draftsToo)),
      filter,
      today: clock.today(),
      visibleStatuses: draftsToo ? processStatuses : publicProcessStatuses,
      canPrepare: canPrepareProcess(actor),
      canSetCampaigns: canSetCampaigns(actor),
    })
  })

  addProcessesApi(app)

  app.get('/demarches/nouvelle', (c) =>
    canPrepareProcess(c.var.context.actor) ? show(c, NewProcessPage, { state: emptyForm }) : c.notFound(),
  )

  app.post('/demarches/nouvelle', async (c) => {
    if (!canPrepareProcess(c.var.context.actor)) return c.notFound()
    const values = await readForm(c)
    const input = seedInput.safeParse(values)
    if (!input.success) return show(c, NewProcessPage, { state: refusedInput(c, values, input.error) }, 422)
    const result = await prepareProcess(c.var.context, input.data)
    if (result.ok) return goTo(c, processesPaths.show(result.value.slug), words(c)('done.prepared'))
    return show(c, NewProcessPage, { state: refusedAct(c, values, result.refusal) }, statusOf(result.refusal))
  })

  app.get('/demarches/campagnes-electorales', (c) => showCampaigns(c, emptyForm))

  app.post('/demarches/campagnes-electorales', async (c) => {
    if (!canSetCampaigns(c.var.context.actor)) return c.notFound()
    const values = await readForm(c)
    const input = campaignInput.safeParse(values)
    if (!input.success) return showCampaigns(c, refusedInput(c, values, input.error), 422)
    const result = await addCampaign(c.var.context, input.data)
    if (result.ok) return goTo(c, processesPaths.campaigns(), words(c)('done.saved'))
    return result.refusal === 'not_found'
      ? c.notFound()
      : showCampaigns(c, refusedAct(c, values, result.refusal), 422)
  })

  addParticipantRoutes(app)
  addMeterRoutes(app, book)
  addAnswersRoutes(app, (c, slug, state, status) => showProcess(c, book, slug, state, status))
  addDraftRoutes(app)

  app.get('/demarches/:slug', (c) => showProcess(c, book, c.req.param('slug'), emptyForm))

  app.post('/demarches/:slug/actes', async (c) => {
    const slug = c.req.param('slug')
    const values = await readForm(c)
    const input = actInput.safeParse(values)
    if (!input.success) return showProcess(c, book, slug, refusedInput(c, values, input.error), 422)
    const result = await takeAct(c, slug, input.data)
    if (result.ok) return goTo(c, processesPaths.show(slug), words(c)(`done.${input.data.act}`))
    if (result.refusal === 'not_found') return c.notFound()
    return showProcess(c, book, slug, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })

  return app
}

type ActInput = ReturnType<typeof actInput.parse>

function takeAct({ var: { context } }: WebContext, slug: string, { act, taking, phaseId, endsOn }: ActInput) {
  switch (act) {
    case 'sign':
      return signProcess(context, slug, taking)
    case 'open':
      return openProcess(context, slug, taking)
    case 'close':
      return closeProcess(context, slug, taking)
    case 'abandon':
      return abandonProcess(context, slug, taking)
    case 'extend':
      return extendPhase(context, slug, { ...taking, phaseId, endsOn: endsOn ?? context.clock.today() })
    // The answers have a page of their own.
    case 'answer':
      return Promise.resolve({ ok: false, refusal: 'act_closed' } as const)
  }
}

async function showProcess(
  c: WebContext,
  book: ProcessBook,
  slug: string,
  state: FormState,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const { db, actor, clock } = c.var.context
  const today = clock.today()
  const process = await findProcessBySlug(db, slug)
  if (!process || !canSeeProcess(actor, process)) return c.notFound()
  const campaigns = await listCampaigns(db)
  const openActs = actsOpenTo(actor, process)
  const people = await sumPeople(db, process.id)
  const meter = {
    process,
    totals: totalsOf(await listCostSums(db, process.id), await findHourlyCents(db, today)),
    people,
    kept: process.closedOn === null ? null : await book.keptProposals(db, process.id),
    weeks: process.decidedOn && addedWeeks(process, process.decidedOn),
  }
  return show(
    c,
    ProcessPage,
    {
      process,
      readiness: readinessOf(process, campaigns, today),
      reserve: reserveAnswer(today, campaigns),
      electorate: electorateAnswer(process.form, today),
      answersDueOn: answersDueOn(process),
      measure: await measureOf(c, process),
      promise: {
        process,
        answers: process.answeredOn === null ? [] : await listAnswers(db, process.id),
        states: await listCommitmentStates(db, process.id, today),
        canKeep: roleForPoints(c.var.context, process) !== null,
      },
      meter,
      proposals: await proposalsOf(c, book, process),
      people,
      canEdit: canEditProcess(actor, process),
      hoursKey: canManageProcess(actor, process) ? randomUUID() : null,
      openActs,
      deliberations: openActs.includes('sign') ? await listDeliberationChoices(db) : [],
      history: await listProcessActs(db, process.id),
      today,
      state,
    },
    status,
  )
}

/** What people find of the proposals; nothing where the process asks for none, or before its opening. */
async function proposalsOf({ var: { context } }: WebContext, book: ProcessBook, process: Process) {
  if (process.openedOn === null || !process.phases.some(({ kind }) => kind === 'proposals')) return null
  const today = context.clock.today()
  return {
    ...(await book.countProposals(context.db, process.id, today)),
    listPath: book.proposalsPath(process.slug),
    newPath: isPhaseOpen(process, 'proposals', today) ? book.newProposalPath(process.slug) : null,
  }
}

/** Statuses in which everybody reads a measure. */
const publicMeasures: readonly string[] = ['decided', 'running', 'closed']

/** A measure in preparation stays inside the town, even when a process names it. */
async function measureOf(c: WebContext, process: Process) {
  const { db, actor } = c.var.context
  const measure = await findMeasureName(db, process.measureId)
  return measure && (canSeeDraftProcesses(actor) || publicMeasures.includes(measure.status))
    ? { title: measure.title, href: measuresPaths.show(measure.code) }
    : null
}

async function showCampaigns(c: WebContext, state: FormState, status: 200 | 422 = 200): Promise<Response> {
  const { db, actor } = c.var.context
  return show(
    c,
    CampaignsPage,
    { campaigns: await listCampaigns(db), canAdd: canSetCampaigns(actor), state },
    status,
  )
}
