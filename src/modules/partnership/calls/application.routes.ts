import type { Hono } from 'hono'
import { z } from 'zod'
import { accountsPaths } from '#modules/people/accounts/accounts.public.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { text } from '#web/form-values.ts'
import { formatSecond } from '#web/formats.ts'
import { type FormValues, readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, sendFile, show, type WebContext } from '#web/respond.ts'
import { askToApply } from './applicant-links.actions.ts'
import { dossierErrors } from './application-form.ts'
import {
  checkApplication,
  ownApplication,
  startApplication,
  submitApplication,
  withdrawApplication,
} from './applications.actions.ts'
import { canSeeApplication } from './applications.permissions.ts'
import { findApplication, listWriters } from './applications.queries.ts'
import { visibleCall } from './calls.actions.ts'
import { limitedStatusOf, refusedAct, refusedInput, statusOf, words } from './calls.answers.ts'
import { callsPaths } from './calls.paths.ts'
import { type Call, stageOf } from './calls.rules.ts'
import { listMine } from './mine.queries.ts'
import { findFile, listInvitationsTo } from './parts.queries.ts'
import { ApplyPage } from './views/apply-page.tsx'
import { CheckPage } from './views/check-page.tsx'
import { MinePage } from './views/mine-page.tsx'
import { acceptInvitation } from './writers.actions.ts'

const applyInput = z.object({ courriel: z.email('email').max(254, 'email'), numero: text(40) })

export function addApplicationRoutes(app: Hono<AppEnv>): void {
  app.get('/appels-a-projets/mes-candidatures', async (c) => {
    const { db, actor } = c.var.context
    if (!actor) return askToSignIn(c)
    const [rows, invitations] = await Promise.all([
      listMine(db, actor.id),
      listInvitationsTo(db, actor.email),
    ])
    return show(c, MinePage, { rows, invitations })
  })

  app.post('/appels-a-projets/mes-candidatures/:id', async (c) => {
    const result = await acceptInvitation(c.var.context, c.req.param('id'))
    return result.ok ? goTo(c, result.value, words(c)('done.joined')) : c.notFound()
  })

  app.get('/appels-a-projets/:code/candidature', async (c) => {
    const call = await callToApplyTo(c)
    return call ? showApply(c, call, emptyForm) : c.notFound()
  })

  app.post('/appels-a-projets/:code/candidature', async (c) => {
    const call = await callToApplyTo(c)
    if (!call) return c.notFound()
    const values = await readForm(c)
    if (!c.var.context.actor) return mailApplyLink(c, call, values)
    const result = await startApplication(c.var.context, call, (values.numero ?? '').slice(0, 40))
    if (result.ok) return goTo(c, callsPaths.application(call.code, result.value), words(c)('done.started'))
    return showApply(c, call, refusedAct(c, values, result.refusal), limitedStatusOf(result.refusal))
  })

  app.get('/appels-a-projets/:code/candidatures/:id/envoi', (c) => showCheck(c, emptyForm))

  app.post('/appels-a-projets/:code/candidatures/:id/envoi', async (c) => {
    const call = await addressedCall(c)
    if (!call) return c.notFound()
    const id = c.req.param('id')
    const result = await submitApplication(c.var.context, call, id, c.var.arrival)
    const path = callsPaths.application(call.code, id)
    if (result.ok) return goTo(c, path, words(c)('done.sent'))
    const { refusal } = result
    if (refusal.code === 'not_found') return c.notFound()
    if (refusal.code === 'sent_already') return goTo(c, path)
    if (refusal.code === 'faulty') return showCheck(c, emptyForm, 422)
    if (refusal.code === 'too_late') return showCheck(c, cameLate(c, call, refusal.at), 422)
    return showCheck(c, refusedAct(c, {}, refusal.code), statusOf(refusal.code))
  })

  app.post('/appels-a-projets/:code/candidatures/:id/retrait', async (c) => {
    const call = await addressedCall(c)
    if (!call) return c.notFound()
    const result = await withdrawApplication(c.var.context, call, c.req.param('id'))
    if (result.ok) return goTo(c, callsPaths.mine(), words(c)('done.withdrawn'))
    if (result.refusal === 'not_found') return c.notFound()
    const path = callsPaths.application(call.code, c.req.param('id'))
    return goTo(c, path, words(c)('error.decided_already'))
  })

  app.get('/appels-a-projets/:code/candidatures/:id/fichiers/:fichier', async (c) => {
    const { db, actor } = c.var.context
    const call = await addressedCall(c)
    const application = call && (await findApplication(db, call.id, c.req.param('id')))
    if (!application) return c.notFound()
    const writers = await listWriters(db, application.id)
    if (!canSeeApplication(actor, application.status, writers)) return c.notFound()
    const file = await findFile(db, application.id, c.req.param('fichier'))
    // Never shown in a page of this site: what an applicant sent is only ever downloaded.
    return file ? sendFile(c, { name: file.name, type: file.mediaType, bytes: file.bytes }) : c.notFound()
  })
}

/** A visitor whom nobody knows begins by their mailbox. */
async function mailApplyLink(c: WebContext, call: Call, values: FormValues): Promise<Response> {
  const input = applyInput.safeParse(values)
  if (!input.success) return showApply(c, call, refusedInput(c, values, input.error), 422)
  const { courriel, numero } = input.data
  const result = await askToApply(c.var.context, call, { email: courriel, number: numero })
  if (result.ok) return goTo(c, callsPaths.apply(call.code), words(c)('done.link_sent'))
  return showApply(c, call, refusedAct(c, values, result.refusal), limitedStatusOf(result.refusal))
}

function showApply(
  c: WebContext,
  call: Call,
  state: FormState,
  status: 200 | 409 | 422 | 429 = 200,
): Response {
  return show(c, ApplyPage, { call, isKnown: c.var.context.actor !== null, state }, status)
}

function askToSignIn(c: WebContext): Response {
  return goTo(
    c,
    `${accountsPaths.signIn()}?${new URLSearchParams({ retour: c.req.path })}`,
    words(c)('done.sign_in'),
  )
}

export async function addressedCall(c: WebContext): Promise<Call | null> {
  const call = await visibleCall(c.var.context, c.req.param('code') ?? '')
  return call && call.status !== 'draft' ? call : null
}

async function callToApplyTo(c: WebContext): Promise<Call | null> {
  const call = await addressedCall(c)
  return call && stageOf(call, c.var.context.clock.now()) === 'open' ? call : null
}

function cameLate(c: WebContext, { closesAt }: Call, at: Date): FormState {
  const { locale } = c.var.context
  const [arrived, closed] = [formatSecond(at, locale), formatSecond(closesAt, locale)]
  return { values: {}, errors: { '': words(c)('error.too_late_at', { arrived, closed }) } }
}

/** What would be sent, or what lacks. */
async function showCheck(c: WebContext, state: FormState, status: 200 | 409 | 422 = 200): Promise<Response> {
  const call = await addressedCall(c)
  const own = call && (await ownApplication(c.var.context, call, c.req.param('id') ?? ''))
  if (!call || own?.application.status !== 'draft') return c.notFound()
  const read = await checkApplication(c.var.context, call, own.application)
  const t = words(c)
  return show(
    c,
    CheckPage,
    {
      call,
      stage: stageOf(call, c.var.context.clock.now()),
      application: own.application,
      dossier: read.ok ? read.value : null,
      errors: read.ok ? {} : dossierErrors(read.refusal, t),
      state,
    },
    status,
  )
}
