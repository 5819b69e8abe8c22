import { Hono } from 'hono'
import { type CalendarDate, yearOf } from '#kernel/calendar-date.ts'
import { measureBook, measureSubjects } from '#modules/steering/measures/measures.public.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { type FormValues, readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { compareServices, readBalance } from './compare-services.ts'
import { sortKeys, sortServices } from './comparison.rules.ts'
import { addKeyRoutes } from './keys.routes.ts'
import { keyInForce } from './keys.rules.ts'
import { addLineRoutes } from './lines.routes.ts'
import { addMovementRoutes } from './movements.routes.ts'
import { gapYears, partyOutcomes } from './outcomes.rules.ts'
import { addPaymentRoutes } from './payments.routes.ts'
import { addPreparationRoutes } from './preparation.routes.ts'
import { addPreparedListRoutes } from './prepared-lists.routes.ts'
import { addReadingRoutes } from './readings.routes.ts'
import { addReviewRoutes } from './reviews.routes.ts'
import type { OpenFile } from './service-file.ts'
import { serviceForm } from './shared-service-forms.ts'
import { createService, endSharing, reviseService, startSharing } from './shared-services.actions.ts'
import { changedForm, opened, refusedAct, refusedInput, statusOf, words } from './shared-services.answers.ts'
import { serviceInput, stepInput } from './shared-services.inputs.ts'
import { sharedServicesPaths as paths } from './shared-services.paths.ts'
import {
  canEnterUnits,
  canKeep,
  canManageTokens,
  canSeeAny,
  canWriteOwn,
  isYearSeen,
  roleForDeparture,
  roleForStart,
} from './shared-services.permissions.ts'
import { lackingToStart, type ServiceDraft, type SharedService } from './shared-services.rules.ts'
import { addStatementRoutes } from './statements.routes.ts'
import { addTokenRoutes } from './tokens.routes.ts'
import { BalancePage } from './views/balance-page.tsx'
import { ServiceFormPage } from './views/service-form-page.tsx'
import { ServiceListPage } from './views/service-list-page.tsx'
import { SharedServicePage } from './views/service-page.tsx'

