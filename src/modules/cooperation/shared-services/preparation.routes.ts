import type { Hono } from 'hono'
import { emptyForm, type FormState } from '#web/form.tsx'
import { type FormValues, readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { isBaselineOpen } from './movements.rules.ts'
import { writeBaseline, writeForecast } from './preparation.actions.ts'
import type { OpenFile } from './service-file.ts'
import { baselineForm, forecastForm, seenField, seenIn, withSeen } from './shared-service-forms.ts'
import { changedForm, opened, refusedAct, refusedInput, statusOf, words } from './shared-services.answers.ts'
import { baselineInput, forecastInput, forecastYears } from './shared-services.inputs.ts'
import { sharedServicesPaths as paths } from './shared-services.paths.ts'
import { canKeep, canSeeOwn, canWriteOwn } from './shared-services.permissions.ts'
import type { Baseline, ForecastYear, Party } from './shared-services.rules.ts'
import { BaselinePage } from './views/baseline-page.tsx'
import { ForecastPage } from './views/forecast-page.tsx'

/** What is written before a service starts: the forecast, and what each party did by itself. */
export function addPreparationRoutes(app: Hono<AppEnv>): void {
  app.get('/services-partages/:code/prevision', async (c) => {
    const open = await opened(c)
    return open ? showForecast(c, open, withSeen(forecastForm(open.file.forecast))) : c.notFound()
  })

  app.post('/services-partages/:code/prevision', async (c) => {
    const open = await opened(c)
    if (!open || !canKeep(c.var.context.actor)) return c.notFound()
    const values = await readForm(c)
    const input = forecastInput.safeParse(values)
    if (!input.success) return showForecast(c, open, refusedInput(c, values, input.error), 422)
    const { code } = open.file.service
    const result = await writeForecast(c.var.context, code, input.data, seenIn(values))
    if (result.ok) return goTo(c, paths.forecast(code), words(c)('done.saved'))
    if (result.refusal === 'changed_meanwhile') return showChangedForecast(c, values, input.data)
    return showForecast(c, open, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })

  app.get('/services-partages/:code/situation/:partie', async (c) => {
    const found = await ownParty(c)
    if (!found) return c.notFound()
    const baseline = found.open.file.baselines.find(({ partyId }) => partyId === found.party.id)
    return showBaseline(c, found, baseline ? baselineForm(baseline) : emptyForm)
  })

  app.post('/services-partages/:code/situation/:partie', async (c) => {
    const found = await ownParty(c)
    const { actor } = c.var.context
    if (!found || !canWriteOwn(actor, found.open.standing, found.party.id)) return c.notFound()
    const values = await readForm(c)
    const input = baselineInput.safeParse(values)
    if (!input.success) return showBaseline(c, found, refusedInput(c, values, input.error), 422)
    const { code } = found.open.file.service
    const { version, baseline } = input.data
    const result = await writeBaseline(c.var.context, code, found.party.id, version, baseline)
    if (result.ok) return goTo(c, paths.show(code), words(c)('done.saved'))
    if (result.refusal === 'not_found') return c.notFound()
    if (result.refusal === 'changed_meanwhile') return showChanged(c, values, baseline)
    return showBaseline(c, found, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })
}

/** Somebody else wrote the forecast first: both values side by side. */
async function showChangedForecast(
  c: WebContext,
  values: FormValues,
  years: readonly ForecastYear[],
): Promise<Response> {
  const open = await opened(c)
  if (!open) return c.notFound()
  const stored = withSeen(forecastForm(open.file.forecast)).values
  const typed = forecastForm(years).values
  const state = changedForm(c, values, stored, { typed, token: seenField })
  const { code } = open.file.service
  return state ? showForecast(c, open, state, 409) : goTo(c, paths.forecast(code), words(c)('done.saved'))
}

/** Somebody else wrote the same party's figures first: both values side by side, unless they are the same. */
async function showChanged(c: WebContext, values: FormValues, baseline: Baseline): Promise<Response> {
  const found = await ownParty(c)
  const stored = found?.open.file.baselines.find(({ partyId }) => partyId === found.party.id)
  if (!found || !stored) return c.notFound()
  const t = words(c)
  const state = changedForm(c, values, baselineForm(stored).values, {
    typed: baselineForm({ ...stored, ...baseline }).values,
    textOf: (name, value) => (name === 'preuve' ? t(`proof.${stored.proof}`) : value),
  })
  const { code } = found.open.file.service
  return state ? showBaseline(c, found, state, 409) : goTo(c, paths.show(code), t('done.saved'))
}

interface Found {
  readonly open: OpenFile
  readonly party: Party
}

/** The party of the address, when its own figures are this person's to see: another's is not found. */
async function ownParty(c: WebContext): Promise<Found | null> {
  const open = await opened(c)
  const party = open?.file.parties.find(({ reference }) => reference === c.req.param('partie'))
  return open && party && canSeeOwn(open.standing, party.id) ? { open, party } : null
}

function showForecast(
  c: WebContext,
  { file }: OpenFile,
  state: FormState,
  status: 200 | 409 | 422 = 200,
): Response {
  const canEdit = canKeep(c.var.context.actor) && file.service.status === 'prepared'
  return show(c, ForecastPage, { file, state, canEdit, years: forecastYears }, status)
}

function showBaseline(
  c: WebContext,
  { open, party }: Found,
  state: FormState,
  status: 200 | 409 | 422 = 200,
): Response {
  const { file, standing } = open
  const isOpen = isBaselineOpen(file.service, party, file.statements)
  const canWrite = isOpen && canWriteOwn(c.var.context.actor, standing, party.id)
  return show(c, BaselinePage, { file, party, state, canWrite }, status)
}
