import type { Hono } from 'hono'
import { z } from 'zod'
import { parseEuros } from '#kernel/cents.ts'
import { parseDecimal } from '#kernel/decimal.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { filled, optional } from '#web/form-values.ts'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { addressedCall } from './application.routes.ts'
import { listReceived } from './applications.queries.ts'
import { methods } from './arbitration.rules.ts'
import { faultyFields, refusedAct, refusedInput, statusOf, words } from './calls.answers.ts'
import { callsPaths } from './calls.paths.ts'
import { roleForArbitration } from './calls.permissions.ts'
import type { Call } from './calls.rules.ts'
import { createScenario, judgedCall, proposeScenario, setAmounts } from './scenarios.actions.ts'
import { findScenario, listScenarios } from './scenarios.queries.ts'
import { ScenarioPage } from './views/scenario-page.tsx'
import { ScenariosPage } from './views/scenarios-page.tsx'

/** A mark out of ten, with a comma or not, as hundredths. */
const floor = optional(
  z.string().transform((value, issues) => {
    const mark = parseDecimal(value)
    if (mark !== null && mark >= 0 && mark <= 10) return Math.round(mark * 100)
    issues.addIssue({ code: 'custom', message: 'out_of_range' })
    return z.NEVER
  }),
)
const scenarioInput = z.object({ nom: filled(100), methode: z.enum(methods, 'choice'), plancher: floor })

export function addScenarioRoutes(app: Hono<AppEnv>): void {
  app.get('/appels-a-projets/:code/scenarios', (c) => showScenarios(c, emptyForm))

  app.post('/appels-a-projets/:code/scenarios', async (c) => {
    const call = await callToArbitrate(c)
    if (call?.status !== 'jury') return c.notFound()
    const values = await readForm(c)
    const input = scenarioInput.safeParse(values)
    if (!input.success) return showScenarios(c, refusedInput(c, values, input.error), 422)
    const { nom, methode, plancher } = input.data
    const draft = { name: nom, method: methode, floorHundredths: plancher }
    const result = await createScenario(c.var.context, call, draft)
    if (result.ok) return goTo(c, callsPaths.scenarios(call.code), words(c)('done.scenario'))
    if (result.refusal === 'not_found') return c.notFound()
    return showScenarios(c, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })

  app.get('/appels-a-projets/:code/scenarios/:id', (c) => showScenario(c, null))

  app.post('/appels-a-projets/:code/scenarios/:id', async (c) => {
    const call = await callToArbitrate(c)
    const id = c.req.param('id')
    const scenario = call && (await findScenario(c.var.context.db, call.id, id))
    if (!call || !scenario || call.status !== 'jury') return c.notFound()
    const values = await readForm(c)
    const typed = Object.entries(values).filter(
      ([name, value]) => name.startsWith('montant_') && value !== '',
    )
    const awards = typed.map(([name, value]) => ({
      field: name,
      applicationId: name.slice('montant_'.length),
      cents: parseEuros(value),
    }))
    const faults = awards
      .filter(({ cents }) => cents === null || cents < 0)
      .map(({ field }) => ({ field, code: 'amount_unreadable' as const }))
    if (faults.length > 0) return showScenario(c, faultyFields(c, values, faults), 422)
    const given = awards.flatMap(({ applicationId, cents }) => (cents ? [{ applicationId, cents }] : []))
    const result = await setAmounts(c.var.context, call, id, Number(values.version ?? 0), given)
    if (result.ok) return goTo(c, callsPaths.scenario(call.code, id), words(c)('done.saved'))
    if (result.refusal === 'not_found') return c.notFound()
    const state = refusedAct(c, { ...values, version: String(scenario.version) }, result.refusal)
    return showScenario(c, state, statusOf(result.refusal))
  })

  app.post('/appels-a-projets/:code/scenarios/:id/choix', async (c) => {
    const call = await callToArbitrate(c)
    if (!call) return c.notFound()
    const result = await proposeScenario(c.var.context, call, c.req.param('id'))
    if (result.ok) return goTo(c, callsPaths.show(call.code), words(c)('done.proposed'))
    if (result.refusal === 'not_found') return c.notFound()
    return showScenarios(c, refusedAct(c, {}, result.refusal), statusOf(result.refusal))
  })
}

/** A call whose money is being shared, or was, for those who share it. */
async function callToArbitrate(c: WebContext): Promise<Call | null> {
  const call = await addressedCall(c)
  return call && call.status !== 'open' && roleForArbitration(c.var.context.actor) !== null ? call : null
}

async function showScenarios(
  c: WebContext,
  state: FormState,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const call = await callToArbitrate(c)
  if (!call) return c.notFound()
  const { db } = c.var.context
  const [judged, scenarios, applications] = await Promise.all([
    judgedCall(c.var.context, call),
    listScenarios(db, call.id),
    listReceived(db, call.id),
  ])
  return show(c, ScenariosPage, { judged, scenarios, applications, state }, status)
}

async function showScenario(
  c: WebContext,
  refused: FormState | null,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const call = await callToArbitrate(c)
  const scenario = call && (await findScenario(c.var.context.db, call.id, c.req.param('id') ?? ''))
  if (!call || !scenario) return c.notFound()
  const [judged, applications] = await Promise.all([
    judgedCall(c.var.context, call),
    listReceived(c.var.context.db, call.id),
  ])
  return show(c, ScenarioPage, { judged, scenario, applications, refused }, status)
}