export function sharedServicesRoutes() {
  const app = new Hono<AppEnv>()

  app.get('/services-partages', async (c) => {
    const { context } = c.var
    if (!canSeeAny(context.actor)) return c.notFound()
    const sort = sortKeys.find((key) => key === c.req.query('tri')) ?? 'titre'
    const rows = sortServices(await compareServices(context), sort)
    return show(c, ServiceListPage, { rows, sort, canKeep: canKeep(context.actor) })
  })

  app.get('/services-partages/bilan-du-reseau', async (c) =>
    canSeeAny(c.var.context.actor)
      ? show(c, BalancePage, { rows: await readBalance(c.var.context) })
      : c.notFound(),
  )

  app.get('/services-partages/nouveau', (c) => {
    if (!canKeep(c.var.context.actor)) return c.notFound()
    const year = String(yearOf(c.var.context.clock.today()) - 1)
    const values = { annee_reference: year, delai_reponse: '30', preavis: '6' }
    return showForm(c, null, { values, errors: {} })
  })

  app.post('/services-partages/nouveau', async (c) => {
    if (!canKeep(c.var.context.actor)) return c.notFound()
    const values = await readForm(c)
    const input = serviceInput.safeParse(values)
    if (!input.success) return showForm(c, null, refusedInput(c, values, input.error), 422)
    const result = await createService(c.var.context, input.data.draft)
    if (result.ok) return goTo(c, paths.show(result.value), words(c)('done.created'))
    return showForm(c, null, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })

  app.get('/services-partages/:code', (c) => showService(c, emptyForm))

  app.get('/services-partages/:code/modifier', async (c) => {
    const open = await opened(c)
    if (!open || !canKeep(c.var.context.actor)) return c.notFound()
    return showForm(c, open.file.service, serviceForm(open.file.service))
  })

  app.post('/services-partages/:code/modifier', async (c) => {
    const open = await opened(c)
    if (!open || !canKeep(c.var.context.actor)) return c.notFound()
    const { service } = open.file
    const values = await readForm(c)
    const input = serviceInput.safeParse(values)
    if (!input.success) return showForm(c, service, refusedInput(c, values, input.error), 422)
    const { version, draft } = input.data
    const result = await reviseService(c.var.context, service.code, version, draft)
    if (result.ok) return goTo(c, paths.show(service.code), words(c)('done.saved'))
    if (result.refusal === 'changed_meanwhile') return showChanged(c, values, draft)
    return showForm(c, service, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })

  for (const [segment, act, done] of [
    ['demarrage', startSharing, 'done.started'],
    ['fin', endSharing, 'done.ended'],
  ] as const)
    app.post(`/services-partages/:code/${segment}`, async (c) => {
      const code = c.req.param('code') ?? ''
      const open = await opened(c)
      if (!open || roleForStart(c.var.context.actor, open.file.service.status) === null) return c.notFound()
      const values = await readForm(c)
      const input = stepInput.safeParse(values)
      if (!input.success) return showService(c, refusedInput(c, values, input.error), 422)
      const result = await act(c.var.context, code, input.data.le)
      if (result.ok) return goTo(c, paths.show(code), words(c)(done))
      if (result.refusal === 'not_found') return c.notFound()
      return showService(c, refusedAct(c, values, result.refusal), statusOf(result.refusal))
    })

  addPreparedListRoutes(app)
  addPreparationRoutes(app)
  addMovementRoutes(app)
  addKeyRoutes(app)
  addLineRoutes(app)
  addStatementRoutes(app)
  addPaymentRoutes(app)
  addReadingRoutes(app)
  addReviewRoutes(app)
  addTokenRoutes(app)
  return app
}

/** Somebody else wrote first: both values side by side, unless they are the same. */
async function showChanged(c: WebContext, values: FormValues, draft: ServiceDraft): Promise<Response> {
  const open = await opened(c)
  if (!open) return c.notFound()
  const { service } = open.file
  const t = words(c)
  const measures = await measureBook.list(c.var.context)
  const state = changedForm(c, values, serviceForm(service).values, {
    typed: serviceForm({ ...service, ...draft }).values,
    textOf(name, value) {
      if (name === 'mesure') return measures.find(({ id }) => id === value)?.title ?? value
      if (name === 'forme') return t(`form.${service.legalForm}`)
      return name === 'mouvements' ? t(`moving_year.${service.movingYear}`) : value
    },
  })
  return state ? showForm(c, service, state, 409) : goTo(c, paths.show(service.code), t('done.saved'))
}

async function showForm(
  c: WebContext,
  service: SharedService | null,
  state: FormState,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const measures = await measureBook.list(c.var.context)
  return show(
    c,
    ServiceFormPage,
    { service, state, measures: measures.map(({ id, title }) => ({ value: id, label: title })) },
    status,
  )
}

async function showService(
  c: WebContext,
  state: FormState,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const open = await opened(c)
  if (!open) return c.notFound()
  return show(c, SharedServicePage, { ...(await propsOf(c, open)), state }, status)
}

async function propsOf(c: WebContext, { file, standing }: OpenFile) {
  const { context } = c.var
  const { actor, clock } = context
  const { service, parties, keys } = file
  const today = clock.today()
  const subjects = service.measureId ? await measureSubjects.find(context, [service.measureId]) : new Map()
  const role = roleForStart(actor, service.status)
  const lastYear = file.reviews.at(-1)?.year
  const outcomes = parties.map((party) => ({ party, outcomes: partyOutcomes(file, party.id) }))
  const firstYear = service.startsOn && yearOf(service.startsOn)
  // The sum over the parties tells two parties of each other.
  const measured = standing.isOfTheTown ? outcomes.flatMap((each) => each.outcomes) : []
  return {
    file,
    lacking: lackingToStart(file),
    keyInForce: keyInForce(keys, yearOf(today)),
    years: yearsOf(service, today).filter((year) => isYearSeen(standing, parties, year)),
    outcomes: outcomes.map((each) => ({
      party: each.party,
      outcomes: each.outcomes.filter(({ year }) => year === lastYear),
    })),
    gaps: gapYears(file.forecast, firstYear, measured),
    measure: subjects.get(service.measureId ?? '') ?? null,
    canKeep: canKeep(actor),
    canEnter: canEnterUnits(actor, standing),
    canManageTokens: canManageTokens(actor),
    departures: new Set(
      parties
        .filter((party) => service.startsOn !== null && !party.isHost)
        .filter((party) => roleForDeparture(actor, standing, party) !== null)
        // The page of the parties leads those who keep the register to each of them.
        .filter(({ id, leavesOn }) => standing.partyIds.has(id) || leavesOn !== null)
        .map(({ id }) => id),
    ),
    writable: new Set(parties.filter(({ id }) => canWriteOwn(actor, standing, id)).map(({ id }) => id)),
    step: role === null ? null : service.status === 'prepared' ? ('start' as const) : ('end' as const),
    isOfTheTown: standing.isOfTheTown,
    today,
  }
}

/** Years in which the service ran, the newest first. */
function yearsOf({ startsOn, endedOn }: SharedService, today: CalendarDate): number[] {
  if (startsOn === null) return []
  const last = yearOf(endedOn ?? today)
  return Array.from({ length: last - yearOf(startsOn) + 1 }, (_, index) => last - index)
}
