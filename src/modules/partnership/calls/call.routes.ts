import type { Hono } from 'hono'
import { listAccounts } from '#modules/people/accounts/accounts.public.ts'
import {
  deliberationSubjects,
  listDeliberationChoices,
} from '#modules/steering/deliberations/deliberations.public.ts'
import {
  askRule,
  dayField,
  faultSentences,
  findRule,
  lawWords,
  typeQuestion,
} from '#modules/steering/law/law.public.ts'
import { measureBook, measureSubjects } from '#modules/steering/measures/measures.public.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { canListApplications } from './applications.permissions.ts'
import { callForm, callRules, gridForm, newCallForm } from './call-form.ts'
import {
  answerLaw,
  cloneCall,
  createCall,
  lacksOf,
  legalAnswer,
  openCall,
  reviseCall,
  setGrid,
  setJurors,
  visibleCall,
} from './calls.actions.ts'
import { faultyFields, refusedAct, refusedInput, statusOf, words } from './calls.answers.ts'
import { callInput, listInput, readGrid, readJurors } from './calls.inputs.ts'
import { callsPaths } from './calls.paths.ts'
import {
  canEditCall,
  canEditForm,
  canNameJurors,
  canPrepare,
  canSeeDrafts,
  roleForOpening,
} from './calls.permissions.ts'
import { listCalls, offerOf } from './calls.queries.ts'
import { type Call, type Offer, stageOf } from './calls.rules.ts'
import { latestForm } from './forms.queries.ts'
import { canFollowJury } from './jury.permissions.ts'
import { parisTime } from './paris-time.rules.ts'
import { judgedCall } from './scenarios.actions.ts'
import { CallFormPage } from './views/call-form-page.tsx'
import { CallPage } from './views/call-page.tsx'
import { GridPage } from './views/grid-page.tsx'
import { JurorsPage } from './views/jurors-page.tsx'
import { LawPage } from './views/law-page.tsx'
import { CallListPage } from './views/list-page.tsx'

type FormStatus = 200 | 409 | 422

