import type { Hono } from 'hono'
import { writeCsv } from '#infra/spreadsheet.ts'
import { slugOf } from '#kernel/plain-text.ts'
import { scdlColumns } from '#modules/partnership/organisations/rules.public.ts'
import { type AppEnv, show } from '#web/respond.ts'
import { addressedCall } from './application.routes.ts'
import { canListApplications } from './applications.permissions.ts'
import { stateOfAgreement } from './awards.rules.ts'
import { callsPaths } from './calls.paths.ts'
import { findCall, offerOf } from './calls.queries.ts'
import { publicationOf } from './publication.ts'
import { WinnersPage } from './views/winners-page.tsx'
import { deliberationNumbers, listDecidedCodes, listWinners } from './winners.queries.ts'

export function addWinnersRoutes(app: Hono<AppEnv>): void {
  app.get('/appels-a-projets/scdl.csv', async (c) => {
    const { db, town } = c.var.context
    const rows: (readonly string[])[] = []
    for (const code of await listDecidedCodes(db)) {
      const call = await findCall(db, code)
      if (call) rows.push(...(await publicationOf(c.var.context, call, await listWinners(db, call))).rows)
    }
    const name = `subventions-${slugOf(town.name)}${town.isFictional ? '-fictif' : ''}.csv`
    return c.body(Buffer.from(writeCsv(scdlColumns, rows)), 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}"`,
    })
  })

  app.get('/appels-a-projets/:code/laureats', async (c) => {
    const { db, actor, clock } = c.var.context
    const call = await addressedCall(c)
    if (call?.status !== 'decided' && call?.status !== 'closed_out') return c.notFound()
    const winners = await listWinners(db, call)
    const [offer, numbers, scdl] = await Promise.all([
      offerOf(db, call),
      deliberationNumbers(
        db,
        winners.map(({ decision }) => decision.deliberationId),
      ),
      publicationOf(c.var.context, call, winners),
    ])
    return show(c, WinnersPage, {
      offer,
      winners: winners.map((winner) => ({
        ...winner,
        state: winner.agreement && stateOfAgreement(winner.agreement, clock.today()),
        deliberation: numbers.get(winner.decision.deliberationId)?.number ?? '',
        deliberationId: winner.decision.deliberationId,
      })),
      isOurs: canListApplications(actor),
      scdl: {
        published: scdl.rows.length,
        withheld: scdl.withheld.map(({ application, publishBy }) => ({
          name: application.applicantName,
          publishBy,
        })),
        remarked: scdl.remarked,
      },
      scdlPath: callsPaths.scdl(),
    })
  })
}
