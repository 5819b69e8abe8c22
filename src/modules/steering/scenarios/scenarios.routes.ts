import { checkPortfolio } from '@faire-commune/portfolio'
import { Hono } from 'hono'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, sendFile, show, type WebContext } from '#web/respond.ts'
import { addEditRoutes } from './scenario-edit.routes.ts'
import { listHandPicks } from './scenario-parts.queries.ts'
import { getScenarioReport, listScenarioReports, type ScenarioReport } from './scenario-report.ts'
import { saveHandPicks } from './scenarios.actions.ts'
import { words } from './scenarios.answers.ts'
import { readHandPicks } from './scenarios.inputs.ts'
import { scenariosPaths } from './scenarios.paths.ts'
import { canPrepareScenarios, canSeeScenarios } from './scenarios.permissions.ts'
import { solveScenario } from './solve.actions.ts'
import { ComparePage } from './views/compare-page.tsx'
import { HandPage } from './views/hand-page.tsx'
import { ScenarioListPage } from './views/scenario-list-page.tsx'
import { ScenarioPage } from './views/scenario-page.tsx'

export function scenariosRoutes() {
  const app = new Hono<AppEnv>()

  app.get('/scenarios', async (c) => {
    const { actor } = c.var.context
    if (!canSeeScenarios(actor)) return c.notFound()
    const reports = await listScenarioReports(c.var.context)
    return show(c, ScenarioListPage, { reports, canPrepare: canPrepareScenarios(actor) })
  })

  app.get('/scenarios/comparaison', async (c) => {
    if (!canSeeScenarios(c.var.context.actor)) return c.notFound()
    const wanted = new Set(c.req.queries('s') ?? [])
    const all = await listScenarioReports(c.var.context)
    const reports = all.filter(({ scenario }) => wanted.has(scenario.code))
    const isRight = reports.length >= 2 && reports.length <= 4
    return show(c, ComparePage, { reports: isRight ? reports : [] }, isRight ? 200 : 422)
  })

  addEditRoutes(app)

  app.get('/scenarios/:code', async (c) => {
    const report = await visible(c)
    return report
      ? show(c, ScenarioPage, { report, canPrepare: canPrepareScenarios(c.var.context.actor) })
      : c.notFound()
  })

  app.get('/scenarios/:code/probleme.json', async (c) => {
    const report = await visible(c)
    if (!report) return c.notFound()
    const text = `${JSON.stringify(report.problem, null, 2)}\n`
    const name = `scenario-${report.scenario.code}.json`
    return sendFile(c, { name, type: 'application/json', bytes: new TextEncoder().encode(text) })
  })

  app.post('/scenarios/:code/calcul', async (c) => {
    const code = c.req.param('code')
    const started = await solveScenario(c.var.context, code)
    return started.ok ? goTo(c, scenariosPaths.show(code), words(c)('done.solving')) : c.notFound()
  })

  app.get('/scenarios/:code/main', async (c) => {
    const report = await preparable(c)
    if (!report) return c.notFound()
    const picks = await listHandPicks(c.var.context.db, report.scenario.id)
    const starts = Object.keys(picks).length > 0 ? picks : (report.solution?.answer.starts ?? {})
    return show(c, HandPage, { report, starts, check: checkPortfolio(report.problem, known(report, starts)) })
  })

  app.post('/scenarios/:code/main', async (c) => {
    const report = await preparable(c)
    if (!report) return c.notFound()
    const values = await readForm(c)
    const codes = report.candidates.map(({ file }) => file.measure.code)
    const starts = values.remise === 'oui' ? {} : readHandPicks(values, codes)
    const { code } = report.scenario
    const saved = await saveHandPicks(c.var.context, code, starts)
    return saved.ok ? goTo(c, scenariosPaths.hand(code)) : c.notFound()
  })

  return app
}

/** Without the measures that are over since they were picked. */
function known(report: ScenarioReport, starts: Readonly<Record<string, number>>): Record<string, number> {
  const codes = new Set(report.problem.measures.map(({ id }) => id))
  return Object.fromEntries(Object.entries(starts).filter(([code]) => codes.has(code)))
}

async function visible(c: WebContext): Promise<ScenarioReport | null> {
  return canSeeScenarios(c.var.context.actor)
    ? getScenarioReport(c.var.context, c.req.param('code') ?? '')
    : null
}

async function preparable(c: WebContext): Promise<ScenarioReport | null> {
  return canPrepareScenarios(c.var.context.actor) ? visible(c) : null
}
