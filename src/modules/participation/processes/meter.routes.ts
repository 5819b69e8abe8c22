import { randomUUID } from 'node:crypto'
import type { Hono } from 'hono'
import type { z } from 'zod'
import { inTransaction } from '#infra/transaction.ts'
import { isOfTheTown } from '#kernel/actor.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { recordCost, reverseCost } from './meter.actions.ts'
import { costInput, hoursInput, reasonInput } from './meter.inputs.ts'
import { findHourlyCents, listCostSums, listCosts, listMoneyLines } from './meter.queries.ts'
import { addedWeeks, type NewCost, totalsOf } from './meter.rules.ts'
import { sumPeople } from './participation.queries.ts'
import type { ProcessBook } from './process-book.ts'
import { freshForm, refusedAct, refusedInput, statusOf, words } from './processes.answers.ts'
import { processesPaths } from './processes.paths.ts'
import { canManageProcess, canSeeProcess } from './processes.permissions.ts'
import { findProcessBySlug } from './processes.queries.ts'
import type { Process } from './processes.rules.ts'
import { MeterPage } from './views/meter-page.tsx'

/** What a process costs: everybody reads it, the services count. */
export function addMeterRoutes(app: Hono<AppEnv>, book: ProcessBook): void {
  app.get('/demarches/:slug/cout', async (c) => {
    const { db, actor } = c.var.context
    const process = await findProcessBySlug(db, c.req.param('slug'))
    return process && canSeeProcess(actor, process) ? showMeter(c, book, process, freshForm(c)) : c.notFound()
  })

  app.post('/demarches/:slug/cout/heures', async (c) => {
    const process = await countable(c)
    if (!process) return c.notFound()
    const values = await readForm(c)
    const input = hoursInput.safeParse(values)
    if (!input.success) return showMeter(c, book, process, refusedInput(c, values, input.error), 422)
    const { cle, phase, categorie: grade, duree: minutes } = input.data
    return count(c, book, process, values, {
      kind: 'agent_hours',
      processId: process.id,
      phaseId: phaseOf(process, phase),
      day: c.var.context.clock.today(),
      grade,
      minutes,
      source: { kind: 'form', id: cle },
    })
  })

  app.post('/demarches/:slug/cout/depenses', async (c) => {
    const process = await countable(c)
    if (!process) return c.notFound()
    const values = await readForm(c)
    const input = costInput.safeParse(values)
    if (!input.success) return showMeter(c, book, process, refusedInput(c, values, input.error), 422)
    return count(c, book, process, values, costOf(process, input.data))
  })

  app.post('/demarches/:slug/cout/:id/correction', async (c) => {
    const process = await countable(c)
    if (!process) return c.notFound()
    const input = reasonInput.safeParse(await readForm(c))
    if (!input.success) return showMeter(c, book, process, freshForm(c), 422)
    const result = await reverseCost(c.var.context, process.id, c.req.param('id'), input.data.motif)
    if (result.ok) return goTo(c, processesPaths.meter(process.slug), words(c)('done.taken_back'))
    if (result.refusal === 'not_found') return c.notFound()
    const { values } = freshForm(c)
    const state: FormState = { values, errors: { '': words(c)(`error.${result.refusal}`) } }
    return showMeter(c, book, process, state, statusOf(result.refusal))
  })
}

async function count(
  c: WebContext,
  book: ProcessBook,
  process: Process,
  values: Readonly<Record<string, string>>,
  cost: NewCost,
): Promise<Response> {
  const { context } = c.var
  const result = await inTransaction(context.db, (tx) => recordCost({ ...context, db: tx }, cost))
  if (!result.ok)
    return result.refusal === 'not_found'
      ? c.notFound()
      : showMeter(c, book, process, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  const isQuick = cost.kind === 'agent_hours' && values.duree !== undefined
  return goTo(
    c,
    isQuick ? processesPaths.show(process.slug) : processesPaths.meter(process.slug),
    words(c)('done.counted'),
  )
}

function costOf(process: Process, input: z.infer<typeof costInput>): NewCost {
  const base = {
    processId: process.id,
    phaseId: phaseOf(process, input.phase),
    day: input.jour,
    label: input.libelle,
    document: input.document,
    source: { kind: 'form', id: input.cle },
  }
  if (input.nature === 'budget')
    return { ...base, kind: 'budget', cents: input.quantity, measureLine: input.ligne }
  if (input.nature === 'resident_hours') return { ...base, kind: 'resident_hours', minutes: input.quantity }
  return { ...base, kind: 'agent_hours', minutes: input.quantity, grade: input.categorie ?? 'B' }
}

/** A phase of another process is nobody's: the cost then has none. */
function phaseOf({ phases }: Process, id: string | null): string | null {
  return phases.find((phase) => phase.id === id)?.id ?? null
}

/** The process of the address, when this person may count on it. */
async function countable(c: WebContext): Promise<Process | null> {
  const { db, actor } = c.var.context
  const process = await findProcessBySlug(db, c.req.param('slug') ?? '')
  return process && canManageProcess(actor, process) ? process : null
}

async function showMeter(
  c: WebContext,
  book: ProcessBook,
  process: Process,
  state: FormState = emptyForm,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const { db, actor, clock } = c.var.context
  const rates = await findHourlyCents(db, clock.today())
  const canCount = canManageProcess(actor, process)
  return show(
    c,
    MeterPage,
    {
      process,
      totals: totalsOf(await listCostSums(db, process.id), rates),
      people: await sumPeople(db, process.id),
      kept: await book.keptProposals(db, process.id),
      weeks: process.decidedOn && addedWeeks(process, process.decidedOn),
      rows: await listCosts(db, process.id),
      rates: Object.entries(rates).map(([grade, cents]) => ({ grade, cents })),
      lines: canCount ? await listMoneyLines(db, process.measureId) : [],
      canCount,
      showRecorders: isOfTheTown(actor),
      formKey: state.values.cle ?? randomUUID(),
      today: clock.today(),
      state,
    },
    status,
  )
}
