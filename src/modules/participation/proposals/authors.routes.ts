import type { Hono } from 'hono'
import { emptyForm, type FormState } from '#web/form.tsx'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { listAmendments } from './amendments.queries.ts'
import {
  decideAmendment,
  inviteCoauthor,
  proposeAmendment,
  reviseProposal,
  withdrawProposal,
} from './authors.actions.ts'
import type { Sender } from './draft.actions.ts'
import { listVersions } from './history.queries.ts'
import { mergeProposal } from './merge.actions.ts'
import {
  numberOf,
  onlookerOf,
  refusedAct,
  refusedInput,
  senderOf,
  statusOf,
  words,
} from './proposals.answers.ts'
import { amendmentDecisionInput, amendmentInput, coauthorInput, mergeInput } from './proposals.inputs.ts'
import { proposalsPaths } from './proposals.paths.ts'
import { canAssign, canRevise, canSeeProposal, canWithdraw, isAuthor } from './proposals.permissions.ts'
import { findProposal } from './proposals.queries.ts'
import { isDiscussed, type Proposal } from './proposals.rules.ts'
import { AmendmentsPage, CoauthorsPage, MergePage, RevisePage, WithdrawPage } from './views/authors-pages.tsx'
import { HistoryPage } from './views/history-page.tsx'

type Status = 200 | 409 | 422 | 429

