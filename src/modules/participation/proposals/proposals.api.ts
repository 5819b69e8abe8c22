import type { Hono } from 'hono'
import { writeCsv } from '#infra/spreadsheet.ts'
import { slugOf } from '#kernel/plain-text.ts'
import { atomFeed } from '#modules/participation/processes/processes.public.ts'
import type { AppEnv, WebContext } from '#web/respond.ts'
import { type ExportedProposal, listExported, listProposals } from './proposal-list.queries.ts'
import { words } from './proposals.answers.ts'
import { type ProposalFilter, proposalsPaths } from './proposals.paths.ts'
import { filterOf } from './public.routes.ts'

const pageOfJson = 200
const mostRows = 20_000

/** Open data: the published proposals that the filters keep, without anybody's name. */
export function addApiRoutes(app: Hono<AppEnv>): void {
  app.get('/propositions/flux.atom', async (c) => {
    const { db, clock, settings, town } = c.var.context
    const filter: ProposalFilter = { ...filterOf(c), sort: 'newest', after: undefined }
    const { rows } = await listProposals(db, filter, clock.today(), 50)
    const base = settings.publicUrl
    const feed = atomFeed({
      title: `${words(c)('list.title')}, ${town.name}`,
      self: `${base}${proposalsPaths.feed(filter)}`,
      home: `${base}${proposalsPaths.list(filter)}`,
      updated: rows[0]?.publishedOn ?? clock.today(),
      author: town.name,
      entries: rows.map((row) => ({
        title: row.title,
        link: `${base}${proposalsPaths.show(row.number)}`,
        id: `urn:uuid:${row.id}`,
        updated: row.publishedOn,
        summary: row.excerpt,
      })),
    })
    return c.body(feed, 200, { 'Content-Type': 'application/atom+xml; charset=utf-8' })
  })

  app.get('/propositions/export.csv', async (c) => {
    const { db, clock, town, settings } = c.var.context
    const page = { size: mostRows, before: null }
    const rows = await listExported(db, filterOf(c), clock.today(), page)
    const name = `propositions-${slugOf(town.name)}${town.isFictional ? '-fictif' : ''}.csv`
    const cells = rows.map((row) => cellsOf(row, settings.publicUrl))
    return c.body(Buffer.from(writeCsv(columns, cells)), 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}"`,
    })
  })

  app.get('/propositions/export.json', async (c) => {
    const { db, clock, town, settings } = c.var.context
    const filter = filterOf(c)
    const before = numberIn(c)
    const rows = await listExported(db, filter, clock.today(), { size: pageOfJson, before })
    const last = rows.length === pageOfJson ? rows.at(-1) : undefined
    const here = proposalsPaths.json({ ...filter, after: undefined })
    return c.json({
      fictional: town.isFictional,
      proposals: rows.map((row) => recordOf(row, settings.publicUrl)),
      next: last && `${settings.publicUrl}${here}${here.includes('?') ? '&' : '?'}avant=${last.number}`,
    })
  })
}

function numberIn(c: WebContext): number | null {
  const text = c.req.query('avant') ?? ''
  return /^\d{1,9}$/.test(text) ? Number(text) : null
}

function recordOf(row: ExportedProposal, publicUrl: string) {
  return {
    id: row.id,
    number: row.number,
    url: `${publicUrl}${proposalsPaths.show(row.number)}`,
    process: row.process,
    title: row.title,
    text: row.body,
    category: row.category,
    street: row.street,
    district: row.districtId,
    latitude: row.point?.lat ?? null,
    longitude: row.point?.lon ?? null,
    published_on: row.publishedOn,
    answer_due_on: row.answerDueOn,
    supports: row.supportCount,
    comments: row.commentCount,
    verdict: row.verdict,
    answered_on: row.answeredOn,
    reasons: row.reasons,
  }
}

const columns = [
  'numero',
  'adresse',
  'demarche',
  'titre',
  'texte',
  'categorie',
  'rue',
  'quartier',
  'latitude',
  'longitude',
  'publiee_le',
  'reponse_due_le',
  'soutiens',
  'avis',
  'reponse',
  'repondue_le',
  'motifs',
]

function cellsOf(row: ExportedProposal, publicUrl: string): string[] {
  const record = recordOf(row, publicUrl)
  const values = [
    record.number,
    record.url,
    record.process.title,
    record.title,
    record.text,
    record.category,
    record.street,
    record.district,
    record.latitude,
    record.longitude,
    record.published_on,
    record.answer_due_on,
    record.supports,
    record.comments,
    record.verdict,
    record.answered_on,
    record.reasons,
  ]
  return values.map((value) => (value === null ? '' : String(value)))
}
