import type { Hono } from 'hono'
import { z } from 'zod'
import { dayInParis } from '#infra/clock.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { day, filled, optional, text } from '#web/form-values.ts'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { addressedCall } from './application.routes.ts'
import { canListApplications, isHolder, isWriter, roleToAssess } from './applications.permissions.ts'
import { listEvents, listReceived } from './applications.queries.ts'
import { suspensionsOf } from './applications.rules.ts'
import { answerPieces, askForPieces, declareEligibility, visibleApplication } from './assessment.actions.ts'
import { findAgreement, findDecision } from './awards.queries.ts'
import { canWithdraw } from './awards.rules.ts'
import { refusedAct, refusedInput, statusOf, words } from './calls.answers.ts'
import { callsPaths } from './calls.paths.ts'
import { roleForAssessment, roleForDecision, roleForPayment } from './calls.permissions.ts'
import { type Call, stageOf } from './calls.rules.ts'
import { showDraft } from './draft.routes.ts'
import { listFiled } from './papers.queries.ts'
import { listFiles, listRequests, listRequestsOfCall } from './parts.queries.ts'
import { silenceRefusesOn } from './receipt.ts'
import { ReceivedListPage } from './views/received-list-page.tsx'
import { ReceivedPage } from './views/received-page.tsx'

const requestInput = z.object({ pieces: filled(4000), avant: optional(day) })
const eligibilityInput = z.object({ avis: z.enum(['eligible', 'ineligible'], 'choice'), motif: text(4000) })

export function addAssessmentRoutes(app: Hono<AppEnv>): void {
  app.get('/appels-a-projets/:code/candidatures', async (c) => {
    const { db, actor, clock } = c.var.context
    const call = await addressedCall(c)
    if (!call || !canListApplications(actor)) return c.notFound()
    const [applications, requests] = await Promise.all([
      listReceived(db, call.id),
      listRequestsOfCall(db, call.id),
    ])
    const rows = applications.map((application) => {
      const asked = requests.get(application.id) ?? []
      const receivedAt = application.receivedAt
      return {
        application,
        isAwaited: asked.some(({ answeredOn }) => answeredOn === null),
        refusedOn: receivedAt && silenceRefusesOn(dayInParis(receivedAt), suspensionsOf(asked)),
      }
    })
    return show(c, ReceivedListPage, { call, stage: stageOf(call, clock.now()), rows, today: clock.today() })
  })

  app.get('/appels-a-projets/:code/candidatures/:id', async (c) => {
    const call = await addressedCall(c)
    return call ? showApplication(c, call, c.req.param('id'), emptyForm) : c.notFound()
  })

  app.post('/appels-a-projets/:code/candidatures/:id/pieces', async (c) => {
    const call = await addressedCall(c)
    const id = c.req.param('id')
    if (!call || !(await mayAssess(c, call, id))) return c.notFound()
    const values = await readForm(c)
    const input = requestInput.safeParse(values)
    if (!input.success) return showApplication(c, call, id, refusedInput(c, values, input.error), 422)
    const asked = { items: input.data.pieces, answerBy: input.data.avant }
    const result = await askForPieces(c.var.context, call, id, asked)
    if (result.ok) return goTo(c, callsPaths.application(call.code, id), words(c)('done.asked'))
    if (result.refusal === 'not_found') return c.notFound()
    return showApplication(c, call, id, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })

  app.post('/appels-a-projets/:code/candidatures/:id/recevabilite', async (c) => {
    const call = await addressedCall(c)
    const id = c.req.param('id')
    if (!call || !(await mayAssess(c, call, id))) return c.notFound()
    const values = await readForm(c)
    const input = eligibilityInput.safeParse(values)
    if (!input.success) return showApplication(c, call, id, refusedInput(c, values, input.error), 422)
    const verdict = { isEligible: input.data.avis === 'eligible', reasons: input.data.motif }
    const result = await declareEligibility(c.var.context, call, id, verdict)
    if (result.ok) return goTo(c, callsPaths.received(call.code), words(c)('done.assessed'))
    if (result.refusal === 'not_found') return c.notFound()
    return showApplication(c, call, id, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })

  app.post('/appels-a-projets/:code/candidatures/:id/reponse', async (c) => {
    const call = await addressedCall(c)
    const id = c.req.param('id')
    if (!call) return c.notFound()
    const values = await readForm(c)
    const files = await filesOf(c, 'fichiers')
    const answer = { text: (values.reponse ?? '').slice(0, 4000), files }
    const result = await answerPieces(c.var.context, call, id, answer)
    if (result.ok) return goTo(c, callsPaths.application(call.code, id), words(c)('done.answered'))
    if (result.refusal === 'not_found') return c.notFound()
    const state = refusedAct(
      c,
      values,
      result.refusal === 'reason_missing' ? 'answer_missing' : result.refusal,
    )
    return showApplication(c, call, id, state, 422)
  })
}

/** Files of a field that takes several, up to so many. */
export async function filesOf(
  c: WebContext,
  field: string,
  most = 5,
): Promise<{ name: string; bytes: Uint8Array }[]> {
  const body = await c.req.parseBody({ all: true })
  const values = [body[field] ?? []].flat()
  const files: { name: string; bytes: Uint8Array }[] = []
  for (const value of values.slice(0, most))
    if (value instanceof File && value.size > 0)
      files.push({ name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) })
  return files
}

async function mayAssess(c: WebContext, call: Call, id: string): Promise<boolean> {
  const found = await visibleApplication(c.var.context, call, id)
  return found !== null && roleToAssess(c.var.context.actor, found.application.status, found.writers) !== null
}

/** A draft for those who write it; what was received for them and for the services. */
export async function showApplication(
  c: WebContext,
  call: Call,
  id: string,
  state: FormState,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const { db, actor, clock } = c.var.context
  const found = await visibleApplication(c.var.context, call, id)
  if (!found) return c.notFound()
  const { application, writers } = found
  const { receivedAt, dossier } = application
  if (receivedAt === null || dossier === null) return showDraft(c, call, id, null)
  const [files, requests, events, decision, agreement, signed] = await Promise.all([
    listFiles(db, id),
    listRequests(db, id),
    listEvents(db, id),
    findDecision(db, id),
    findAgreement(db, id),
    listFiled(db, id, 'agreement'),
  ])
  const isOwn = isWriter(actor, writers)
  return show(
    c,
    ReceivedPage,
    {
      call,
      application: { ...application, receivedAt, dossier },
      files,
      requests,
      events,
      refusedOn: silenceRefusesOn(dayInParis(receivedAt), suspensionsOf(requests)),
      grant:
        application.status === 'renounced'
          ? null
          : decision && {
              call,
              applicationId: id,
              decision,
              agreement,
              signed,
              today: clock.today(),
              isOwn,
              canAssess: roleForAssessment(actor) !== null,
              canSign: roleForDecision(actor) !== null,
              canPay: roleForPayment(actor) !== null,
              state,
            },
      isOwn,
      canWithdraw: isHolder(actor, writers) && canWithdraw(call, application, agreement),
      canAssess: call.status === 'open' && roleToAssess(actor, application.status, writers) !== null,
      state,
    },
    status,
  )
}
