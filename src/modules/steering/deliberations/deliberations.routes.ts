import { Hono } from 'hono'
import type { Context } from '#infra/context.ts'
import type { Result } from '#kernel/result.ts'
import { type ActSubject, findSubjects, type JournalReaders } from '#modules/people/journal/journal.public.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { type FormValues, readForm, refusedForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { type DeliberationsRefusal, recordDeliberation } from './deliberations.actions.ts'
import { deliberationsApi } from './deliberations.api.ts'
import { deliberationFields, deliberationInput, filterInput } from './deliberations.inputs.ts'
import { deliberationsPaths } from './deliberations.paths.ts'
import { canRecordDeliberation } from './deliberations.permissions.ts'
import {
  findDeliberation,
  listActsFoundedOn,
  listDeliberations,
  listDeliberationYears,
} from './deliberations.queries.ts'
import type { FaultCode, FoundedAct } from './deliberations.rules.ts'
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
    return show(c, DeliberationListPage, {
      rows,
      filter,
      next,
      years: await listDeliberationYears(db),
      canRecord: canRecordDeliberation(actor),
    })
  })

  app.get('/deliberations/nouvelle', (c) =>
    canRecordDeliberation(c.var.context.actor)
      ? show(c, DeliberationFormPage, { state: emptyForm })
      : c.notFound(),
  )

  app.post('/deliberations/nouvelle', async (c) => {
    if (!canRecordDeliberation(c.var.context.actor)) return c.notFound()
    const values = await readForm(c)
    const input = deliberationInput.safeParse(values)
    if (!input.success) {
      const t = deliberationsWords(c.var.context.locale)
      const state = refusedForm(values, input.error.issues, (code) => t(`error.${code as InputCode}`))
      return show(c, DeliberationFormPage, { state }, 422)
    }
    return answerRecording(c, values, await recordDeliberation(c.var.context, input.data))
  })

  app.route('/', deliberationsApi())

  app.get('/deliberations/:id', async (c) => {
    const deliberation = await findDeliberation(c.var.context.db, c.req.param('id'))
    if (!deliberation) return c.notFound()
    const acts = await listActsFoundedOn(c.var.context.db, deliberation.id)
    return show(c, DeliberationPage, { deliberation, acts: await visible(c.var.context, acts, readers) })
  })

  return app
}

type InputCode =
  | 'text_missing'
  | 'text_long'
  | 'choice'
  | 'date'
  | 'whole_number'
  | 'address'
  | 'recusal_unreadable'

function answerRecording(
  c: WebContext,
  values: FormValues,
  result: Result<{ readonly id: string }, DeliberationsRefusal>,
): Response | Promise<Response> {
  const t = deliberationsWords(c.var.context.locale)
  if (result.ok) return goTo(c, deliberationsPaths.show(result.value.id), t('done.recorded'))
  if (result.refusal.code === 'not_found') return c.notFound()
  const sentence = (code: FaultCode | 'number_taken') => t(`error.${code}`)
  const errors: FormState['errors'] =
    result.refusal.code === 'faulty'
      ? Object.fromEntries(
          result.refusal.faults.map((fault) => [deliberationFields[fault.field], sentence(fault.code)]),
        )
      : { numero: sentence(result.refusal.code) }
  return show(c, DeliberationFormPage, { state: { values, errors } }, 422)
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
