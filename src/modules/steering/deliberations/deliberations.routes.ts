import { Hono } from 'hono'
import type { z } from 'zod'
import type { Context } from '#infra/context.ts'
import {
  type ActSubject,
  findSubjects,
  type JournalReaders,
  listActsOn,
} from '#modules/people/journal/journal.public.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { type FormValues, readForm, refusedForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, showToAll, type WebContext } from '#web/respond.ts'
import { deliberationForm } from './deliberation-form.ts'
import {
  correctDeliberation,
  type DeliberationsRefusal,
  recordDeliberation,
} from './deliberations.actions.ts'
import { deliberationsApi } from './deliberations.api.ts'
import {
  correctionInput,
  deliberationFields,
  deliberationInput,
  filterInput,
} from './deliberations.inputs.ts'
import { deliberationsPaths } from './deliberations.paths.ts'
import { canRecordDeliberation } from './deliberations.permissions.ts'
import {
  findDeliberation,
  listActsFoundedOn,
  listDeliberations,
  listDeliberationYears,
} from './deliberations.queries.ts'
import type { Deliberation, FoundedAct } from './deliberations.rules.ts'
import { deliberationsWords } from './deliberations.words.ts'
import { DeliberationFormPage } from './views/deliberation-form-page.tsx'
import { DeliberationListPage } from './views/deliberation-list-page.tsx'
import { DeliberationPage } from './views/deliberation-page.tsx'

export function deliberationsRoutes(readers: JournalReaders) {
  const app = new Hono<AppEnv>()

  app.get('/deliberations', async (c) => {
    const { db, actor } = c.var.context
    const { q, annee, suite } = filterInput.parse(c.req.query())
    const filter = { search: q, year: annee, after: suite }
    const { rows, next } = await listDeliberations(db, filter)
    return showToAll(c, DeliberationListPage, {
      rows,
      filter,
      next,
      years: await listDeliberationYears(db),
      canRecord: canRecordDeliberation(actor),
    })
  })

  app.get('/deliberations/nouvelle', (c) =>
    canRecordDeliberation(c.var.context.actor)
      ? show(c, DeliberationFormPage, { corrected: null, state: emptyForm })
      : c.notFound(),
  )

  app.post('/deliberations/nouvelle', async (c) => {
    if (!canRecordDeliberation(c.var.context.actor)) return c.notFound()
    const values = await readForm(c)
    const input = deliberationInput.safeParse(values)
    if (!input.success) return showForm(c, null, refusedInput(c, values, input.error))
    const result = await recordDeliberation(c.var.context, input.data)
    if (!result.ok) return refusedAct(c, null, values, result.refusal)
    return goTo(c, deliberationsPaths.show(result.value.id), words(c)('done.recorded'))
  })

  app.get('/deliberations/:id/rectification', async (c) => {
    const found = await correctable(c)
    return found
      ? show(c, DeliberationFormPage, { corrected: found, state: deliberationForm(found) })
      : c.notFound()
  })

  app.post('/deliberations/:id/rectification', async (c) => {
    const found = await correctable(c)
    if (!found) return c.notFound()
    const values = await readForm(c)
    const input = deliberationInput.safeParse(values)
    if (!input.success) return showForm(c, found, refusedInput(c, values, input.error))
    const reason = correctionInput.safeParse(values)
    if (!reason.success) return showForm(c, found, refusedInput(c, values, reason.error))
    const result = await correctDeliberation(c.var.context, found.id, input.data, reason.data.motif)
    if (!result.ok) return refusedAct(c, found, values, result.refusal)
    return goTo(c, deliberationsPaths.show(found.id), words(c)('done.corrected'))
  })

  app.route('/', deliberationsApi())

  app.get('/deliberations/:id', async (c) => {
    const deliberation = await findDeliberation(c.var.context.db, c.req.param('id'))
    if (!deliberation) return c.notFound()
    const { db, actor } = c.var.context
    const acts = await listActsFoundedOn(db, deliberation.id)
    const ownActs = await listActsOn(db, 'deliberation', deliberation.id)
    return showToAll(c, DeliberationPage, {
      deliberation,
      acts: await visible(c.var.context, acts, readers),
      corrections: ownActs.filter(({ act }) => act === 'correct'),
      canCorrect: canRecordDeliberation(actor),
    })
  })

  return app
}

function words(c: WebContext) {
  return deliberationsWords(c.var.context.locale)
}

/** The deliberation of the address, when this person may correct it. */
async function correctable(c: WebContext): Promise<Deliberation | null> {
  const { db, actor } = c.var.context
  return canRecordDeliberation(actor) ? findDeliberation(db, c.req.param('id') ?? '') : null
}

function showForm(c: WebContext, corrected: Deliberation | null, state: FormState): Response {
  return show(c, DeliberationFormPage, { corrected, state }, 422)
}

const inputCodes = [
  'text_missing',
  'text_long',
  'choice',
  'date',
  'whole_number',
  'address',
  'recusal_unreadable',
] as const

function refusedInput(c: WebContext, values: FormValues, error: z.ZodError): FormState {
  return refusedForm(values, error.issues, inputCodes, (code) => words(c)(`error.${code}`))
}

const refusalFields = { number_taken: 'numero', reason_missing: 'motif', nothing_changed: '' } as const

function refusedAct(
  c: WebContext,
  corrected: Deliberation | null,
  values: FormValues,
  refusal: DeliberationsRefusal,
): Response | Promise<Response> {
  const t = words(c)
  if (refusal.code === 'not_found') return c.notFound()
  if (refusal.code !== 'faulty')
    return showForm(c, corrected, {
      values,
      errors: { [refusalFields[refusal.code]]: t(`error.${refusal.code}`) },
    })
  const errors = refusal.faults.map((fault) => [deliberationFields[fault.field], t(`error.${fault.code}`)])
  return showForm(c, corrected, { values, errors: Object.fromEntries(errors) })
}

/** The acts whose subject this person may see: a deliberation is public, a measure in preparation is not. */
async function visible(
  context: Context,
  acts: readonly FoundedAct[],
  readers: JournalReaders,
): Promise<(FoundedAct & { readonly subject: ActSubject })[]> {
  const subjectOf = await findSubjects(context, readers, acts)
  return acts.flatMap((act) => {
    const subject = subjectOf(act.subjectKind, act.subjectId)
    return subject ? [{ ...act, subject }] : []
  })
}
