import type { Hono } from 'hono'
import type { z } from 'zod'
import type { Result } from '#kernel/result.ts'
import { type FormValues, readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, type WebContext } from '#web/respond.ts'
import {
  type CommentDraft,
  comment,
  discussed,
  followIt,
  report,
  stopFollowing,
  support,
  takeBackSupport,
} from './discussion.actions.ts'
import { requestLink } from './links.actions.ts'
import type { Link } from './links.queries.ts'
import { numberOf, refusedAct, refusedInput, senderOf, statusOf, words } from './proposals.answers.ts'
import { commentInput, mailboxInput, personInput, reportInput } from './proposals.inputs.ts'
import { proposalsPaths } from './proposals.paths.ts'
import { findProposal } from './proposals.queries.ts'
import type { Contributor, Proposal } from './proposals.rules.ts'
import { showProposal } from './public.routes.ts'
import type { ProposalsRefusal } from './refusals.ts'

/** Supporting, discussing, following, reporting: at once for those whom we know, else by a link from a mail. */
export function addDiscussionRoutes(app: Hono<AppEnv>): void {
  app.post('/propositions/:number{[0-9]+}/soutien', async (c) => {
    const number = numberOf(c)
    if (number === null) return c.notFound()
    const { contributor } = await senderOf(c)
    if (!contributor) return askByMail(c, number, 'support', await readForm(c), mailboxInput, {})
    return answer(c, number, await support(c.var.context, contributor, number), 'done.supported')
  })

  app.post('/propositions/:number{[0-9]+}/soutien/retrait', (c) =>
    known(
      c,
      (contributor, number) => takeBackSupport(c.var.context, contributor, number),
      'done.support_back',
    ),
  )

  app.post('/propositions/:number{[0-9]+}/commentaires', async (c) => {
    const number = numberOf(c)
    if (number === null) return c.notFound()
    const values = await readForm(c)
    const input = commentInput.safeParse(values)
    if (!input.success) return showProposal(c, refusedInput(c, values, input.error), 422)
    const { position, message, reponse_a: parentId } = input.data
    const draft: CommentDraft = { stance: position, body: message, parentId }
    const { contributor } = await senderOf(c)
    if (!contributor) return askByMail(c, number, 'comment', values, personInput, { ...draft })
    const result = await comment(c.var.context, contributor, number, draft)
    if (result.ok)
      return goTo(c, `${proposalsPaths.show(number)}#avis-${result.value.id}`, words(c)('done.commented'))
    return answer(c, number, result, 'done.commented', values)
  })

  app.post('/propositions/:number{[0-9]+}/suivi', async (c) => {
    const number = numberOf(c)
    if (number === null) return c.notFound()
    const { contributor } = await senderOf(c)
    if (!contributor) return askByMail(c, number, 'follow', await readForm(c), mailboxInput, {})
    return answer(c, number, await followIt(c.var.context, contributor, number), 'done.followed')
  })

  app.post('/propositions/:number{[0-9]+}/suivi/arret', (c) =>
    known(c, (contributor, number) => stopFollowing(c.var.context, contributor, number), 'done.unfollowed'),
  )

  app.post('/propositions/:number{[0-9]+}/signalement', async (c) => {
    const values = await readForm(c)
    const input = reportInput.safeParse(values)
    if (!input.success) return showProposal(c, refusedInput(c, values, input.error), 422)
    const about = { reason: input.data.raison, commentId: input.data.commentaire }
    const number = numberOf(c)
    const { contributor: reporter } = await senderOf(c)
    if (number !== null && !reporter) return askByMail(c, number, 'report', values, mailboxInput, about)
    return known(c, (contributor, id) => report(c.var.context, contributor, id, about), 'done.reported')
  })
}

type Done = Parameters<ReturnType<typeof words>>[0]
type Outcome = Result<unknown, ProposalsRefusal>

/** What only those whom we know may do; for others the page is as if it were not there. */
async function known(
  c: WebContext,
  act: (contributor: Contributor, number: number) => Promise<Outcome>,
  done: Done,
): Promise<Response> {
  const number = numberOf(c)
  const { contributor } = await senderOf(c)
  if (number === null || !contributor) return c.notFound() as Response
  return answer(c, number, await act(contributor, number), done)
}

async function answer(
  c: WebContext,
  number: number,
  result: Outcome,
  done: Done,
  values: FormValues = {},
): Promise<Response> {
  if (result.ok) return goTo(c, proposalsPaths.show(number), words(c)(done))
  if (result.refusal === 'not_found') return c.notFound() as Response
  return showProposal(c, refusedAct(c, values, result.refusal), statusOf(result.refusal))
}

/** What a visitor sees; words are reported after the discussion is closed too. */
async function seenBy(
  c: WebContext,
  number: number,
  evenClosed: boolean,
): Promise<Result<Proposal, ProposalsRefusal>> {
  const found = await discussed(c.var.context, { actor: null, contributor: null }, number)
  if (found.ok || !evenClosed || found.refusal !== 'discussion_closed') return found
  const proposal = await findProposal(c.var.context.db, number)
  return proposal ? { ok: true, value: proposal } : found
}

/** Sends the link that does it; the answer says nothing of who the mailbox is. */
async function askByMail(
  c: WebContext,
  number: number,
  purpose: 'support' | 'comment' | 'follow' | 'report',
  values: FormValues,
  schema: z.ZodType<{ courriel: string; nom?: string }>,
  details: Link['details'],
): Promise<Response> {
  const found = await seenBy(c, number, purpose === 'report')
  if (!found.ok) return answer(c, number, found, 'done.link_sent', values)
  const input = schema.safeParse(values)
  if (!input.success) return showProposal(c, refusedInput(c, { ...values, geste: purpose }, input.error), 422)
  const { courriel, nom = '' } = input.data
  const sent = await requestLink(c.var.context, {
    purpose,
    email: courriel,
    name: nom,
    proposal: found.value,
    details,
  })
  if (!sent.ok) return answer(c, number, sent, 'done.link_sent', values)
  return goTo(c, proposalsPaths.show(number), words(c)('done.link_sent', { email: courriel }))
}
