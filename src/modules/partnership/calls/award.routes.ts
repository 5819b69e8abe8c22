import type { Hono } from 'hono'
import { z } from 'zod'
import { parseEuros } from '#kernel/cents.ts'
import {
  findDeliberation,
  listDeliberationChoices,
} from '#modules/steering/deliberations/deliberations.public.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { filled } from '#web/form-values.ts'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { addressedCall } from './application.routes.ts'
import { canListApplications } from './applications.permissions.ts'
import { listReceived } from './applications.queries.ts'
import { checksOf } from './award-checks.ts'
import { closeCall, nameInterested, recordDecisions } from './awards.actions.ts'
import { listAgreements, listDecisions } from './awards.queries.ts'
import { type Decision, decisionKinds, isGrant, proposedDecisions } from './awards.rules.ts'
import { refusedAct, refusedInput, statusOf, words } from './calls.answers.ts'
import { callsPaths } from './calls.paths.ts'
import { roleForDecision } from './calls.permissions.ts'
import type { Call } from './calls.rules.ts'
import { interestGrounds } from './interests.rules.ts'
import { gatherInterests } from './interests.ts'
import { judgedCall } from './scenarios.actions.ts'
import { findChosen } from './scenarios.queries.ts'
import { DecisionPage } from './views/decision-page.tsx'

const interestInput = z.object({
  membre: filled(200),
  dossier: filled(60),
  nature: z.enum(interestGrounds, 'choice'),
  lien: filled(500),
})

export function addAwardRoutes(app: Hono<AppEnv>): void {
  app.get('/appels-a-projets/:code/decision', (c) => showDecision(c, null))

  app.post('/appels-a-projets/:code/decision', async (c) => {
    const call = await callToDecide(c)
    if (!call || roleForDecision(c.var.context.actor) === null || call.status !== 'arbitrated')
      return c.notFound()
    const values = await readForm(c)
    const read = readDecisions(values)
    const knows = { knowsRisk: values.risque === 'oui' }
    const result = await recordDecisions(c.var.context, call, values.deliberation ?? '', read, knows)
    if (result.ok) return goTo(c, callsPaths.show(call.code), words(c)('done.decided'))
    if (result.refusal === 'not_found') return c.notFound()
    return showDecision(c, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })

  app.post('/appels-a-projets/:code/decision/elus', async (c) => {
    const call = await callToDecide(c)
    if (!call || roleForDecision(c.var.context.actor) === null || call.status !== 'arbitrated')
      return c.notFound()
    const values = await readForm(c)
    const input = interestInput.safeParse(values)
    if (!input.success) return showDecision(c, refusedInput(c, values, input.error), 422)
    const { membre: memberName, dossier, nature: ground, lien: link } = input.data
    const file = (await listReceived(c.var.context.db, call.id)).find(({ id }) => id === dossier)
    if (!file) {
      const errors = { dossier: words(c)('error.choice') }
      return showDecision(c, { values, errors }, 422)
    }
    const named = [{ applicationId: file.id, memberName, ground, link }]
    const result = await nameInterested(c.var.context, call, named)
    return result.ok ? goTo(c, callsPaths.decision(call.code), words(c)('done.saved')) : c.notFound()
  })

  app.post('/appels-a-projets/:code/cloture', async (c) => {
    const call = await addressedCall(c)
    if (!call) return c.notFound()
    const result = await closeCall(c.var.context, call)
    if (result.ok) return goTo(c, callsPaths.show(call.code), words(c)('done.closed'))
    if (result.refusal === 'not_found') return c.notFound()
    return goTo(c, callsPaths.winners(call.code), words(c)(`error.${result.refusal}`))
  })
}

/** A call whose distribution was proposed, for those who prepare the decision or record it. */
export async function callToDecide(c: WebContext): Promise<Call | null> {
  const call = await addressedCall(c)
  const isReady = call?.status === 'arbitrated' || call?.status === 'decided' || call?.status === 'closed_out'
  return call && isReady && canListApplications(c.var.context.actor) ? call : null
}

export async function proposalOf(c: WebContext, call: Call) {
  const { db } = c.var.context
  const [judged, chosen, applications, kept] = await Promise.all([
    judgedCall(c.var.context, call),
    findChosen(db, call.id),
    listReceived(db, call.id),
    listDecisions(db, call.id),
  ])
  const proposed = proposedDecisions(judged.ranking, chosen?.lines ?? [], chosen?.floorHundredths ?? null)
  return { judged, applications, decisions: kept.length > 0 ? kept : proposed, isDecided: kept.length > 0 }
}

/** The decisions of the form: one for each file that has a field. */
function readDecisions(values: Readonly<Record<string, string>>): Decision[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const kind = decisionKinds.find((known) => known === value)
    if (!name.startsWith('decision_') || !kind) return []
    const applicationId = name.slice('decision_'.length)
    const cents = isGrant(kind) ? parseEuros(values[`montant_${applicationId}`] ?? '') : null
    return [{ applicationId, kind, cents, reasons: (values[`motif_${applicationId}`] ?? '').slice(0, 4000) }]
  })
}

async function showDecision(
  c: WebContext,
  refused: FormState | null,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const { db, actor, clock } = c.var.context
  const call = await callToDecide(c)
  if (!call) return c.notFound()
  const { judged, applications, decisions, isDecided } = await proposalOf(c, call)
  const kept = decisions.find((decision) => 'deliberationId' in decision)
  const deliberation =
    kept && 'deliberationId' in kept ? await findDeliberation(db, String(kept.deliberationId)) : null
  const on = deliberation?.adoptedOn ?? clock.today()
  const [interests, agreements, deliberations] = await Promise.all([
    gatherInterests({ db }, call, on, deliberation?.recusals ?? null),
    listAgreements(db, call.id),
    listDeliberationChoices(db),
  ])
  const checks = await Promise.all(
    decisions.flatMap(({ applicationId, cents }) => {
      const application = applications.find(({ id }) => id === applicationId)
      return application && cents ? [checksOf({ db }, application, cents, on, interests)] : []
    }),
  )
  return show(
    c,
    DecisionPage,
    {
      judged,
      applications,
      decisions,
      interests,
      checks,
      deliberation,
      hasAgreements: agreements.length > 0,
      deliberations: deliberations.map(({ id, label }) => ({ value: id, label })),
      canDecide: !isDecided && roleForDecision(actor) !== null,
      state: refused ?? emptyForm,
    },
    status,
  )
}
