import type { Hono } from 'hono'
import type { AppEnv, WebContext } from '#web/respond.ts'
import { countReceived } from './applications.queries.ts'
import { stateOfAgreement } from './awards.rules.ts'
import { listInput } from './calls.inputs.ts'
import { callsPaths } from './calls.paths.ts'
import { type CallRow, findCall, listCalls, offerOf } from './calls.queries.ts'
import { type Call, stageOf, sumOf } from './calls.rules.ts'
import { deliberationNumbers, listWinners } from './winners.queries.ts'

/** What programs may read: what every visitor may. The shapes are those of the OpenAPI document. */
export function addCallsApi(app: Hono<AppEnv>): void {
  app.get('/api/v1/calls', async (c) => {
    const { db, town, settings } = c.var.context
    const { suite } = listInput.parse(c.req.query())
    const { rows, next } = await listCalls(db, { withDrafts: false, after: suite })
    return c.json({
      fictional: town.isFictional,
      calls: rows.map((row) => summaryOf(c, row)),
      next: next && `${settings.publicUrl}${callsPaths.apiList(next)}`,
    })
  })

  app.get('/api/v1/calls/:code', async (c) => {
    const { db, town, settings } = c.var.context
    const call = await publishedCall(c)
    if (!call) return c.json({ error: 'not_found' }, 404)
    const [{ criteria, envelopes }, received] = await Promise.all([
      offerOf(db, call),
      countReceived(db, call.id),
    ])
    const envelopeCents = sumOf(envelopes.map(({ cents }) => cents))
    return c.json({
      fictional: town.isFictional,
      call: {
        ...summaryOf(c, { call, envelopeCents, received }),
        rules: call.rulesText,
        legal_basis: call.legalBasis,
        criteria: criteria.map(({ label, weight, scale, highest }) => ({ label, weight, scale, highest })),
        envelopes: envelopes.map(({ label, cents }) => ({ label, cents })),
        instalment_shares: call.instalments,
        grants: isDecided(call) ? `${settings.publicUrl}${callsPaths.api(call.code)}` : null,
      },
    })
  })

  app.get('/api/v1/calls/:code/grants', async (c) => {
    const { db, clock, town } = c.var.context
    const call = await publishedCall(c)
    if (!call || !isDecided(call)) return c.json({ error: 'not_found' }, 404)
    const winners = await listWinners(db, call)
    const numbers = await deliberationNumbers(
      db,
      winners.map(({ decision }) => decision.deliberationId),
    )
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
        deliberation: numbers.get(decision.deliberationId)?.number ?? '',
        state: agreement && stateOfAgreement(agreement, clock.today()),
        paid_cents:
          agreement?.instalments.reduce((sum, each) => sum + (each.paidOn ? each.cents : 0), 0) ?? 0,
        people: agreement?.report?.people ?? null,
      })),
    })
  })
}

/** A draft is nobody's here, signed in or not: an address answers everybody alike. */
async function publishedCall(c: WebContext): Promise<Call | null> {
  const call = await findCall(c.var.context.db, c.req.param('code') ?? '')
  return call && call.status !== 'draft' ? call : null
}

function isDecided({ status }: Call): boolean {
  return status === 'decided' || status === 'closed_out'
}

function summaryOf(c: WebContext, { call, envelopeCents, received }: CallRow) {
  const { clock, settings } = c.var.context
  return {
    code: call.code,
    title: call.title,
    summary: call.summary,
    stage: stageOf(call, clock.now()),
    opens_at: call.opensAt.toISOString(),
    closes_at: call.closesAt.toISOString(),
    answer_on: call.answerOn,
    applicants: call.applicants,
    envelope_cents: envelopeCents,
    applications: received,
    page: `${settings.publicUrl}${callsPaths.show(call.code)}`,
  }
}
