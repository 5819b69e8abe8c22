import type { Context } from '#infra/context.ts'
import { inTransaction } from '#infra/transaction.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { countAttempt } from '#modules/people/accounts/accounts.public.ts'
import { unfollow } from '#modules/people/notifications/notifications.public.ts'
import {
  deleteSupport,
  findComment,
  insertComment,
  insertReport,
  insertSupport,
} from './discussion.queries.ts'
import type { Stance } from './discussion.rules.ts'
import { writingLimits } from './limits.rules.ts'
import { canSeeProposal, type Onlooker } from './proposals.permissions.ts'
import { findProposal } from './proposals.queries.ts'
import { type Contributor, contactOf, isDiscussed, type Proposal } from './proposals.rules.ts'
import { countContributor } from './publish.ts'
import type { ProposalsRefusal } from './refusals.ts'
import { followProposal, subjectOf, tell, tellFollowers } from './telling.ts'

type Outcome<Value> = Promise<Result<Value, ProposalsRefusal>>
type Acting = Pick<Context, 'db' | 'clock'>

/** The proposal, if that person may see it and it may still be talked about. */
export async function discussed(
  { db }: Acting,
  who: Onlooker,
  number: number,
): Promise<Result<Proposal, ProposalsRefusal>> {
  const proposal = await findProposal(db, number)
  if (!proposal || !canSeeProposal(who, proposal)) return refuse('not_found')
  return isDiscussed(proposal) ? ok(proposal) : refuse('discussion_closed')
}

/** One support a person, whatever they press; supporting twice changes nothing. */
export async function support(context: Context, contributor: Contributor, number: number): Outcome<null> {
  const found = await discussed(context, { actor: context.actor, contributor }, number)
  if (!found.ok) return found
  return inTransaction(context.db, async (tx) => {
    await addSupport({ ...context, db: tx }, contributor, found.value)
    return ok(null)
  })
}

/** Inside the caller's transaction. */
export async function addSupport(
  context: Acting,
  contributor: Contributor,
  proposal: Proposal,
): Promise<void> {
  const isNew = await insertSupport(context.db, proposal.id, contributor.id, context.clock.today())
  if (!isNew) return
  await followProposal(context, contributor, proposal)
  await countContributor(context, proposal, contributor.id)
}

export async function takeBackSupport(
  context: Context,
  contributor: Contributor,
  number: number,
): Outcome<null> {
  const found = await discussed(context, { actor: context.actor, contributor }, number)
  if (!found.ok) return found
  return (await deleteSupport(context.db, found.value.id, contributor.id)) ? ok(null) : refuse('not_found')
}

export interface CommentDraft {
  readonly stance: Stance
  readonly body: string
  readonly parentId: string | null
}

export async function comment(
  context: Context,
  contributor: Contributor,
  number: number,
  draft: CommentDraft,
): Outcome<{ readonly id: string }> {
  const found = await discussed(context, { actor: context.actor, contributor }, number)
  if (!found.ok) return found
  if (await writesTooMuch(context, contributor)) return refuse('too_many_attempts')
  return inTransaction(context.db, (tx) =>
    addComment({ ...context, db: tx }, contributor, found.value, draft),
  )
}

function writesTooMuch({ db, clock }: Context, contributor: Contributor): Promise<boolean> {
  return countAttempt(db, writingLimits(contributor.id), clock.now())
}

/** Inside the caller's transaction: who wrote what it answers is told, and those who follow the proposal. */
export async function addComment(
  context: Acting,
  contributor: Contributor,
  proposal: Proposal,
  draft: CommentDraft,
): Outcome<{ readonly id: string }> {
  const { db, clock } = context
  const parent = draft.parentId === null ? null : await findComment(db, proposal.id, draft.parentId)
  if (draft.parentId !== null && (!parent || parent.isHidden)) return refuse('comment_unknown')
  const id = await insertComment(db, {
    proposalId: proposal.id,
    contributorId: contributor.id,
    writtenAt: clock.now(),
    ...draft,
  })
  await countContributor(context, proposal, contributor.id)
  await tellFollowers(context, proposal, `comments:${clock.today()}`, 'notice.comments', contributor)
  if (parent && parent.author.id !== contributor.id)
    await tell(context, [parent.author], proposal, `reply:${id}`, 'notice.reply')
  return ok({ id })
}

export async function followIt(context: Context, contributor: Contributor, number: number): Outcome<null> {
  const proposal = await findProposal(context.db, number)
  if (!proposal || !canSeeProposal({ actor: context.actor, contributor }, proposal))
    return refuse('not_found')
  await followProposal(context, contributor, proposal)
  return ok(null)
}

export async function stopFollowing(
  context: Context,
  contributor: Contributor,
  number: number,
): Outcome<null> {
  const proposal = await findProposal(context.db, number)
  const contact = contactOf(contributor)
  if (!proposal || !contact || !canSeeProposal({ actor: context.actor, contributor }, proposal))
    return refuse('not_found')
  await unfollow(context, contact, subjectOf(proposal))
  return ok(null)
}

/** Tells the moderators. The same person reports the same words once. */
export async function report(
  context: Context,
  contributor: Contributor,
  number: number,
  about: Reported,
): Outcome<null> {
  const proposal = await findProposal(context.db, number)
  const who = { actor: context.actor, contributor }
  if (!proposal || !canSeeProposal(who, proposal)) return refuse('not_found')
  return addReport(context, contributor, proposal, about)
}

interface Reported {
  readonly reason: string
  readonly commentId: string | null
}

/** Inside the caller's transaction, or alone. */
export async function addReport(
  { db, clock }: Acting,
  contributor: Contributor,
  proposal: Proposal,
  { reason, commentId }: Reported,
): Outcome<null> {
  if (commentId !== null && !(await findComment(db, proposal.id, commentId))) return refuse('comment_unknown')
  await insertReport(db, {
    proposalId: proposal.id,
    commentId,
    contributorId: contributor.id,
    reason,
    reportedAt: clock.now(),
  })
  return ok(null)
}
