import type { Hono } from 'hono'
import {
  canSeeProcess,
  findProcess,
  listDistricts,
  listProcessChoices,
  processesPaths,
} from '#modules/participation/processes/processes.public.ts'
import {
  deliberationSubjects,
  listDeliberationChoices,
} from '#modules/steering/deliberations/deliberations.public.ts'
import { measureBook, measureSubjects } from '#modules/steering/measures/measures.public.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { formatDay } from '#web/formats.ts'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, showToAll, type WebContext } from '#web/respond.ts'
import { refusedAct, refusedInput, statusOf, words } from './budgets.answers.ts'
import { budgetsPaths } from './budgets.paths.ts'
import {
  canEditEdition,
  canKeepDesk,
  canPrepare,
  canSeeDrafts,
  roleForClosing,
  roleForOpening,
  roleForRoll,
} from './budgets.permissions.ts'
import { closeAndCount } from './count.actions.ts'
import { editionDraft, editionForm, newEditionForm, projectDraft, projectForm } from './edition-form.ts'
import {
  addProject,
  createEdition,
  openVote,
  removeProject,
  reviseEdition,
  reviseProject,
  visibleOffer,
} from './editions.actions.ts'
import { editionInput, listInput, projectInput } from './editions.inputs.ts'
import { countTurnout, listEditions } from './editions.queries.ts'
import { type Offer, stageOf, whyNotOpen } from './editions.rules.ts'
import { ballotsPerBatch } from './mixing.ts'
import { countOpenBatches } from './paper.queries.ts'
import { countRoll } from './roll.queries.ts'
import { EditionFormPage } from './views/edition-form-page.tsx'
import { EditionPage } from './views/edition-page.tsx'
import { EditionListPage } from './views/list-page.tsx'
import { ProjectFormPage } from './views/project-form-page.tsx'
import { SecrecyPage } from './views/secrecy-page.tsx'