/** What authors do with their proposal, and what others propose to change in it. */
export function addAuthorRoutes(app: Hono<AppEnv>): void {
  app.get('/propositions/:number{[0-9]+}/historique', async (c) => {
    const { proposal, who } = await seen(c)
    if (!proposal || (proposal.status === 'withdrawn' && !isAuthor(who, proposal))) return c.notFound()
    return show(c, HistoryPage, { proposal, versions: await listVersions(c.var.context.db, proposal.id) })
  })

  app.get('/propositions/:number{[0-9]+}/modifier', (c) => showRevise(c, null))

  app.post('/propositions/:number{[0-9]+}/modifier', async (c) => {
    const { contributor } = await senderOf(c)
    const number = numberOf(c)
    if (number === null || !contributor) return c.notFound()
    const values = await readForm(c)
    const input = amendmentInput.safeParse(values)
    if (!input.success) return showRevise(c, refusedInput(c, values, input.error), 422)
    const text = { title: input.data.titre, body: input.data.texte }
    const result = await reviseProposal(c.var.context, contributor, number, input.data.version, text)
    if (result.ok) return goTo(c, proposalsPaths.show(number), words(c)('done.revised'))
    if (result.refusal === 'not_found') return c.notFound()
    return showRevise(c, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })

  app.get('/propositions/:number{[0-9]+}/retrait', async (c) => {
    const { proposal, who } = await seen(c)
    return proposal && canWithdraw(who, proposal) ? show(c, WithdrawPage, { proposal }) : c.notFound()
  })

  app.post('/propositions/:number{[0-9]+}/retrait', async (c) => {
    const number = numberOf(c)
    const result = number === null ? null : await withdrawProposal(c.var.context, await senderOf(c), number)
    return result?.ok && number !== null
      ? goTo(c, proposalsPaths.show(number), words(c)('done.withdrawn'))
      : c.notFound()
  })

  app.get('/propositions/:number{[0-9]+}/coauteurs', (c) => showCoauthors(c, emptyForm))

  app.post('/propositions/:number{[0-9]+}/coauteurs', async (c) => {
    const { contributor } = await senderOf(c)
    const number = numberOf(c)
    if (number === null || !contributor) return c.notFound()
    const values = await readForm(c)
    const input = coauthorInput.safeParse(values)
    if (!input.success) return showCoauthors(c, refusedInput(c, values, input.error), 422)
    const result = await inviteCoauthor(c.var.context, contributor, number, input.data.courriel)
    if (result.ok) return goTo(c, proposalsPaths.coauthors(number), words(c)('done.invited'))
    if (result.refusal === 'not_found') return c.notFound()
    return showCoauthors(c, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })

  app.get('/propositions/:number{[0-9]+}/amendements', (c) => showAmendments(c, emptyForm))

  app.post('/propositions/:number{[0-9]+}/amendements', async (c) => {
    const { contributor } = await senderOf(c)
    const number = numberOf(c)
    if (number === null || !contributor) return c.notFound()
    const values = await readForm(c)
    const input = amendmentInput.safeParse(values)
    if (!input.success) return showAmendments(c, refusedInput(c, values, input.error), 422)
    const { titre: title, texte: body, motif: reason, version } = input.data
    const draft = { title, body, reason, version }
    const result = await proposeAmendment(c.var.context, contributor, number, draft)
    if (result.ok) return goTo(c, proposalsPaths.amendments(number), words(c)('done.amended'))
    if (result.refusal === 'not_found') return c.notFound()
    return showAmendments(c, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })

  app.post('/propositions/:number{[0-9]+}/amendements/:id{[0-9a-f-]{36}}', async (c) => {
    const { contributor } = await senderOf(c)
    const number = numberOf(c)
    if (number === null || !contributor) return c.notFound()
    const values = await readForm(c)
    const input = amendmentDecisionInput.safeParse(values)
    if (!input.success) return showAmendments(c, refusedInput(c, {}, input.error), 422)
    const decision = { status: input.data.decision, reply: input.data.reponse }
    const result = await decideAmendment(c.var.context, contributor, number, c.req.param('id'), decision)
    if (result.ok)
      return goTo(c, proposalsPaths.amendments(number), words(c)(`done.amendment_${decision.status}`))
    if (result.refusal === 'not_found') return c.notFound()
    return showAmendments(c, refusedAct(c, {}, result.refusal), statusOf(result.refusal))
  })

  app.get('/propositions/:number{[0-9]+}/fusion', (c) => showMerge(c, emptyForm))

  app.post('/propositions/:number{[0-9]+}/fusion', async (c) => {
    const number = numberOf(c)
    if (number === null || !canAssign(c.var.context.actor)) return c.notFound()
    const values = await readForm(c)
    const input = mergeInput.safeParse(values)
    if (!input.success) return showMerge(c, refusedInput(c, values, input.error), 422)
    const { cible, motif } = input.data
    const result = await mergeProposal(c.var.context, number, cible, motif)
    if (result.ok) return goTo(c, proposalsPaths.show(cible), words(c)('done.merged'))
    if (result.refusal === 'not_found') return c.notFound()
    return showMerge(c, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })
}

/** The proposal of the address, if this person may see it. */
async function seen(c: WebContext): Promise<{ proposal: Proposal | null; who: Sender }> {
  const number = numberOf(c)
  const who = await onlookerOf(c)
  const proposal = number === null ? null : await findProposal(c.var.context.db, number)
  return { proposal: proposal && canSeeProposal(who, proposal) ? proposal : null, who }
}

async function showRevise(c: WebContext, refused: FormState | null, status: Status = 200): Promise<Response> {
  const { proposal, who } = await seen(c)
  if (!proposal || !canRevise(who, proposal)) return c.notFound() as Response
  const own = { titre: proposal.title, texte: proposal.body }
  // The version shown is the current one: saving again is then a choice, not an accident.
  const values = { ...own, ...refused?.values, version: String(proposal.version) }
  return show(c, RevisePage, { proposal, state: { values, errors: refused?.errors ?? {} } }, status)
}

async function showCoauthors(c: WebContext, state: FormState, status: Status = 200): Promise<Response> {
  const { proposal, who } = await seen(c)
  if (proposal?.status !== 'published' || !isAuthor(who, proposal)) return c.notFound() as Response
  return show(c, CoauthorsPage, { proposal, state }, status)
}

async function showAmendments(c: WebContext, state: FormState, status: Status = 200): Promise<Response> {
  const { proposal, who } = await seen(c)
  if (proposal?.status !== 'published') return c.notFound() as Response
  return show(
    c,
    AmendmentsPage,
    {
      proposal,
      amendments: await listAmendments(c.var.context.db, proposal.id),
      isAuthor: isAuthor(who, proposal) && isDiscussed(proposal),
      canPropose: isDiscussed(proposal) && (who.contributor !== null || who.actor !== null),
      state,
    },
    status,
  )
}

async function showMerge(c: WebContext, state: FormState, status: Status = 200): Promise<Response> {
  const { proposal } = await seen(c)
  if (!proposal || !isDiscussed(proposal) || !canAssign(c.var.context.actor)) return c.notFound() as Response
  return show(c, MergePage, { proposal, state }, status)
}
