import type { Hono } from 'hono'
import { emptyForm, type FormState } from '#web/form.tsx'
import { type FormValues, readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { type Choices, paperOf } from './ballots.rules.ts'
import { type Refusal, refusedAct, refusedInput, statusOf, words } from './budgets.answers.ts'
import { budgetsPaths } from './budgets.paths.ts'
import { batchInput, codeInput, deskDeclarationInput, documentInput } from './editions.inputs.ts'
import { numberOf } from './editions.routes.ts'
import { type Offer, type RollKind, stageOf } from './editions.rules.ts'
import { findDesk, markOnPaper, openBatch, readSheets, type ShownAtDesk, sealPaper } from './paper.actions.ts'
import { type Batch, findBatch, listBatches, listReadings } from './paper.queries.ts'
import { differences, type SheetFault, stateOfBatch, writePile } from './paper.rules.ts'
import { BatchPage, PaperPage, SheetsPage } from './views/paper-pages.tsx'

export function addPaperRoutes(app: Hono<AppEnv>): void {
  app.get('/budgets-participatifs/:code/papier', async (c) => {
    const desk = await findDesk(c.var.context, c.req.param('code'))
    return desk.ok ? showDesk(c, desk.value, emptyForm) : c.notFound()
  })

  app.post('/budgets-participatifs/:code/papier', async (c) => {
    const code = c.req.param('code')
    const desk = await findDesk(c.var.context, code)
    if (!desk.ok) return c.notFound()
    const values = await readForm(c)
    const input = batchInput.safeParse(values)
    if (!input.success) return showDesk(c, desk.value, refusedInput(c, values, input.error), 422)
    const opened = await openBatch(c.var.context, code, {
      area: input.data.secteur,
      place: input.data.lieu,
    })
    if (opened.ok) return goTo(c, budgetsPaths.batch(code, opened.value), words(c)('done.batch'))
    return showDesk(c, desk.value, refusedAct(c, values, opened.refusal), 422)
  })

  app.get('/budgets-participatifs/:code/papier/:lot', async (c) => {
    const found = await findOne(c)
    return found ? showBatch(c, found.offer, found.batch, emptyForm) : c.notFound()
  })

  app.post('/budgets-participatifs/:code/papier/:lot/emargement', async (c) => {
    const found = await findOne(c)
    if (!found) return c.notFound()
    const { offer, batch } = found
    const values = await readForm(c)
    const shown = shownIn(offer.edition.rollKind, values)
    if (!shown.success) return showBatch(c, offer, batch, refusedInput(c, values, shown.error), 422)
    const marked = await markOnPaper(c.var.context, offer.edition.code, batch.number, shown.data)
    const path = budgetsPaths.batch(offer.edition.code, batch.number)
    if (marked.ok) return goTo(c, path, words(c)('done.marked'))
    return refusedBatch(c, offer, batch, values, marked.refusal)
  })

  app.get('/budgets-participatifs/:code/papier/:lot/feuilles', async (c) => {
    const found = await findOne(c)
    if (!found) return c.notFound()
    const { actor, db } = c.var.context
    const own = (await listReadings(db, found.batch.id)).find(({ agentId }) => agentId === actor?.id)
    const values = { feuilles: own ? writePile(own.sheets) : '' }
    return showSheets(c, found, { values, errors: {} })
  })

  app.post('/budgets-participatifs/:code/papier/:lot/feuilles', async (c) => {
    const found = await findOne(c)
    if (!found) return c.notFound()
    const { code } = found.offer.edition
    const values = await readForm(c)
    const read = await readSheets(c.var.context, code, found.batch.number, values.feuilles ?? '')
    if (!read.ok) return showSheets(c, found, refusedAct(c, values, read.refusal), [], 422)
    const { faults, sheets } = read.value
    if (faults.length === 0)
      return goTo(c, budgetsPaths.batch(code, found.batch.number), words(c)('done.read', { count: sheets }))
    const state = { values, errors: { feuilles: words(c)('error.sheet_faults') } }
    return showSheets(c, found, state, faults, 422)
  })

  app.post('/budgets-participatifs/:code/papier/:lot/scelle', async (c) => {
    const found = await findOne(c)
    if (!found) return c.notFound()
    const { offer, batch } = found
    const sealed = await sealPaper(c.var.context, offer.edition.code, batch.number)
    if (sealed.ok) return goTo(c, budgetsPaths.paper(offer.edition.code), words(c)('done.sealed'))
    return refusedBatch(c, offer, batch, {}, sealed.refusal)
  })
}

/** What the desk's form says of a person, by the kind of roll. */
function shownIn(kind: RollKind, values: FormValues) {
  if (kind === 'code')
    return codeInput.transform(({ code }): ShownAtDesk => ({ kind: 'code', code })).safeParse(values)
  if (kind === 'roll')
    return documentInput
      .transform(({ document, birthDate }): ShownAtDesk => ({ kind: 'roll', document, birthDate }))
      .safeParse(values)
  return deskDeclarationInput
    .transform(
      (input): ShownAtDesk => ({
        kind: 'declaration',
        firstName: input.prenom,
        lastName: input.nom,
        birthDate: input.naissance,
      }),
    )
    .safeParse(values)
}

interface Found {
  readonly offer: Offer
  readonly batch: Batch
}

async function findOne(c: WebContext): Promise<Found | null> {
  const desk = await findDesk(c.var.context, c.req.param('code') ?? '')
  if (!desk.ok) return null
  const number = numberOf(c.req.param('lot') ?? '')
  const batch = await findBatch(c.var.context.db, desk.value.edition.id, number)
  return batch && { offer: desk.value, batch }
}

async function showDesk(
  c: WebContext,
  offer: Offer,
  state: FormState,
  status: 200 | 422 = 200,
): Promise<Response> {
  const batches = await listBatches(c.var.context.db, offer.edition.id)
  return show(c, PaperPage, { offer, batches, state }, status)
}

function refusedBatch(
  c: WebContext,
  offer: Offer,
  batch: Batch,
  values: FormValues,
  refusal: Refusal,
): Response | Promise<Response> {
  if (refusal === 'not_found') return c.notFound()
  return showBatch(c, offer, batch, refusedAct(c, values, refusal), statusOf(refusal))
}

async function showBatch(
  c: WebContext,
  offer: Offer,
  batch: Batch,
  state: FormState,
  status: 200 | 409 | 422 | 429 = 200,
): Promise<Response> {
  const { db, clock } = c.var.context
  const readings = await listReadings(db, batch.id)
  const stage = stageOf(offer.edition, clock.today())
  const sheets = readings.map((reading) => reading.sheets)
  return show(
    c,
    BatchPage,
    {
      offer,
      batch,
      readers: readings.map((reading) => reading.agentName),
      batchState: stateOfBatch(sheets, batch.marks, stage === 'ended'),
      recount: recountOf(batch, sheets),
      canMark: stage === 'voting',
      state,
    },
    status,
  )
}

/** Two agents read a batch before it is poured: whoever reads it after them counts it again. */
function recountOf(batch: Batch, readings: readonly (readonly Choices[])[]): readonly number[] | null {
  const [before, last] = readings.slice(-2)
  return batch.isSealed && readings.length > 2 && before && last ? differences(before, last) : null
}

function showSheets(
  c: WebContext,
  { offer, batch }: Found,
  state: FormState,
  faults: readonly SheetFault[] = [],
  status: 200 | 422 = 200,
): Response | Promise<Response> {
  const paper = paperOf(offer, batch.area)
  return paper ? show(c, SheetsPage, { offer, batch, paper, faults, state }, status) : c.notFound()
}
