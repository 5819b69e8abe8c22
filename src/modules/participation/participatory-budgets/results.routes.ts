import type { Hono } from 'hono'
import { stream } from 'hono/streaming'
import { type AppEnv, showToAll } from '#web/respond.ts'
import { visibleOffer } from './editions.actions.ts'
import { numberOf } from './editions.routes.ts'
import type { Offer } from './editions.rules.ts'
import { pbPieces } from './pb-file.ts'
import { type CountedArea, listCounts, listResults } from './results.queries.ts'
import { ResultsPage } from './views/results-page.tsx'

export function addResultsRoutes(app: Hono<AppEnv>): void {
  app.get('/budgets-participatifs/:code/resultats', async (c) => {
    const { db } = c.var.context
    const offer = await visibleOffer(c.var.context, c.req.param('code'))
    if (offer?.edition.status !== 'counted') return c.notFound()
    const counts = await listCounts(db, offer.edition.id)
    return showToAll(c, ResultsPage, {
      offer,
      counts,
      results: await listResults(db, offer.edition.id),
      commands: new Map(counts.map((counted) => [counted.area, recountCommand(offer, counted)])),
    })
  })

  // The public list of ballots: nothing of it leaves before the count.
  app.get('/budgets-participatifs/:code/bulletins/:fichier{[0-9]+\\.pb}', async (c) => {
    const { db, town } = c.var.context
    const offer = await visibleOffer(c.var.context, c.req.param('code'))
    const number = numberOf(c.req.param('fichier').replace('.pb', ''))
    const area = offer?.areas.find((candidate) => candidate.number === number)
    if (!offer || !area || offer.edition.status !== 'counted') return c.notFound()
    c.header('Content-Type', 'text/plain; charset=utf-8')
    c.header('Content-Disposition', `attachment; filename="${fileName(offer, number)}"`)
    return stream(c, async (out) => {
      for await (const piece of pbPieces(db, offer, area, town.name)) await out.write(piece)
    })
  })
}

function fileName({ edition, areas }: Offer, area: number): string {
  return areas.length === 1 ? `${edition.code}.pb` : `${edition.code}-${area}.pb`
}

/** What anybody types to find the published result again from the published file. */
function recountCommand(offer: Offer, { area, outcome }: CountedArea): string {
  const ties = outcome.seed === null ? offer.edition.ties : `seed:${outcome.seed}`
  return `bin/faire-commune budget count ${fileName(offer, area)} --rule ${outcome.rule} --ties ${ties} --report`
}
