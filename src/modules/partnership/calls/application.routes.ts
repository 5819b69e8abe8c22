import type { Hono } from 'hono'
import { z } from 'zod'
import { accountsPaths } from '#modules/people/accounts/accounts.public.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, sendFile, show, type WebContext } from '#web/respond.ts'
import { dossierErrors, draftForm, typedFields, typedTotals } from './application-form.ts'
import {
  addFile,
  checkApplication,
  ownApplication,
  removeFile,
  saveDraft,
  startApplication,
  submitApplication,
  withdrawApplication,
} from './applications.actions.ts'
import { canSeeApplication, isHolder } from './applications.permissions.ts'
import { findApplication, listWriters } from './applications.queries.ts'
import { visibleCall } from './calls.actions.ts'
import { refusedAct, statusOf, words } from './calls.answers.ts'
import { callsPaths } from './calls.paths.ts'
import { type Call, stageOf } from './calls.rules.ts'
import { countField, fieldOfQuestion } from './form.rules.ts'
import { latestForm } from './forms.queries.ts'
import { listMine } from './mine.queries.ts'
import { findFile, listFiles, listInvitations, listInvitationsTo } from './parts.queries.ts'
import { arrivalMark } from './receipt.ts'
import { ApplyPage } from './views/apply-page.tsx'
import { CheckPage } from './views/check-page.tsx'
import { DraftPage } from './views/draft-page.tsx'
import { MinePage } from './views/mine-page.tsx'
import { acceptInvitation, inviteWriter } from './writers.actions.ts'

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
    if (!call) return c.notFound()
    if (!c.var.context.actor) return askToSignIn(c)
    return show(c, ApplyPage, { call, state: emptyForm })
  })

  app.post('/appels-a-projets/:code/candidature', async (c) => {
    const call = await callToApplyTo(c)
    if (!call) return c.notFound()
    if (!c.var.context.actor) return askToSignIn(c)
    const values = await readForm(c)
    const result = await startApplication(c.var.context, call, (values.numero ?? '').slice(0, 40))
    if (result.ok) return goTo(c, callsPaths.application(call.code, result.value), words(c)('done.started'))
    return show(c, ApplyPage, { call, state: refusedAct(c, values, result.refusal) }, 422)
  })

  app.post('/appels-a-projets/:code/candidatures/:id', async (c) => keepDraft(c))

  app.get('/appels-a-projets/:code/candidatures/:id/envoi', (c) => showCheck(c, emptyForm))

  app.post('/appels-a-projets/:code/candidatures/:id/envoi', async (c) => {
    const mark = arrivalMark()
    const call = await addressedCall(c)
    if (!call) return c.notFound()
    const id = c.req.param('id')
    const result = await submitApplication(c.var.context, call, id, mark)
    const path = callsPaths.application(call.code, id)
    if (result.ok) return goTo(c, path, words(c)('done.sent'))
    const { refusal } = result
    if (refusal.code === 'not_found') return c.notFound()
    if (refusal.code === 'sent_already') return goTo(c, path)
    if (refusal.code === 'faulty') return showCheck(c, emptyForm, 422)
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

  app.post('/appels-a-projets/:code/candidatures/:id/invitations', async (c) => {
    const call = await addressedCall(c)
    const own = call && (await ownApplication(c.var.context, call, c.req.param('id')))
    if (!call || !own || !isHolder(c.var.context.actor, own.writers)) return c.notFound()
    const { id } = own.application
    const values = await readForm(c)
    const email = z.email().max(254).safeParse(values.courriel)
    const path = callsPaths.application(call.code, id)
    if (!email.success)
      return showDraft(
        c,
        call,
        id,
        { values: { ...own.application.typed, ...values }, errors: { courriel: words(c)('error.email') } },
        422,
      )
    const invited = { email: email.data, asHolder: values.titulaire === 'oui' }
    const result = await inviteWriter(c.var.context, call, id, invited)
    return result.ok ? goTo(c, path, words(c)('done.invited')) : c.notFound()
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

/** Keeps everything that was typed, and the files chosen, before anything else is looked at. */
async function keepDraft(c: WebContext): Promise<Response> {
  const call = await addressedCall(c)
  const id = c.req.param('id') ?? ''
  const own = call && (await ownApplication(c.var.context, call, id))
  if (!call || !own) return c.notFound()
  const path = callsPaths.application(call.code, id)
  if (own.application.status !== 'draft') return goTo(c, path, words(c)('error.sent_already'))
  const form = await latestForm(c.var.context.db, call.id)
  const sent = await readForm(c)
  const typed = withRepeats(typedFields(form, sent, own.application.typed), sent)
  const saved = await saveDraft(c.var.context, call, id, Number(sent.version ?? 0), typed)
  if (!saved.ok && saved.refusal === 'changed_meanwhile') {
    // The version shown now is the current one: saving again is then a choice, not an accident.
    const values = { ...typed, version: String(own.application.version) }
    return showDraft(c, call, id, refusedAct(c, values, saved.refusal), 409)
  }
  if (!saved.ok) return c.notFound()
  const errors = await keepFiles(c, call, id)
  if (Object.keys(errors).length > 0) {
    const values = { ...typed, version: String(own.application.version + 1) }
    return showDraft(c, call, id, { values, errors }, 422)
  }
  if (sent.retirer) await removeFile(c.var.context, call, id, sent.retirer)
  return sent.suite === 'verifier'
    ? goTo(c, callsPaths.sending(call.code, id))
    : goTo(c, path, words(c)('done.draft_saved'))
}

/** One more, or one less, of a block that the applicant answers several times. */
function withRepeats(typed: Record<string, string>, sent: Readonly<Record<string, string>>) {
  const change = (key: string | undefined, by: number) => {
    if (!key) return
    const field = countField(key)
    typed[field] = String(Math.max(1, Number(typed[field] ?? '1') + by))
  }
  change(sent.ajouter, 1)
  change(sent.enlever, -1)
  return typed
}

/** Files sent in the fields of questions; answers a sentence for each that was not kept. */
async function keepFiles(c: WebContext, call: Call, id: string): Promise<Record<string, string>> {
  const form = await latestForm(c.var.context.db, call.id)
  const names = new Set(
    form.questions
      .filter(({ kind }) => kind === 'file')
      .flatMap(({ key }) =>
        [null, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((repeat) => fieldOfQuestion(key, repeat)),
      ),
  )
  const errors: Record<string, string> = {}
  for (const [field, value] of Object.entries(await c.req.parseBody())) {
    if (!names.has(field) || !(value instanceof File) || value.size === 0) continue
    const bytes = new Uint8Array(await value.arrayBuffer())
    const kept = await addFile(c.var.context, call, id, field, { name: value.name, bytes })
    if (!kept.ok) errors[field] = words(c)(`error.${kept.refusal}`)
  }
  return errors
}

export async function showDraft(
  c: WebContext,
  call: Call,
  id: string,
  refused: FormState | null,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const { db, actor, clock, settings } = c.var.context
  const own = await ownApplication(c.var.context, call, id)
  if (!own) return c.notFound()
  const [form, files, invitations] = await Promise.all([
    latestForm(db, call.id),
    listFiles(db, id),
    listInvitations(db, id),
  ])
  const state = refused ?? draftForm(own.application)
  return show(
    c,
    DraftPage,
    {
      call,
      stage: stageOf(call, clock.now()),
      application: own.application,
      writers: own.writers,
      isHolder: isHolder(actor, own.writers),
      form,
      files,
      invitations,
      totals: typedTotals(state.values),
      isScanned: settings.antivirusCommand !== null,
      state,
    },
    status,
  )
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
