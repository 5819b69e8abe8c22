import type { Hono } from 'hono'
import type { Context } from '#infra/context.ts'
import { writeCsv } from '#infra/spreadsheet.ts'
import { whileUnchanged } from '#infra/while-unchanged.ts'
import { slugOf } from '#kernel/plain-text.ts'
import { type AppEnv, sendFile, show, showToAll, type WebContext } from '#web/respond.ts'
import { type DirectoryCard, listCards, listOrganisations, readCards } from './directory.queries.ts'
import { addressOf, geojsonFeatures, vcardOf } from './directory-files.ts'
import { filterOf, openChoices, wanted } from './directory-question.ts'
import { words } from './organisations.answers.ts'
import { type DirectoryFilter, organisationsPaths } from './organisations.paths.ts'
import { canKeepDirectory } from './organisations.permissions.ts'
import { listTopics } from './sheet.queries.ts'
import { DirectoryPage } from './views/directory-page.tsx'
import { FramePage } from './views/frame-page.tsx'
import { PrintPage } from './views/print-page.tsx'

/** More than a page can draw or a printer wants. */
const mostDrawn = 5000

/** The public directory: list, paper, a frame for other sites, and its files. */
export function addDirectoryRoutes(app: Hono<AppEnv>): void {
  const readChoices = openChoices()
  const readList = whileUnchanged(
    ({ filter }: Context & { readonly filter: DirectoryFilter }) => JSON.stringify(filter),
    ({ db, filter }) => listOrganisations(db, wanted(filter)),
  )

  app.get('/organisations', async (c) => {
    const { context } = c.var
    const filter = filterOf(c)
    const [list, choices] = await Promise.all([readList({ ...context, filter }), readChoices(context)])
    return showToAll(c, DirectoryPage, {
      ...list,
      ...choices,
      filter,
      canKeep: canKeepDirectory(context.actor),
    })
  })

  app.get('/organisations/imprimer', async (c) => {
    const { context } = c.var
    const filter = filterOf(c)
    const cards = await listCards(context.db, { ...wanted(filter), status: 'active' }, mostDrawn)
    return showToAll(c, PrintPage, { cards, topics: (await readChoices(context)).topics, filter })
  })

  app.get('/organisations/cadre', async (c) => {
    const { db, settings } = c.var.context
    const filter = filterOf(c)
    const { rows, next } = await listOrganisations(db, { ...wanted(filter), status: 'active' })
    return show(c, FramePage, { rows, next, filter, publicUrl: settings.publicUrl })
  })

  addFiles(app)
}

function addFiles(app: Hono<AppEnv>): void {
  app.get('/organisations/annuaire.csv', async (c) => {
    const t = words(c)
    const topics = await listTopics(c.var.context.db)
    const cards = await allCards(c)
    const header = (
      [
        'name',
        'siren',
        'rna',
        'status',
        'topics',
        'address',
        'commune',
        'hours',
        'website',
        'email',
        'telephone',
      ] as const
    ).map((column) => t(`csv.${column}`))
    const rows = cards.map((card) => [
      card.name,
      card.siren,
      card.rna,
      t(card.isActive ? 'status.active' : 'status.closed'),
      topics
        .filter(({ id }) => card.topics.includes(id))
        .map(({ label }) => label[c.var.context.locale])
        .join(', '),
      card.places.map(addressOf).join(' | '),
      [...new Set(card.places.flatMap(({ commune }) => commune ?? []))].join(' | '),
      card.places
        .map(({ openingHours }) => openingHours)
        .filter(Boolean)
        .join(' | '),
      card.website,
      card.email,
      card.telephone,
    ])
    return file(c, 'csv', 'text/csv; charset=utf-8', writeCsv(header, rows))
  })

  app.get('/organisations/annuaire.geojson', async (c) => {
    const { town } = c.var.context
    const collection = {
      type: 'FeatureCollection',
      fictional: town.isFictional,
      features: geojsonFeatures(await allCards(c), (id) => pageOf(c, id)),
    }
    return file(c, 'geojson', 'application/geo+json', text(JSON.stringify(collection)))
  })

  app.get('/organisations/annuaire.vcf', async (c) => {
    const { db, locale } = c.var.context
    const topics = await listTopics(db)
    const cards = (await allCards(c)).map((card) => vcardOf(card, topics, pageOf(c, card.id), locale))
    return file(c, 'vcf', 'text/vcard; charset=utf-8', text(cards.join('')))
  })

  app.get('/organisations/:id/carte.vcf', async (c) => {
    const { db, locale } = c.var.context
    const id = c.req.param('id')
    const card = (await allCards(c, id))[0]
    if (!card) return c.notFound()
    const bytes = text(vcardOf(card, await listTopics(db), pageOf(c, id), locale))
    return sendFile(c, {
      name: `${slugOf(card.name) || 'carte'}.vcf`,
      type: 'text/vcard; charset=utf-8',
      bytes,
    })
  })

  app.get('/api/v1/organisations', async (c) => {
    const { db, town, settings } = c.var.context
    const filter = filterOf(c)
    const { rows, next } = await listOrganisations(db, wanted(filter))
    return c.json({
      fictional: town.isFictional,
      organisations: rows.map((row) => ({
        id: row.id,
        name: row.name,
        number: row.number || null,
        active: row.isActive,
        topics: row.topics,
        received_cents: row.received,
        page: pageOf(c, row.id),
      })),
      next: next && `${settings.publicUrl}${organisationsPaths.api({ ...filter, after: next })}`,
    })
  })
}

const text = (written: string) => new TextEncoder().encode(written)

function pageOf(c: WebContext, id: string): string {
  return `${c.var.context.settings.publicUrl}${organisationsPaths.show(id)}`
}

async function allCards(c: WebContext, id: string | null = null): Promise<DirectoryCard[]> {
  const cards: DirectoryCard[] = []
  for await (const batch of readCards(c.var.context.db, { ...wanted(filterOf(c)), after: null, id }))
    cards.push(...batch)
  return cards
}

function file(c: WebContext, extension: string, type: string, bytes: Uint8Array): Response {
  const { town } = c.var.context
  const name = `annuaire-${slugOf(town.name)}${town.isFictional ? '-fictif' : ''}.${extension}`
  return sendFile(c, { name, type, bytes })
}