export function addEditionRoutes(app: Hono<AppEnv>): void {
  app.get('/budgets-participatifs', async (c) => {
    const { db, actor, clock } = c.var.context
    const { suite } = listInput.parse(c.req.query())
    const { rows, next } = await listEditions(db, { withDrafts: canSeeDrafts(actor), after: suite })
    return showToAll(c, EditionListPage, {
      rows: rows.map((row) => ({ ...row, stage: stageOf(row.edition, clock.today()) })),
      first: suite ? budgetsPaths.list() : null,
      next: next && budgetsPaths.list(next),
      canPrepare: canPrepare(actor),
    })
  })

  app.get('/budgets-participatifs/secret', (c) => showToAll(c, SecrecyPage, { batch: ballotsPerBatch }))

  app.get('/budgets-participatifs/nouveau', (c) =>
    canPrepare(c.var.context.actor)
      ? showForm(c, null, newEditionForm(words(c)('form.electorate_default')))
      : c.notFound(),
  )

  app.post('/budgets-participatifs/nouveau', async (c) => {
    if (!canPrepare(c.var.context.actor)) return c.notFound()
    const values = await readForm(c)
    const input = editionInput.safeParse(values)
    if (!input.success) return showForm(c, null, refusedInput(c, values, input.error), 422)
    const draft = editionDraft(input.data, c.var.context.town.name, await listDistricts(c.var.context.db))
    const result = await createEdition(c.var.context, draft)
    if (result.ok) return goTo(c, budgetsPaths.show(result.value), words(c)('done.created'))
    return showForm(c, null, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })

  app.get('/budgets-participatifs/:code', (c) => showEdition(c, emptyForm))

  app.get('/budgets-participatifs/:code/modifier', async (c) => {
    const offer = await editableOffer(c)
    return offer ? showForm(c, offer.edition.code, editionForm(offer)) : c.notFound()
  })

  app.post('/budgets-participatifs/:code/modifier', async (c) => {
    const offer = await editableOffer(c)
    if (!offer) return c.notFound()
    const { code, version } = offer.edition
    const values = await readForm(c)
    const input = editionInput.safeParse(values)
    if (!input.success) return showForm(c, code, refusedInput(c, values, input.error), 422)
    const draft = editionDraft(input.data, c.var.context.town.name, await listDistricts(c.var.context.db))
    const result = await reviseEdition(c.var.context, code, input.data.version, draft)
    if (result.ok) return goTo(c, budgetsPaths.show(code), words(c)('done.saved'))
    // The version shown now is the current one: saving again is then a choice, not an accident.
    const state = refusedAct(c, { ...values, version: String(version) }, result.refusal)
    return showForm(c, code, state, statusOf(result.refusal))
  })

  app.post('/budgets-participatifs/:code/ouverture', async (c) => {
    const code = c.req.param('code')
    const result = await openVote(c.var.context, code)
    if (result.ok) return goTo(c, budgetsPaths.show(code), words(c)('done.opened'))
    if (result.refusal === 'not_found') return c.notFound()
    return showEdition(c, refusedAct(c, {}, result.refusal), statusOf(result.refusal))
  })

  app.post('/budgets-participatifs/:code/depouillement', async (c) => {
    const code = c.req.param('code')
    const result = await closeAndCount(c.var.context, code)
    if (result.ok) return goTo(c, budgetsPaths.results(code), words(c)('done.counted'))
    if (result.refusal === 'not_found') return c.notFound()
    return showEdition(c, refusedAct(c, {}, result.refusal), statusOf(result.refusal))
  })

  addProjectRoutes(app)
}

function addProjectRoutes(app: Hono<AppEnv>): void {
  app.get('/budgets-participatifs/:code/projets/nouveau', async (c) => {
    const offer = await editableOffer(c)
    return offer ? show(c, ProjectFormPage, { offer, number: null, state: emptyForm }) : c.notFound()
  })

  app.post('/budgets-participatifs/:code/projets/nouveau', (c) => saveProject(c, null))

  app.get('/budgets-participatifs/:code/projets/:numero/modifier', async (c) => {
    const offer = await editableOffer(c)
    const project = offer?.projects.find(({ number }) => String(number) === c.req.param('numero'))
    if (!offer || !project) return c.notFound()
    return show(c, ProjectFormPage, { offer, number: project.number, state: projectForm(project) })
  })

  app.post('/budgets-participatifs/:code/projets/:numero/modifier', (c) =>
    saveProject(c, numberOf(c.req.param('numero'))),
  )

  app.post('/budgets-participatifs/:code/projets/:numero/suppression', async (c) => {
    const offer = await editableOffer(c)
    if (!offer) return c.notFound()
    const { code } = offer.edition
    const result = await removeProject(c.var.context, code, numberOf(c.req.param('numero')))
    return result.ok ? goTo(c, budgetsPaths.show(code), words(c)('done.removed')) : c.notFound()
  })
}

/** The number of a project in an address; 0, which no project has, for anything else. */
export function numberOf(text: string): number {
  return /^\d{1,4}$/.test(text) ? Number(text) : 0
}

async function saveProject(c: WebContext, number: number | null): Promise<Response> {
  const offer = await editableOffer(c)
  if (!offer || (number !== null && offer.projects.every((project) => project.number !== number)))
    return c.notFound()
  const { code } = offer.edition
  const values = await readForm(c)
  const input = projectInput.safeParse(values)
  if (!input.success)
    return show(c, ProjectFormPage, { offer, number, state: refusedInput(c, values, input.error) }, 422)
  const draft = projectDraft(input.data)
  const result =
    number === null
      ? await addProject(c.var.context, code, draft)
      : await reviseProject(c.var.context, code, number, draft)
  if (result.ok) return goTo(c, budgetsPaths.show(code), words(c)('done.saved'))
  const state = refusedAct(c, values, result.refusal)
  return show(c, ProjectFormPage, { offer, number, state }, statusOf(result.refusal))
}

/** The edition of the address, when this person may rewrite it. */
async function editableOffer(c: WebContext): Promise<Offer | null> {
  const offer = await visibleOffer(c.var.context, c.req.param('code') ?? '')
  return offer && canEditEdition(c.var.context.actor, offer.edition.status) ? offer : null
}

async function showForm(
  c: WebContext,
  code: string | null,
  state: FormState,
  status: 200 | 409 | 422 | 429 = 200,
): Promise<Response> {
  const { db } = c.var.context
  const [processes, measures, deliberations] = await Promise.all([
    listProcessChoices(db),
    measureBook.list(c.var.context),
    listDeliberationChoices(db),
  ])
  return show(
    c,
    EditionFormPage,
    {
      code,
      state,
      processes: processes.map(({ id, label }) => ({ value: id, label })),
      measures: measures.map(({ id, title }) => ({ value: id, label: title })),
      deliberations: deliberations.map(({ id, label }) => ({ value: id, label })),
    },
    status,
  )
}

async function showEdition(
  c: WebContext,
  state: FormState,
  status: 200 | 409 | 422 | 429 = 200,
): Promise<Response> {
  const { context } = c.var
  const { db, clock, locale } = context
  const offer = await visibleOffer(context, c.req.param('code') ?? '')
  if (!offer) return c.notFound()
  const { edition } = offer
  const today = clock.today()
  const turnout = edition.status === 'draft' ? [] : await countTurnout(db, edition.id, today)
  return show(
    c,
    EditionPage,
    {
      offer,
      stage: stageOf(edition, today),
      turnout: turnout.map(({ day, people }) => ({ day: formatDay(day, locale), people })),
      ...(await linksOf(context, offer)),
      staff: await staffOf(context, offer),
      state,
    },
    status,
  )
}

/** What an edition is part of, as far as the reader may see it. */
async function linksOf(context: WebContext['var']['context'], { edition }: Offer) {
  const { db, actor } = context
  const process = edition.processId === null ? null : await findProcess(db, edition.processId)
  const measure =
    edition.measureId === null
      ? undefined
      : (await measureSubjects.find(context, [edition.measureId])).get(edition.measureId)
  const deliberation =
    edition.rulesDeliberationId === null
      ? undefined
      : (await deliberationSubjects.find(context, [edition.rulesDeliberationId])).get(
          edition.rulesDeliberationId,
        )
  return {
    process:
      process && canSeeProcess(actor, process)
        ? { title: process.title, path: processesPaths.show(process.slug) }
        : null,
    measure: measure ? { title: measure.label, path: measure.href } : null,
    rulesDeliberation: deliberation?.label ?? null,
  }
}

async function staffOf({ db, actor, clock }: WebContext['var']['context'], offer: Offer) {
  const { edition } = offer
  const canClose = roleForClosing(actor, edition.status) !== null
  const canChangeRoll = roleForRoll(actor, edition.status) !== null
  const hasRoll = edition.rollKind !== 'declaration'
  return {
    canEdit: canEditEdition(actor, edition.status),
    canOpen: roleForOpening(actor, edition.status) !== null,
    canClose,
    canKeepDesk: canKeepDesk(actor, edition.status),
    canChangeRoll,
    rollSize: canChangeRoll && hasRoll ? await countRoll(db, edition.id) : null,
    openingFault: edition.status === 'draft' ? whyNotOpen(offer, clock.today()) : null,
    openBatches: canClose ? await countOpenBatches(db, edition.id) : 0,
  }
}
