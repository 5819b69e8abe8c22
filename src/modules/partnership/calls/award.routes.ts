import type { Hono } from 'hono'
import { parseEuros } from '#kernel/cents.ts'
import {
  findDeliberation,
  listDeliberationChoices,
} from '#modules/steering/deliberations/deliberations.public.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, sendFile, show, type WebContext } from '#web/respond.ts'
import { addressedCall } from './application.routes.ts'
import { canListApplications } from './applications.permissions.ts'
import { listReceived } from './applications.queries.ts'
import type { Application } from './applications.rules.ts'
import { checksOf } from './award-checks.ts'
import { writeDeliberation, writeLetter } from './award-documents.ts'
import { closeCall, nameInterested, recordDecisions } from './awards.actions.ts'
import { listDecisions, listInterested } from './awards.queries.ts'
import { type Decision, decisionKinds, isGrant, proposedDecisions } from './awards.rules.ts'
import { refusedAct, statusOf, words } from './calls.answers.ts'
import { callsPaths } from './calls.paths.ts'
import { roleForDecision } from './calls.permissions.ts'
import type { Call } from './calls.rules.ts'
import { judgedCall } from './scenarios.actions.ts'
import { findChosen } from './scenarios.queries.ts'
import { DecisionPage } from './views/decision-page.tsx'
import { deliberationNumbers } from './winners.queries.ts'

export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

export function addAwardRoutes(app: Hono<AppEnv>): void {
  app.get('/appels-a-projets/:code/decision', (c) => showDecision(c, null))

  app.post('/appels-a-projets/:code/decision', async (c) => {
    const call = await callToDecide(c)
    if (!call || roleForDecision(c.var.context.actor) === null || call.status !== 'arbitrated')
      return c.notFound()
    const values = await readForm(c)
    const read = readDecisions(values)
    const result = await recordDecisions(c.var.context, call, values.deliberation ?? '', read)
    if (result.ok) return goTo(c, callsPaths.show(call.code), words(c)('done.decided'))
    if (result.refusal === 'not_found') return c.notFound()
    return showDecision(c, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })

  app.post('/appels-a-projets/:code/decision/elus', async (c) => {
    const call = await callToDecide(c)
    if (!call || roleForDecision(c.var.context.actor) === null || call.status !== 'arbitrated')
      return c.notFound()
    const values = await readForm(c)
    const members = readMembers(values.elus ?? '', await listReceived(c.var.context.db, call.id))
    if (members === null) {
      const errors = { elus: words(c)('error.members_unreadable') }
      return showDecision(c, { values, errors }, 422)
    }
    const result = await nameInterested(c.var.context, call, members)
    return result.ok ? goTo(c, callsPaths.decision(call.code), words(c)('done.saved')) : c.notFound()
  })

  app.get('/appels-a-projets/:code/projet-de-deliberation.docx', async (c) => {
    const { db, town } = c.var.context
    const call = await callToDecide(c)
    if (!call) return c.notFound()
    const { judged, applications, decisions } = await proposalOf(c, call)
    const interested = await listInterested(db, call.id)
    const bytes = await writeDeliberation({ town, offer: judged.offer, applications, decisions, interested })
    return sendFile(c, { name: `deliberation-${call.code}.docx`, type: docxType, bytes })
  })

  app.get('/appels-a-projets/:code/candidatures/:id/lettre.docx', async (c) => {
    const { db, town } = c.var.context
    const call = await callToDecide(c)
    if (!call) return c.notFound()
    const id = c.req.param('id')
    const decision = (await listDecisions(db, call.id)).find(({ applicationId }) => applicationId === id)
    const application = (await listReceived(db, call.id)).find((each) => each.id === id)
    if (!decision || !application) return c.notFound()
    const numbers = await deliberationNumbers(db, [decision.deliberationId])
    const deliberation = numbers.get(decision.deliberationId)?.number ?? ''
    const bytes = await writeLetter(town, call, application, { ...decision, deliberation })
    return sendFile(c, { name: `lettre-${call.code}-${application.number ?? 0}.docx`, type: docxType, bytes })
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
async function callToDecide(c: WebContext): Promise<Call | null> {
  const call = await addressedCall(c)
  const isReady = call?.status === 'arbitrated' || call?.status === 'decided' || call?.status === 'closed_out'
  return call && isReady && canListApplications(c.var.context.actor) ? call : null
}

async function proposalOf(c: WebContext, call: Call) {
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

/** `Nom ; numéro du dossier ; lien`, one a line; null where a line cannot be read. */
function readMembers(text: string, applications: readonly Application[]) {
  const members = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [memberName = '', number = '', link = ''] = line.split(';').map((part) => part.trim())
      const application = applications.find((each) => String(each.number) === number)
      return application && memberName !== '' && link !== ''
        ? { applicationId: application.id, memberName: memberName.slice(0, 200), link: link.slice(0, 500) }
        : null
    })
  return members.every((member) => member !== null) ? members : null
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
  const [interested, deliberations] = await Promise.all([
    listInterested(db, call.id),
    listDeliberationChoices(db),
  ])
  const checks = await Promise.all(
    decisions.flatMap(({ applicationId, cents }) => {
      const application = applications.find(({ id }) => id === applicationId)
      return application && cents
        ? [checksOf({ db }, application, cents, clock.today(), { interested, stayed: [] })]
        : []
    }),
  )
  const kept = decisions.find((decision) => 'deliberationId' in decision)
  const deliberation =
    kept && 'deliberationId' in kept ? await findDeliberation(db, String(kept.deliberationId)) : null
  return show(
    c,
    DecisionPage,
    {
      judged,
      applications,
      decisions,
      interested,
      checks,
      deliberation,
      deliberations: deliberations.map(({ id, label }) => ({ value: id, label })),
      canDecide: !isDecided && roleForDecision(actor) !== null,
      state: refused ?? emptyForm,
    },
    status,
  )
}
