import type { Hono } from 'hono'
import { writeCsv } from '#infra/spreadsheet.ts'
import { slugOf } from '#kernel/plain-text.ts'
import { scdlColumns } from '#modules/partnership/organisations/rules.public.ts'
import { seatSiret } from '#modules/steering/deliberations/deliberations.public.ts'
import { type AppEnv, show, type WebContext } from '#web/respond.ts'
import { addressedCall } from './application.routes.ts'
import { canListApplications } from './applications.permissions.ts'
import { stateOfAgreement } from './awards.rules.ts'
import { callsPaths } from './calls.paths.ts'
import { findCall, offerOf } from './calls.queries.ts'
import type { Call } from './calls.rules.ts'
import { scdlRow } from './scdl.rules.ts'
import { WinnersPage } from './views/winners-page.tsx'
import { deliberationNumbers, listDecidedCodes, listWinners, type Winner } from './winners.queries.ts'

export function addWinnersRoutes(app: Hono<AppEnv>): void {
  app.get('/appels-a-projets/scdl.csv', async (c) => {
    const { db, town } = c.var.context
    const rows: string[][] = []
    for (const code of await listDecidedCodes(db)) {
      const call = await findCall(db, code)
      if (call) rows.push(...(await scdlOf(c, call, await listWinners(db, call))).rows)
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
      scdlOf(c, call, winners),
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
      scdl,
      scdlPath: callsPaths.scdl(),
    })
  })

  app.get('/api/v1/calls/:code/grants', async (c) => {
    const { db, clock, town } = c.var.context
    const call = await addressedCall(c)
    if (call?.status !== 'decided' && call?.status !== 'closed_out')
      return c.json({ error: 'not_found' }, 404)
    const winners = await listWinners(db, call)
    return c.json({
      fictional: town.isFictional,
      call: { code: call.code, title: call.title },
      grants: winners.map(({ application, decision, agreement }) => ({
        number: application.number,
        organisation: application.applicantName,
        project: application.title,
        requested_cents: application.requestedCents,
        granted_cents: decision.cents,
        decided_on: decision.decidedOn,
        state: agreement && stateOfAgreement(agreement, clock.today()),
        paid_cents:
          agreement?.instalments.reduce((sum, each) => sum + (each.paidOn ? each.cents : 0), 0) ?? 0,
        people: agreement?.report?.people ?? null,
      })),
    })
  })
}

/** Rows of the open-data file for the agreements that both signed, with those that the schema cannot take. */
async function scdlOf(c: WebContext, call: Call, winners: readonly Winner[]) {
  const { db, town } = c.var.context
  const numbers = await deliberationNumbers(
    db,
    winners.map(({ decision }) => decision.deliberationId),
  )
  const rows: string[][] = []
  const left: string[] = []
  const remarks: string[] = []
  for (const { application, decision, agreement } of winners) {
    if (!agreement?.signedByMayorOn || application.dossier === null) continue
    const made = scdlRow({
      grantorName: town.isFictional ? `${town.name} (commune fictive)` : town.name,
      grantorSiret: seatSiret(town.siren),
      signedOn: agreement.signedByMayorOn,
      decisionReference: numbers.get(decision.deliberationId)?.number ?? '',
      dossier: application.dossier,
      cents: decision.cents ?? 0,
      agreement,
      callCode: call.code,
    })
    if (made === null) left.push(application.applicantName)
    else {
      rows.push(made.row)
      if (made.remarks.length > 0) remarks.push(application.applicantName)
    }
  }
  return { rows, left, remarks }
}
