import type { Hono } from 'hono'
import { yearOf } from '#kernel/calendar-date.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { type FormValues, readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { countedCents } from './costs.rules.ts'
import {
  completeKey,
  countsOf,
  draftKey,
  proposeKey,
  recordAdoption,
  removeKey,
  writeValue,
} from './keys.actions.ts'
import { listValues } from './keys.queries.ts'
import { faultOfKey, type KeyDraft, keyInForce, type SharingKey, splitYear } from './keys.rules.ts'
import { boundParties, countedParties } from './movements.rules.ts'
import type { OpenFile, ServiceFile } from './service-file.ts'
import { opened, refusedAct, refusedInput, statusOf, words } from './shared-services.answers.ts'
import { adoptionInput, keyInput, valueInput } from './shared-services.inputs.ts'
import { sharedServicesPaths as paths } from './shared-services.paths.ts'
import { canKeep, roleForAdoption } from './shared-services.permissions.ts'
import { methodsOpenTo } from './shared-services.rules.ts'
import { listCosts } from './statements.queries.ts'
import { KeyPage } from './views/key-page.tsx'
import { KeysPage, type Simulation } from './views/keys-page.tsx'
import { ValuesPage } from './views/values-page.tsx'

/** Versions of the key, what a new one would change for each, what councils decide, and the values that keys look at. */
export function addKeyRoutes(app: Hono<AppEnv>): void {
  app.get('/services-partages/:code/cles', async (c) => {
    const open = await opened(c)
    if (!open) return c.notFound()
    const year = String(yearOf(c.var.context.clock.today()))
    return showKeys(c, open, { values: { a_partir_de: year }, errors: {} }, null)
  })

  app.get('/services-partages/:code/cles/simulation', async (c) => {
    const open = await opened(c)
    if (!open) return c.notFound()
    const values: FormValues = c.req.query()
    const input = keyInput.safeParse(values)
    if (!input.success) return showKeys(c, open, refusedInput(c, values, input.error), null, 422)
    const fault = faultOfKey(
      completeKey(input.data, open.file.parties),
      boundParties(open.file.parties, input.data.fromYear).map(({ reference }) => reference),
    )
    if (fault) return showKeys(c, open, refusedAct(c, values, fault), null, 422)
    const simulation = await simulate(c, open, input.data)
    return showKeys(c, open, { values, errors: {} }, simulation)
  })

  app.post('/services-partages/:code/cles', async (c) => {
    const open = await opened(c)
    if (!open || !canKeep(c.var.context.actor)) return c.notFound()
    const values = await readForm(c)
    const input = keyInput.safeParse(values)
    if (!input.success) return showKeys(c, open, refusedInput(c, values, input.error), null, 422)
    const { code } = open.file.service
    const result = await draftKey(c.var.context, code, input.data)
    if (result.ok) return goTo(c, paths.key(code, result.value), words(c)('done.drafted'))
    const state = refusedAct(c, values, result.refusal)
    return showKeys(c, open, state, null, statusOf(result.refusal))
  })

  app.get('/services-partages/:code/cles/:numero', (c) => showKey(c, emptyForm))

  for (const [segment, act, done] of [
    ['proposition', proposeKey, 'done.proposed'],
    ['suppression', removeKey, 'done.removed'],
  ] as const)
    app.post(`/services-partages/:code/cles/:numero/${segment}`, async (c) => {
      const [code, number] = [c.req.param('code') ?? '', numberOf(c.req.param('numero'))]
      const result = await act(c.var.context, code, number)
      const next = segment === 'suppression' ? paths.keys(code) : paths.key(code, number)
      if (result.ok) return goTo(c, next, words(c)(done))
      if (result.refusal === 'not_found') return c.notFound()
      return showKey(c, refusedAct(c, {}, result.refusal), statusOf(result.refusal))
    })

  app.post('/services-partages/:code/cles/:numero/votes', async (c) => {
    const open = await opened(c)
    const key = open && keyOf(c, open.file)
    if (!open || !key || votersOf(c, open).size === 0) return c.notFound()
    const values = await readForm(c)
    const input = adoptionInput.safeParse(values)
    if (!input.success) return showKey(c, refusedInput(c, values, input.error), 422)
    const { partie, sens, decide_le, deliberation } = input.data
    const vote = { partyId: partie, verdict: sens, decidedOn: decide_le, deliberation }
    const { code } = open.file.service
    const result = await recordAdoption(c.var.context, code, key.number, vote)
    if (result.ok) return goTo(c, paths.key(code, key.number), words(c)('done.voted'))
    if (result.refusal === 'not_found') return c.notFound()
    return showKey(c, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })

  app.get('/services-partages/:code/valeurs', (c) => {
    const year = String(yearOf(c.var.context.clock.today()))
    return showValues(c, { values: { annee: year }, errors: {} })
  })

  app.post('/services-partages/:code/valeurs', async (c) => {
    const open = await opened(c)
    if (!open || !canKeep(c.var.context.actor)) return c.notFound()
    const values = await readForm(c)
    const input = valueInput.safeParse(values)
    if (!input.success) return showValues(c, refusedInput(c, values, input.error), 422)
    const { code } = open.file.service
    const result = await writeValue(c.var.context, code, input.data)
    if (result.ok) return goTo(c, paths.values(code), words(c)('done.saved'))
    if (result.refusal === 'not_found') return c.notFound()
    return showValues(c, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })
}

function numberOf(text: string | undefined): number {
  return /^\d{1,4}$/.test(text ?? '') ? Number(text) : 0
}

function keyOf(c: WebContext, file: ServiceFile): SharingKey | null {
  const number = numberOf(c.req.param('numero'))
  return file.keys.find((key) => key.number === number) ?? null
}

/** Parties whose council's decision this person may record. */
function votersOf(c: WebContext, { file, standing }: OpenFile): Set<string> {
  const { actor } = c.var.context
  const bound = boundParties(file.parties, keyOf(c, file)?.fromYear ?? 0)
  const mine = bound.filter((party) => roleForAdoption(actor, standing, party) !== null)
  return new Set(mine.map(({ id }) => id))
}

/** A key is tried on this year as far as it is known to those who keep the register; else on the last stated year. */
async function simulate(c: WebContext, { file, standing }: OpenFile, draft: KeyDraft): Promise<Simulation> {
  const { db, clock } = c.var.context
  const { service, parties, statements } = file
  const thisYear = yearOf(clock.today())
  const costs = standing.isOfTheTown ? await listCosts(db, service.id, thisYear) : []
  const stated = costs.length > 0 ? undefined : statements.at(-1)
  const year = stated?.year ?? thisYear
  const totalCents = stated ? BigInt(stated.totalCents) : trialTotal(countedCents(costs))
  const counts = await countsOf(db, service, parties, year)
  const tried = splitYear(totalCents, counts, completeKey(draft, parties))
  const key = keyInForce(file.keys, year)
  const now = key ? splitYear(totalCents, counts, key) : null
  return {
    year,
    totalCents,
    lacking: tried.ok ? [] : tried.refusal,
    rows: countedParties(service, parties, year).map(({ id, reference }) => {
      const centsOf = (split: typeof now) =>
        split?.ok ? Number(split.value.shares.find((share) => share.id === reference)?.cents ?? 0n) : null
      return { partyId: id, cents: centsOf(tried), nowCents: centsOf(now) }
    }),
  }
}

/** Before any cost is known a key is tried on 100,000 euros: its shares read as percentages. */
function trialTotal(total: bigint): bigint {
  return total === 0n ? 10_000_000n : total
}

function showKeys(
  c: WebContext,
  { file }: OpenFile,
  state: FormState,
  simulation: Simulation | null,
  status: 200 | 409 | 422 = 200,
): Response {
  const methods = methodsOpenTo(file.service.legalForm)
  return show(
    c,
    KeysPage,
    {
      file,
      methods,
      state,
      simulation,
      canKeep: canKeep(c.var.context.actor) && file.service.status !== 'ended',
    },
    status,
  )
}

async function showKey(c: WebContext, state: FormState, status: 200 | 409 | 422 = 200): Promise<Response> {
  const open = await opened(c)
  const key = open && keyOf(c, open.file)
  if (!open || !key) return c.notFound()
  return show(
    c,
    KeyPage,
    {
      file: open.file,
      sharingKey: key,
      canKeep: canKeep(c.var.context.actor),
      voters: votersOf(c, open),
      state,
    },
    status,
  )
}

async function showValues(c: WebContext, state: FormState, status: 200 | 409 | 422 = 200): Promise<Response> {
  const open = await opened(c)
  if (!open) return c.notFound()
  const { db, clock, actor } = c.var.context
  const year = yearOf(clock.today())
  const values = await listValues(db, open.file.service.id, year)
  return show(c, ValuesPage, { file: open.file, values, year, canKeep: canKeep(actor), state }, status)
}
