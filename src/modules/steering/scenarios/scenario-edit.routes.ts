import type { Hono } from 'hono'
import type { Result } from '#kernel/result.ts'
import { listMeasureFiles } from '#modules/steering/measures/measures.public.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { type FormValues, readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { candidateStatuses } from './problem.rules.ts'
import {
  addLink,
  addSynergy,
  createScenario,
  removeLink,
  removeScenario,
  removeSynergy,
  type ScenariosRefusal,
  saveChoices,
  saveFrame,
} from './scenarios.actions.ts'
import { choicesForm, frameForm, refusedAct, refusedInput, statusOf, words } from './scenarios.answers.ts'
import {
  frameInput,
  linkInput,
  newInput,
  readChoices,
  synergyInput,
  versionInput,
} from './scenarios.inputs.ts'
import { scenariosPaths } from './scenarios.paths.ts'
import { canPrepareScenarios } from './scenarios.permissions.ts'
import { findScenario } from './scenarios.queries.ts'
import { type Scenario, yearsOf } from './scenarios.rules.ts'
import { ChoicesPage, type MeasureChoice } from './views/choices-page.tsx'
import { LinksPage } from './views/links-page.tsx'
import { FramePage, NewScenarioPage } from './views/scenario-form-pages.tsx'

/** Pages that write a scenario. */
export function addEditRoutes(app: Hono<AppEnv>): void {
  app.get('/scenarios/nouveau', (c) => {
    if (!canPrepareScenarios(c.var.context.actor)) return c.notFound()
    const nextYear = String(Number(c.var.context.clock.today().slice(0, 4)) + 1)
    const values = { premiere_annee: nextYear, annees: '6' }
    return show(c, NewScenarioPage, { state: { ...emptyForm, values } })
  })

  app.post('/scenarios/nouveau', async (c) => {
    if (!canPrepareScenarios(c.var.context.actor)) return c.notFound()
    const values = await readForm(c)
    const input = newInput.safeParse(values)
    if (!input.success) return show(c, NewScenarioPage, { state: refusedInput(c, values, input.error) }, 422)
    const { titre: title, premiere_annee: firstYear, annees: yearCount } = input.data
    const created = await createScenario(c.var.context, { title, firstYear, yearCount })
    if (created.ok) return goTo(c, scenariosPaths.frame(created.value), words(c)('done.saved'))
    return show(c, NewScenarioPage, { state: refusedAct(c, values, created.refusal) }, 422)
  })

  app.get('/scenarios/:code/cadre', async (c) => {
    const scenario = await editable(c)
    return scenario ? showFrame(c, scenario, frameForm(scenario)) : c.notFound()
  })

  app.post('/scenarios/:code/cadre', async (c) => {
    const scenario = await editable(c)
    if (!scenario) return c.notFound()
    const values = await readForm(c)
    const input = frameInput.safeParse(values)
    if (!input.success) return showFrame(c, scenario, refusedInput(c, values, input.error), 422)
    const { data } = input
    const saved = await saveFrame(c.var.context, scenario.code, data.version, {
      title: data.titre,
      summary: data.resume,
      firstYear: data.premiere_annee,
      yearCount: data.annees,
      carryOver: data.report,
      weights: { cash: data.poids_argent, time: data.poids_temps, other: data.poids_autre },
      effectPointCents: data.point_effet,
      limits: data.limits,
    })
    return answer(c, scenario, saved, (state, status) => showFrame(c, scenario, state, status), values)
  })

  app.get('/scenarios/:code/mesures', async (c) => {
    const scenario = await editable(c)
    return scenario ? showChoices(c, scenario, choicesForm(scenario)) : c.notFound()
  })

  app.post('/scenarios/:code/mesures', async (c) => {
    const scenario = await editable(c)
    if (!scenario) return c.notFound()
    const values = await readForm(c)
    const codes = (await measureChoices(c)).map(({ code }) => code)
    const { choices, faults } = readChoices(values, codes, yearsOf(scenario))
    const version = versionInput.safeParse(values)
    if (Object.keys(faults).length > 0 || !version.success) {
      const errors = Object.entries(faults).map(([name, fault]) => [name, words(c)(`error.${fault}`)])
      return showChoices(c, scenario, { values, errors: Object.fromEntries(errors) }, 422)
    }
    const saved = await saveChoices(c.var.context, scenario.code, version.data.version, choices)
    return answer(c, scenario, saved, (state, status) => showChoices(c, scenario, state, status), values)
  })

  app.get('/scenarios/:code/liens', async (c) => {
    const scenario = await editable(c)
    return scenario ? showLinks(c, scenario, {}) : c.notFound()
  })

  app.post('/scenarios/:code/liens', async (c) => {
    const scenario = await editable(c)
    if (!scenario) return c.notFound()
    const values = await readForm(c)
    const input = linkInput.safeParse(values)
    if (!input.success) return showLinks(c, scenario, { link: refusedInput(c, values, input.error) }, 422)
    const { lien: kind, mesure: measure, autre: other, motif: reason } = input.data
    const added = await addLink(c.var.context, scenario.code, { kind, measure, other, reason })
    if (added.ok) return goTo(c, scenariosPaths.links(scenario.code), words(c)('done.saved'))
    return showLinks(c, scenario, { link: refusedAct(c, values, added.refusal) }, 422)
  })

  app.post('/scenarios/:code/liens/suppression', async (c) => {
    const input = linkInput.safeParse(await readForm(c))
    if (!input.success) return c.notFound()
    const { lien: kind, mesure: measure, autre: other } = input.data
    const code = c.req.param('code')
    const removed = await removeLink(c.var.context, code, { kind, measure, other })
    return removed.ok ? goTo(c, scenariosPaths.links(code), words(c)('done.saved')) : c.notFound()
  })

  app.post('/scenarios/:code/bonus', async (c) => {
    const scenario = await editable(c)
    if (!scenario) return c.notFound()
    const values = await readForm(c)
    const input = synergyInput.safeParse(values)
    if (!input.success) return showLinks(c, scenario, { synergy: refusedInput(c, values, input.error) }, 422)
    const { libelle: label, valeur: value, mesures: measures } = input.data
    const added = await addSynergy(c.var.context, scenario.code, { label, value, measures })
    if (added.ok) return goTo(c, scenariosPaths.links(scenario.code), words(c)('done.saved'))
    return showLinks(c, scenario, { synergy: refusedAct(c, values, added.refusal) }, 422)
  })

  app.post('/scenarios/:code/bonus/suppression', async (c) => {
    const { bonus = '' } = await readForm(c)
    const code = c.req.param('code')
    const isId = /^[0-9a-f-]{36}$/.test(bonus)
    const removed = isId && (await removeSynergy(c.var.context, code, bonus)).ok
    return removed ? goTo(c, scenariosPaths.links(code), words(c)('done.saved')) : c.notFound()
  })

  app.post('/scenarios/:code/suppression', async (c) => {
    const removed = await removeScenario(c.var.context, c.req.param('code'))
    return removed.ok ? goTo(c, scenariosPaths.list(), words(c)('done.removed')) : c.notFound()
  })
}

