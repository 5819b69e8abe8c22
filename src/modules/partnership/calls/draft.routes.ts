import type { Hono } from 'hono'
import { z } from 'zod'
import type { FormState } from '#web/form.tsx'
import { type FormValues, readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { addressedCall } from './application.routes.ts'
import { draftForm, typedFields, typedTotals } from './application-form.ts'
import {
  addFile,
  type OwnApplication,
  ownApplication,
  removeFile,
  saveDraft,
} from './applications.actions.ts'
import { isHolder } from './applications.permissions.ts'
import { limitedStatusOf, refusedAct, words } from './calls.answers.ts'
import { callsPaths } from './calls.paths.ts'
import { type Call, stageOf } from './calls.rules.ts'
import { differencesOf, type KeptByOthers } from './draft-differences.ts'
import { countField, fieldOfQuestion } from './form.rules.ts'
import { latestForm } from './forms.queries.ts'
import { parisTime } from './paris-time.rules.ts'
import { listFiles, listInvitations } from './parts.queries.ts'
import { DraftPage } from './views/draft-page.tsx'
import { inviteWriter } from './writers.actions.ts'

/** A draft: keeping it, by the button or by itself, and writing it together. */
export function addDraftRoutes(app: Hono<AppEnv>): void {
  app.post('/appels-a-projets/:code/candidatures/:id', async (c) => {
    const isScript = c.req.header('accept')?.includes('application/json') ?? false
    const call = await addressedCall(c)
    const own = call && (await ownApplication(c.var.context, call, c.req.param('id')))
    if (!call || !own) return isScript ? c.json({ error: 'not_found' }, 404) : c.notFound()
    return isScript ? keepByItself(c, call, own) : keepDraft(c, call, own)
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
    if (result.ok) return goTo(c, path, words(c)('done.invited'))
    if (result.refusal === 'not_found') return c.notFound()
    const state = refusedAct(c, { ...own.application.typed, ...values }, result.refusal)
    return showDraft(c, call, id, state, limitedStatusOf(result.refusal))
  })
}

/** What the page's own script sends while its person pauses: the words typed, without the files. */
async function keepByItself(c: WebContext, call: Call, own: OwnApplication): Promise<Response> {
  const sent = await readForm(c)
  const saved = await keepTyped(c, call, own, sent)
  const t = words(c)
  if (!saved.ok)
    return c.json(
      { message: t(saved.refusal === 'sent_already' ? 'autosave.sent' : 'autosave.conflict') },
      409,
    )
  const { time } = parisTime(c.var.context.clock.now())
  return c.json({ version: Number(sent.version) + 1, message: t('autosave.saved', { time }) })
}

async function keepTyped(c: WebContext, call: Call, own: OwnApplication, sent: FormValues) {
  const form = await latestForm(c.var.context.db, call.id)
  const typed = withRepeats(typedFields(form, sent, own.application.typed), sent)
  const saved = await saveDraft(c.var.context, call, own.application.id, Number(sent.version ?? 0), typed)
  return { ...saved, typed }
}

/** Keeps everything that was typed, and the files chosen, before anything else is looked at. */
async function keepDraft(c: WebContext, call: Call, own: OwnApplication): Promise<Response> {
  const { id } = own.application
  const path = callsPaths.application(call.code, id)
  if (own.application.status !== 'draft') return goTo(c, path, words(c)('error.sent_already'))
  const sent = await readForm(c)
  const saved = await keepTyped(c, call, own, sent)
  if (!saved.ok && saved.refusal === 'changed_meanwhile') {
    const now = (await ownApplication(c.var.context, call, id))?.application ?? own.application
    // The version shown now is the current one: saving again is then a choice, not an accident.
    const values = { ...saved.typed, version: String(now.version) }
    const form = await latestForm(c.var.context.db, call.id)
    const others = differencesOf(saved.typed, now.typed, form, words(c))
    return showDraft(c, call, id, refusedAct(c, values, saved.refusal), 409, others)
  }
  if (!saved.ok) return c.notFound()
  const errors = await keepFiles(c, call, id)
  if (Object.keys(errors).length > 0) {
    const values = { ...saved.typed, version: String(own.application.version + 1) }
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
  status: 200 | 409 | 422 | 429 = 200,
  others: readonly KeptByOthers[] = [],
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
      others,
      state,
    },
    status,
  )
}
