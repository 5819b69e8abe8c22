import type { Context } from '#infra/context.ts'
import { inTransaction } from '#infra/transaction.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { countAttempt } from '#modules/people/accounts/accounts.public.ts'
import { recordAct } from '#modules/people/journal/journal.public.ts'
import {
  type Amendment,
  countOpenAmendments,
  insertAmendment,
  lockAmendment,
  updateAmendment,
} from './amendments.queries.ts'
import { discussed } from './discussion.actions.ts'
import type { Sender } from './draft.actions.ts'
import { insertVersion } from './history.queries.ts'
import { writingLimits } from './limits.rules.ts'
import { requestLink } from './links.actions.ts'
import { canRevise, canSeeProposal, canWithdraw, isAuthor, roleToDictate } from './proposals.permissions.ts'
import { findProposal, lockProposal, updateProposalStatus, updateText } from './proposals.queries.ts'
import { type Contributor, isDiscussed, type Proposal, type ProposalText } from './proposals.rules.ts'
import { releaseFromAnswer } from './publish.ts'
import type { ProposalsRefusal } from './refusals.ts'
import { actSubject, tell, tellFollowers } from './telling.ts'

type Outcome<Value> = Promise<Result<Value, ProposalsRefusal>>

/** A new version of the text by one of its authors, if nobody wrote another since the version that they saw. */
export async function reviseProposal(
  context: Context,
  contributor: Contributor,
  number: number,
  version: number,
  text: Pick<ProposalText, 'title' | 'body'>,
): Outcome<null> {
  return inTransaction(context.db, async (tx) => {
    const within = { ...context, db: tx }
    const proposal = await lockProposal(tx, number)
    if (!proposal || !canRevise({ actor: context.actor, contributor }, proposal)) return refuse('not_found')
    if (proposal.version !== version) return refuse('changed_meanwhile')
    if (proposal.title === text.title && proposal.body === text.body) return refuse('nothing_changed')
    await writeVersion(within, proposal, text, 'author', contributor.id)
    return ok(null)
  })
}

async function writeVersion(
  context: Context,
  proposal: Proposal,
  text: Pick<ProposalText, 'title' | 'body'>,
  source: 'author' | 'amendment',
  contributorId: string,
): Promise<void> {
  const { title, body } = text
  const next = proposal.version + 1
  await updateText(context.db, proposal.id, next, { ...proposal, title, body })
  const version = { id: proposal.id, version: next, title, body, source, contributorId }
  await insertVersion(context.db, version, context.clock.now())
  if (proposal.status === 'published')
    await tellFollowers(context, { ...proposal, title }, `version:${next}`, 'notice.version')
}

/** Takes the proposal back: its words are shown no more, and the town owes no answer. */
export async function withdrawProposal(context: Context, sender: Sender, number: number): Outcome<null> {
  return inTransaction(context.db, async (tx) => {
    const within = { ...context, db: tx }
    const proposal = await lockProposal(tx, number)
    if (!proposal || !canWithdraw(sender, proposal)) return refuse('not_found')
    const from = ['published', 'submitted', 'refused'] as const
    if (!(await updateProposalStatus(tx, proposal.id, from, 'withdrawn'))) return refuse('not_found')
    await releaseFromAnswer(within, proposal, 'commitment.withdrawn')
    const role = isAuthor(sender, proposal) ? null : roleToDictate(context.actor)
    if (role) await recordAct(within, { act: 'withdraw_at_desk', ...actSubject(proposal), role })
    await tellFollowers(within, proposal, 'withdrawn', 'notice.withdrawn', sender.contributor)
    return ok(null)
  })
}

/** Sends an invitation to a mailbox; whoever accepts it is a co-author. The answer is the same whichever mailbox it is. */
export async function inviteCoauthor(
  context: Context,
  contributor: Contributor,
  number: number,
  email: string,
): Outcome<null> {
  const proposal = await findProposal(context.db, number)
  const who = { actor: context.actor, contributor }
  if (!proposal || !isAuthor(who, proposal) || !canSeeProposal(who, proposal)) return refuse('not_found')
  if (!isDiscussed(proposal)) return refuse('discussion_closed')
  return requestLink(context, { purpose: 'coauthor', email, name: '', proposal, details: {} })
}

/** Amendments that may wait for the authors of one proposal. */
const mostWaiting = 20

/** Another wording, which the authors accept or refuse. */
export async function proposeAmendment(
  context: Context,
  contributor: Contributor,
  number: number,
  draft: Pick<Amendment, 'version' | 'title' | 'body' | 'reason'>,
): Outcome<null> {
  const found = await discussed(context, { actor: context.actor, contributor }, number)
  if (!found.ok) return found
  const proposal = found.value
  if (proposal.version !== draft.version) return refuse('changed_meanwhile')
  if (proposal.title === draft.title && proposal.body === draft.body) return refuse('nothing_changed')
  if (await countAttempt(context.db, writingLimits(contributor.id), context.clock.now()))
    return refuse('too_many_attempts')
  return inTransaction(context.db, async (tx) => {
    const within = { ...context, db: tx }
    if (!(await lockProposal(tx, number))) return refuse('not_found')
    if ((await countOpenAmendments(tx, proposal.id)) >= mostWaiting) return refuse('amendments_full')
    const writtenAt = context.clock.now()
    await insertAmendment(tx, { ...draft, proposalId: proposal.id, contributorId: contributor.id, writtenAt })
    const authors = [...(proposal.author ? [proposal.author] : []), ...proposal.coauthors]
    await tell(within, authors, proposal, `amendment:${writtenAt.getTime()}`, 'notice.amendment')
    return ok(null)
  })
}

/** An author takes the amendment over as the new text, or refuses it and may say why. */
export async function decideAmendment(
  context: Context,
  contributor: Contributor,
  number: number,
  id: string,
  decision: { readonly status: 'accepted' | 'refused'; readonly reply: string },
): Outcome<null> {
  return inTransaction(context.db, async (tx) => {
    const within = { ...context, db: tx }
    const proposal = await lockProposal(tx, number)
    const who = { actor: context.actor, contributor }
    if (!proposal || !isAuthor(who, proposal) || !isDiscussed(proposal)) return refuse('not_found')
    const amendment = await lockAmendment(tx, proposal.id, id)
    if (!amendment) return refuse('not_found')
    if (amendment.status !== 'open') return refuse('decision_closed')
    // Taken over, it replaces the whole text: one written for an older text would undo what came since.
    const isStale = amendment.version !== proposal.version
    if (decision.status === 'accepted' && isStale) return refuse('changed_meanwhile')
    await updateAmendment(tx, id, { ...decision, at: context.clock.now() })
    if (decision.status === 'accepted')
      await writeVersion(within, proposal, amendment, 'amendment', amendment.author.id)
    await tell(
      within,
      [amendment.author],
      proposal,
      `amendment-decided:${id}`,
      `notice.amendment_${decision.status}`,
    )
    return ok(null)
  })
}
