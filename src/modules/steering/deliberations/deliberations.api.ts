import { Hono } from 'hono'
import { writeCsv } from '#infra/spreadsheet.ts'
import { slugOf } from '#kernel/plain-text.ts'
import type { AppEnv } from '#web/respond.ts'
import { filterInput } from './deliberations.inputs.ts'
import { deliberationsPaths } from './deliberations.paths.ts'
import { findDeliberation, listAllDeliberations, listDeliberations } from './deliberations.queries.ts'
import { type Deliberation, outcomeOf } from './deliberations.rules.ts'
import { findMatter } from './matters.rules.ts'
import { scdlColumns, scdlRow } from './scdl.rules.ts'

/** Open data: the same record as the pages, as JSON and as the SCDL file `délibérations`. */
export function deliberationsApi() {
  const app = new Hono<AppEnv>()

  app.get('/api/v1/deliberations', async (c) => {
    const { db, settings, town } = c.var.context
    const { q, annee, suite } = filterInput.parse(c.req.query())
    const filter = { search: q, year: annee, after: suite }
    const { rows, next } = await listDeliberations(db, filter)
    return c.json({
      fictional: town.isFictional,
      deliberations: rows.map((row) => publicRecord(row, settings.publicUrl)),
      next: next && `${settings.publicUrl}${deliberationsPaths.api({ ...filter, after: next })}`,
    })
  })

  app.get('/api/v1/deliberations/:id', async (c) => {
    const { db, settings, town } = c.var.context
    const found = await findDeliberation(db, c.req.param('id'))
    if (!found) return c.json({ error: 'not_found' }, 404)
    return c.json({ fictional: town.isFictional, ...publicRecord(found, settings.publicUrl) })
  })

  app.get('/deliberations/scdl.csv', async (c) => {
    const { db, town } = c.var.context
    const rows = (await listAllDeliberations(db)).map((deliberation) => scdlRow(town, deliberation))
    const name = `deliberations-${slugOf(town.name)}${town.isFictional ? '-fictif' : ''}.csv`
    return c.body(Buffer.from(writeCsv(scdlColumns, rows)), 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}"`,
    })
  })

  return app
}

function publicRecord(deliberation: Deliberation, publicUrl: string) {
  return {
    id: deliberation.id,
    url: `${publicUrl}${deliberationsPaths.show(deliberation.id)}`,
    number: deliberation.number,
    adopted_on: deliberation.adoptedOn,
    body: deliberation.body,
    subject: deliberation.subject,
    matter: { code: deliberation.matterCode, name: findMatter(deliberation.matterCode)?.name ?? null },
    members_in_office: deliberation.membersInOffice,
    members_present: deliberation.membersPresent,
    votes: {
      for: deliberation.votesFor,
      against: deliberation.votesAgainst,
      abstentions: deliberation.abstentions,
    },
    outcome: outcomeOf(deliberation),
    recusals: deliberation.recusals.map(({ memberName, reason }) => ({ member: memberName, reason })),
    document_url: deliberation.documentUrl,
    recorded_at: deliberation.recordedAt.toISOString(),
  }
}
