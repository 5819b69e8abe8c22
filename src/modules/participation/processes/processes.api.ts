import type { Hono } from 'hono'
import { formatDay } from '#web/formats.ts'
import type { AppEnv } from '#web/respond.ts'
import { atomFeed } from './feed.rules.ts'
import { findHourlyCents, listCostSums } from './meter.queries.ts'
import { totalsOf } from './meter.rules.ts'
import { sumPeople } from './participation.queries.ts'
import { listAnswers, listProcesses, type ProcessRow } from './process-list.queries.ts'
import { filterInput } from './processes.inputs.ts'
import { processesPaths } from './processes.paths.ts'
import { findProcessBySlug } from './processes.queries.ts'
import { type Process, phaseJson } from './processes.rules.ts'
import { processesWords } from './processes.words.ts'
import type { PointAnswer } from './promise.rules.ts'
import { leastShown } from './who-took-part.rules.ts'

/** Open data: what everybody may read of processes, as JSON and as an Atom feed. Drafts are never there. */
export function addProcessesApi(app: Hono<AppEnv>): void {
  app.get('/api/v1/processes', async (c) => {
    const { db, settings, town } = c.var.context
    const { etat, q, suite } = filterInput.parse(c.req.query())
    const { rows, next } = await listProcesses(db, { status: etat, search: q, after: suite }, false)
    return c.json({
      fictional: town.isFictional,
      processes: rows.map((row) => rowJson(row, settings.publicUrl)),
      next: next && `${settings.publicUrl}${processesPaths.api({ etat, q, suite: next })}`,
    })
  })

  app.get('/api/v1/processes/:slug', async (c) => {
    const { db, settings, town, clock } = c.var.context
    const process = await findProcessBySlug(db, c.req.param('slug'))
    if (!process || process.signedOn === null) return c.json({ error: 'not_found' }, 404)
    const totals = totalsOf(await listCostSums(db, process.id), await findHourlyCents(db, clock.today()))
    const people = await sumPeople(db, process.id)
    return c.json({
      fictional: town.isFictional,
      ...processJson(process, await listAnswers(db, process.id), settings.publicUrl),
      cost: {
        budget_cents: totals.budget_cents,
        agent_minutes: totals.agent_minutes,
        agent_cents: totals.agent_cents,
        resident_minutes: totals.resident_minutes,
      },
      participants: people < leastShown ? null : people,
    })
  })

  app.get('/demarches.atom', async (c) => {
    const { db, settings, town, locale, clock } = c.var.context
    const { rows } = await listProcesses(db, {}, false)
    const t = processesWords(locale)
    const base = settings.publicUrl
    const feed = atomFeed({
      title: `${t('list.title')} – ${town.name}`,
      self: `${base}${processesPaths.feed()}`,
      home: `${base}${processesPaths.list()}`,
      updated: rows[0] ? (rows[0].openedOn ?? rows[0].signedOn ?? clock.today()) : clock.today(),
      author: town.name,
      entries: rows.map((row) => ({
        title: row.title,
        link: `${base}${processesPaths.show(row.slug)}`,
        id: `urn:uuid:${row.id}`,
        updated: row.openedOn ?? row.signedOn ?? clock.today(),
        summary: [
          row.summary,
          ...row.phases.map(
            ({ title, startsOn, endsOn }) =>
              `${title} : ${formatDay(startsOn, locale)} – ${formatDay(endsOn, locale)}`,
          ),
        ].join('\n'),
      })),
    })
    return c.body(feed, 200, { 'Content-Type': 'application/atom+xml; charset=utf-8' })
  })
}

function rowJson(row: ProcessRow, publicUrl: string) {
  return {
    id: row.id,
    slug: row.slug,
    url: `${publicUrl}${processesPaths.show(row.slug)}`,
    title: row.title,
    theme: row.theme,
    summary: row.summary,
    engagement: row.engagement,
    status: row.status,
    signed_on: row.signedOn,
    opened_on: row.openedOn,
    phases: row.phases.map(phaseJson),
  }
}

function processJson(process: Process, answers: readonly PointAnswer[], publicUrl: string) {
  const said = new Map(answers.map((answer) => [answer.pointId, answer]))
  return {
    ...rowJson(process, publicUrl),
    form: process.form,
    decider: { kind: process.decider, name: process.deciderName, on: process.decisionOn },
    decided_on: process.decidedOn,
    closed_on: process.closedOn,
    answered_on: process.answeredOn,
    abandoned_on: process.abandonedOn,
    electorate: { who: process.electorate, minimum_age: process.minimumAge },
    districts: process.districts.map(({ id, name }) => ({ id, name })),
    procedure: process.procedure,
    information: process.information,
    results_plan: process.resultsPlan,
    results_on: process.resultsOn,
    promise: process.points.map(({ id, kind, statement, responsible, dueOn }) => ({
      kind,
      statement,
      responsible,
      due_on: dueOn,
      outcome: said.get(id)?.outcome ?? null,
      reason: said.get(id)?.reason ?? null,
    })),
  }
}