/** The scenario of the address, when this person may write it. */
async function editable(c: WebContext): Promise<Scenario | null> {
  const { db, actor } = c.var.context
  return canPrepareScenarios(actor) ? findScenario(db, c.req.param('code') ?? '') : null
}

/** Measures that forms offer, in the order of the note. */
async function measureChoices(c: WebContext): Promise<MeasureChoice[]> {
  const { db, clock } = c.var.context
  const files = await listMeasureFiles(db, clock.today(), candidateStatuses)
  return files.map(({ measure }) => ({ code: measure.code, title: measure.title, part: measure.part }))
}

type Again = (state: FormState, status: 409 | 422) => Response | Promise<Response>

function answer(
  c: WebContext,
  scenario: Scenario,
  saved: Result<null, ScenariosRefusal>,
  again: Again,
  values: FormValues,
): Response | Promise<Response> {
  if (saved.ok) return goTo(c, scenariosPaths.show(scenario.code), words(c)('done.saved'))
  // The version shown now is the current one: saving again is then a choice, not an accident.
  const current = { ...values, version: String(scenario.version) }
  return again(refusedAct(c, current, saved.refusal), statusOf(saved.refusal))
}

function showFrame(c: WebContext, scenario: Scenario, state: FormState, status: 200 | 409 | 422 = 200) {
  const { code, title } = scenario
  return show(c, FramePage, { code, title, years: yearsOf(scenario), state }, status)
}

async function showChoices(
  c: WebContext,
  { code, title }: Scenario,
  state: FormState,
  status: 200 | 409 | 422 = 200,
) {
  return show(c, ChoicesPage, { code, title, measures: await measureChoices(c), state }, status)
}

async function showLinks(
  c: WebContext,
  scenario: Scenario,
  { link = emptyForm, synergy = emptyForm }: { link?: FormState; synergy?: FormState },
  status: 200 | 422 = 200,
) {
  const measures = await measureChoices(c)
  return show(c, LinksPage, { scenario, measures, linkState: link, synergyState: synergy }, status)
}
