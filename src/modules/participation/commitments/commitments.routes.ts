import { Hono } from 'hono'
import { z } from 'zod'
import { addDays } from '#kernel/calendar-date.ts'
import { type AppEnv, show } from '#web/respond.ts'
import { commitmentsPaths } from './commitments.paths.ts'
import { countCommitments, listCommitments, listOwedBy, listOwingProcesses } from './commitments.queries.ts'
import { type Commitment, commitmentStates, remindedAhead_days, stateOf } from './commitments.rules.ts'
import { CommitmentsPage } from './views/commitments-page.tsx'

const filterInput = z.object({
  demarche: z.string().max(60).optional().catch(undefined),
  etat: z.enum(commitmentStates).optional().catch(undefined),
  suite: z.string().max(100).optional().catch(undefined),
})

export function commitmentsRoutes() {
  const app = new Hono<AppEnv>()

  app.get('/engagements', async (c) => {
    const { db, actor, clock } = c.var.context
    const today = clock.today()
    const { demarche, etat, suite } = filterInput.parse(c.req.query())
    const filter = { processSlug: demarche, state: etat, after: suite }
    return show(c, CommitmentsPage, {
      ...(await listCommitments(db, filter, today)),
      counts: await countCommitments(db, demarche, today),
      filter: { demarche, etat, suite },
      processes: await listOwingProcesses(db),
      mine: actor ? await listOwedBy(db, actor.id, addDays(today, remindedAhead_days)) : [],
      today,
    })
  })

  app.get('/api/v1/commitments', async (c) => {
    const { db, clock, settings, town } = c.var.context
    const today = clock.today()
    const { demarche, etat, suite } = filterInput.parse(c.req.query())
    const { rows, next } = await listCommitments(
      db,
      { processSlug: demarche, state: etat, after: suite },
      today,
    )
    return c.json({
      fictional: town.isFictional,
      commitments: rows.map((row) => ({
        ...commitmentJson(row),
        state: stateOf(row, today),
        process: row.process?.slug ?? null,
      })),
      next: next && `${settings.publicUrl}${commitmentsPaths.api({ demarche, etat, suite: next })}`,
    })
  })

  return app
}

function commitmentJson(row: Commitment) {
  return {
    id: row.id,
    kind: row.kind,
    label: row.label,
    path: row.path,
    responsible: row.responsible,
    promised_on: row.promisedOn,
    due_on: row.dueOn,
    delivered_on: row.deliveredOn,
    late_reason: row.lateReason,
    cancelled_on: row.cancelledOn,
    cancelled_reason: row.cancelledReason,
  }
}
