import type { Hono } from 'hono'
import { emptyForm, type FormState } from '#web/form.tsx'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { visibleCall } from './calls.actions.ts'
import { refusedAct, refusedInput, statusOf, words } from './calls.answers.ts'
import { callsPaths } from './calls.paths.ts'
import { canEditForm } from './calls.permissions.ts'
import type { Call } from './calls.rules.ts'
import { placeQuestion, removeQuestion, saveQuestion } from './form.actions.ts'
import { questionInput } from './form.inputs.ts'
import type { Question } from './form.rules.ts'
import { latestForm } from './forms.queries.ts'
import { FormBuilderPage, QuestionPage } from './views/form-builder-pages.tsx'

export function addFormRoutes(app: Hono<AppEnv>): void {
  app.get('/appels-a-projets/:code/formulaire', (c) => showForm(c, emptyForm))

  app.post('/appels-a-projets/:code/formulaire', async (c) => {
    const call = await callWithForm(c)
    if (!call) return c.notFound()
    const values = await readForm(c)
    const input = questionInput.safeParse(values)
    if (!input.success) return showForm(c, refusedInput(c, values, input.error), 422)
    const result = await saveQuestion(c.var.context, call.code, null, input.data)
    if (result.ok) return goTo(c, callsPaths.form(call.code), words(c)('done.question'))
    return showForm(c, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })

  app.get('/appels-a-projets/:code/formulaire/:cle', (c) => showQuestion(c, null))

  app.post('/appels-a-projets/:code/formulaire/:cle', async (c) => {
    const call = await callWithForm(c)
    if (!call) return c.notFound()
    const values = await readForm(c)
    const input = questionInput.safeParse(values)
    if (!input.success) return showQuestion(c, refusedInput(c, values, input.error), 422)
    const result = await saveQuestion(c.var.context, call.code, c.req.param('cle'), input.data)
    if (result.ok) return goTo(c, callsPaths.form(call.code), words(c)('done.saved'))
    if (result.refusal === 'not_found') return c.notFound()
    return showQuestion(c, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })

  app.post('/appels-a-projets/:code/formulaire/:cle/suppression', async (c) => {
    const call = await callWithForm(c)
    if (!call) return c.notFound()
    const result = await removeQuestion(c.var.context, call.code, c.req.param('cle'))
    if (result.ok) return goTo(c, callsPaths.form(call.code), words(c)('done.question_removed'))
    if (result.refusal === 'not_found') return c.notFound()
    return showForm(c, refusedAct(c, {}, result.refusal), statusOf(result.refusal))
  })

  app.post('/appels-a-projets/:code/formulaire/:cle/place', async (c) => {
    const call = await callWithForm(c)
    if (!call) return c.notFound()
    const towards = (await readForm(c)).vers === 'haut' ? 'up' : 'down'
    const result = await placeQuestion(c.var.context, call.code, c.req.param('cle'), towards)
    if (result.ok) return goTo(c, callsPaths.form(call.code))
    if (result.refusal === 'not_found') return c.notFound()
    return showForm(c, refusedAct(c, {}, result.refusal), statusOf(result.refusal))
  })
}

async function callWithForm(c: WebContext): Promise<Call | null> {
  const call = await visibleCall(c.var.context, c.req.param('code') ?? '')
  return call && canEditForm(c.var.context.actor, call.status) ? call : null
}

async function showForm(c: WebContext, state: FormState, status: 200 | 409 | 422 = 200): Promise<Response> {
  const call = await callWithForm(c)
  if (!call) return c.notFound()
  const form = await latestForm(c.var.context.db, call.id)
  return show(c, FormBuilderPage, { call, form, state }, status)
}

async function showQuestion(
  c: WebContext,
  refused: FormState | null,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const call = await callWithForm(c)
  if (!call) return c.notFound()
  const form = await latestForm(c.var.context.db, call.id)
  const question = form.questions.find(({ key }) => key === c.req.param('cle'))
  if (!question) return c.notFound()
  return show(c, QuestionPage, { call, form, question, state: refused ?? questionForm(question) }, status)
}

function questionForm(question: Question): FormState {
  const { shownIf } = question
  return {
    values: {
      nature: question.kind,
      libelle: question.label,
      aide: question.hint,
      obligatoire: question.isRequired ? 'oui' : '',
      choix: question.choices.join('\n'),
      bloc: question.block ?? '',
      fois: question.kind === 'block' ? String(question.most) : '',
      condition: shownIf ? `${shownIf.question}=${shownIf.answer}` : '',
    },
    errors: {},
  }
}