export function addCallRoutes(app: Hono<AppEnv>): void {
  app.get('/appels-a-projets', async (c) => {
    const { db, actor, clock } = c.var.context
    const { suite } = listInput.parse(c.req.query())
    const { rows, next } = await listCalls(db, { withDrafts: canSeeDrafts(actor), after: suite })
    // Whether a call is open changes within a day: the page is made for each visitor.
    return show(c, CallListPage, {
      rows: rows.map((row) => ({ ...row, stage: stageOf(row.call, clock.now()) })),
      first: suite ? callsPaths.list() : null,
      next: next && callsPaths.list(next),
      canPrepare: canPrepare(actor),
    })
  })

  app.get('/appels-a-projets/nouveau', (c) =>
    canPrepare(c.var.context.actor)
      ? showCallForm(c, null, newCallForm(words(c), c.var.context.clock.today()))
      : c.notFound(),
  )

  app.post('/appels-a-projets/nouveau', async (c) => {
    if (!canPrepare(c.var.context.actor)) return c.notFound()
    const values = await readForm(c)
    const input = callInput.safeParse(values)
    if (!input.success) return showCallForm(c, null, refusedInput(c, values, input.error), 422)
    const result = await createCall(c.var.context, callRules(input.data))
    if (result.ok) return goTo(c, callsPaths.show(result.value), words(c)('done.created'))
    return showCallForm(c, null, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })

  app.get('/appels-a-projets/:code', (c) => showCall(c, emptyForm))

  app.get('/appels-a-projets/:code/modifier', async (c) => {
    const call = await editableCall(c)
    return call ? showCallForm(c, call.code, callForm(call)) : c.notFound()
  })

  app.post('/appels-a-projets/:code/modifier', async (c) => {
    const call = await editableCall(c)
    if (!call) return c.notFound()
    const values = await readForm(c)
    const input = callInput.safeParse(values)
    if (!input.success) return showCallForm(c, call.code, refusedInput(c, values, input.error), 422)
    const result = await reviseCall(c.var.context, call.code, input.data.version, callRules(input.data))
    if (result.ok) return goTo(c, callsPaths.show(call.code), words(c)('done.saved'))
    // The version shown now is the current one: saving again is then a choice, not an accident.
    const state = refusedAct(c, { ...values, version: String(call.version) }, result.refusal)
    return showCallForm(c, call.code, state, statusOf(result.refusal))
  })

  app.post('/appels-a-projets/:code/ouverture', async (c) => {
    const code = c.req.param('code')
    const result = await openCall(c.var.context, code)
    if (result.ok) return goTo(c, callsPaths.show(code), words(c)('done.opened'))
    if (result.refusal === 'not_found') return c.notFound()
    return showCall(c, refusedAct(c, {}, result.refusal), statusOf(result.refusal))
  })

  app.post('/appels-a-projets/:code/copie', async (c) => {
    const code = c.req.param('code')
    const result = await cloneCall(c.var.context, code)
    if (result.ok) return goTo(c, callsPaths.edit(result.value), words(c)('done.cloned'))
    if (result.refusal === 'not_found') return c.notFound()
    return showCall(c, refusedAct(c, {}, result.refusal), statusOf(result.refusal))
  })

  addPartRoutes(app)
}

function addPartRoutes(app: Hono<AppEnv>): void {
  app.get('/appels-a-projets/:code/grille', async (c) => {
    const call = await editableCall(c)
    if (!call) return c.notFound()
    const offer = await offerOf(c.var.context.db, call)
    return show(c, GridPage, { call, state: gridForm(offer) })
  })

  app.post('/appels-a-projets/:code/grille', async (c) => {
    const call = await editableCall(c)
    if (!call) return c.notFound()
    const values = await readForm(c)
    const { grid, faults } = readGrid(values)
    if (faults.length > 0) return show(c, GridPage, { call, state: faultyFields(c, values, faults) }, 422)
    const result = await setGrid(c.var.context, call.code, Number(values.version ?? 0), grid)
    if (result.ok) return goTo(c, callsPaths.show(call.code), words(c)('done.saved'))
    const state = refusedAct(c, { ...values, version: String(call.version) }, result.refusal)
    return show(c, GridPage, { call, state }, statusOf(result.refusal))
  })

  app.get('/appels-a-projets/:code/jures', (c) => showJurors(c, null))

  app.post('/appels-a-projets/:code/jures', async (c) => {
    const call = await visibleCall(c.var.context, c.req.param('code'))
    if (!call || !canNameJurors(c.var.context.actor, call.status)) return c.notFound()
    const values = await readForm(c)
    const result = await setJurors(c.var.context, call.code, readJurors(values))
    if (result.ok) return goTo(c, callsPaths.show(call.code), words(c)('done.saved'))
    return showJurors(c, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })

  app.get('/appels-a-projets/:code/droit', async (c) => {
    const call = await editableCall(c)
    return call ? showLaw(c, call, null) : c.notFound()
  })

  app.post('/appels-a-projets/:code/droit', async (c) => {
    const call = await editableCall(c)
    const rule = findRule('SUB-01')
    if (!call || !rule) return c.notFound()
    const values = await readForm(c)
    const question = askRule(rule, { ...values, [dayField]: parisTime(call.opensAt).day })
    const isAnswered = question.answer !== null && question.missing.length === 0
    if (!isAnswered) {
      const errors = {
        ...faultSentences(question.faults, lawWords(c.var.context.locale)),
        ...Object.fromEntries(question.missing.map((field) => [field, words(c)('error.choice')])),
      }
      return showLaw(c, call, { values, errors }, 422)
    }
    const result = await answerLaw(c.var.context, call.code, question.facts)
    if (!result.ok) return c.notFound()
    return goTo(c, callsPaths.law(call.code), words(c)('done.saved'))
  })
}

/** The call of the address, when this person may rewrite it. */
async function editableCall(c: WebContext): Promise<Call | null> {
  const call = await visibleCall(c.var.context, c.req.param('code') ?? '')
  return call && canEditCall(c.var.context.actor, call.status) ? call : null
}

async function showCallForm(
  c: WebContext,
  code: string | null,
  state: FormState,
  status: FormStatus = 200,
): Promise<Response> {
  const { db } = c.var.context
  const [measures, deliberations] = await Promise.all([
    measureBook.list(c.var.context),
    listDeliberationChoices(db),
  ])
  return show(
    c,
    CallFormPage,
    {
      code,
      state,
      measures: measures.map(({ id, title }) => ({ value: id, label: title })),
      deliberations: deliberations.map(({ id, label }) => ({ value: id, label })),
    },
    status,
  )
}

function showLaw(c: WebContext, call: Call, refused: FormState | null, status: FormStatus = 200) {
  const rule = findRule('SUB-01')
  if (!rule) return c.notFound()
  const kept = call.legalFacts
    ? { values: typeQuestion(rule, call.legalFacts, parisTime(call.opensAt).day), errors: {} }
    : emptyForm
  return show(
    c,
    LawPage,
    { call, rule, answer: refused ? null : legalAnswer(call), state: refused ?? kept },
    status,
  )
}

async function showJurors(c: WebContext, refused: FormState | null, status: FormStatus = 200) {
  const { db, actor, clock } = c.var.context
  const call = await visibleCall(c.var.context, c.req.param('code') ?? '')
  if (!call || !canNameJurors(actor, call.status)) return c.notFound()
  const [{ jurors }, accounts] = await Promise.all([offerOf(db, call), listAccounts(db, clock.today())])
  const kept = {
    values: {
      ...Object.fromEntries(jurors.map(({ accountId }, index) => [`jure_${index + 1}`, accountId])),
      preside: jurors.find(({ isChair }) => isChair)?.accountId,
    },
    errors: {},
  }
  // Whoever applied through the door of a call has an account without a role: that is no one to judge others.
  const people = accounts
    .filter(({ roles }) => roles.length > 0)
    .map(({ id, name, title }) => ({
      value: id,
      label: title === '' ? name : `${name}, ${title}`,
    }))
  return show(c, JurorsPage, { call, people, state: refused ?? kept }, status)
}

async function showCall(c: WebContext, state: FormState, status: FormStatus = 200): Promise<Response> {
  const { db, actor, clock } = c.var.context
  const call = await visibleCall(c.var.context, c.req.param('code') ?? '')
  if (!call) return c.notFound()
  const offer = await offerOf(db, call)
  const form = await latestForm(db, call.id)
  return show(
    c,
    CallPage,
    {
      offer,
      questions: form.questions,
      stage: stageOf(call, clock.now()),
      lacks: call.status === 'draft' ? lacksOf(offer, clock.now()) : [],
      legal: legalAnswer(call),
      ...(await linksOf(c, offer)),
      canEdit: canEditCall(actor, call.status),
      canEditForm: canEditForm(actor, call.status),
      canNameJurors: canNameJurors(actor, call.status),
      canOpen: roleForOpening(actor, call.status) !== null,
      canClone: canPrepare(actor),
      canSeeRanking:
        call.status !== 'draft' &&
        call.status !== 'open' &&
        canFollowJury(actor, offer.jurors) &&
        (await judgedCall(c.var.context, call)).isComplete,
      canSeeDecision:
        ['arbitrated', 'decided', 'closed_out'].includes(call.status) && canListApplications(actor),
      canEditTemplate: call.status !== 'draft' && canPrepare(actor),
      canFollowJury: call.status !== 'draft' && canFollowJury(actor, offer.jurors),
      canListApplications: call.status !== 'draft' && canListApplications(actor),
      state,
    },
    status,
  )
}

/** The measure and the deliberation of the call, where the reader may see them. */
async function linksOf(c: WebContext, { call }: Offer) {
  const find = async (subjects: typeof measureSubjects, id: string | null) =>
    id === null ? null : ((await subjects.find(c.var.context, [id])).get(id) ?? null)
  return {
    measure: await find(measureSubjects, call.measureId),
    deliberation: await find(deliberationSubjects, call.rulesDeliberationId),
  }
}
