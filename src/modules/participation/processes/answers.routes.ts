import type { Hono } from 'hono'
import { listDeliberationChoices } from '#modules/steering/deliberations/deliberations.public.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { answerProcess } from './answers.actions.ts'
import { answersOfForm } from './draft-rows.rules.ts'
import { keepPoint } from './process-acts.actions.ts'
import { faultyRows, refusedAct, refusedInput, statusOf, words } from './processes.answers.ts'
import { answersInput, keptInput } from './processes.inputs.ts'
import { processesPaths } from './processes.paths.ts'
import { roleForAct } from './processes.permissions.ts'
import { findProcessBySlug } from './processes.queries.ts'
import type { Process } from './processes.rules.ts'
import { AnswersPage } from './views/answers-page.tsx'

/** The page of a process, with a form of it that comes back refused. */
type ShowProcess = (c: WebContext, slug: string, state: FormState, status: 422) => Promise<Response>

/** What the decider says of each promise at the end, and that one was kept on the way. */
export function addAnswersRoutes(app: Hono<AppEnv>, showProcess: ShowProcess): void {
  app.get('/demarches/:slug/reponses', async (c) => {
    const process = await answerable(c)
    return process ? showForm(c, process, emptyForm) : c.notFound()
  })

  app.post('/demarches/:slug/reponses', async (c) => {
    const process = await answerable(c)
    if (!process) return c.notFound()
    const values = await readForm(c)
    const answers = answersOfForm(process.points, values)
    if (!answers.ok) return showForm(c, process, faultyRows(c, values, answers.refusal), 422)
    const input = answersInput.safeParse(values)
    if (!input.success) return showForm(c, process, refusedInput(c, values, input.error), 422)
    const result = await answerProcess(c.var.context, process.slug, {
      version: input.data.version,
      reason: input.data.motif,
      deliberationId: input.data.deliberation,
      decidedOn: input.data.decide_le,
      answers: answers.value,
    })
    if (result.ok) return goTo(c, processesPaths.show(process.slug), words(c)('done.answer'))
    if (result.refusal === 'not_found') return c.notFound()
    return showForm(c, process, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })

  app.post('/demarches/:slug/promesses/:id', async (c) => {
    const { slug, id } = c.req.param()
    const input = keptInput.safeParse(await readForm(c))
    const result = await keepPoint(c.var.context, slug, id, { reason: input.data?.motif ?? '' })
    if (result.ok) return goTo(c, processesPaths.show(slug), words(c)('done.kept'))
    if (result.refusal === 'not_found') return c.notFound()
    const errors = { [`motif-${id}`]: words(c)('error.commitment_reason_missing') }
    return showProcess(c, slug, { values: {}, errors }, 422)
  })
}

/** The process of the address, when this person may answer it now. */
async function answerable(c: WebContext): Promise<Process | null> {
  const { db, actor } = c.var.context
  const process = await findProcessBySlug(db, c.req.param('slug') ?? '')
  return process && roleForAct(actor, process, 'answer') !== null ? process : null
}

async function showForm(
  c: WebContext,
  process: Process,
  state: FormState,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const { db, clock } = c.var.context
  const deliberations = await listDeliberationChoices(db)
  return show(c, AnswersPage, { process, deliberations, today: clock.today(), state }, status)
}
