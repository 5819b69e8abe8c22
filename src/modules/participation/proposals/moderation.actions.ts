import type { Context } from '#infra/context.ts'
import { inTransaction } from '#infra/transaction.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { recordAct } from '#modules/people/journal/journal.public.ts'
import type { Decision, ModerationReason } from './charter.rules.ts'
import { findComment, settleReports, updateHidden } from './discussion.queries.ts'
import { countReturns, findModerationOf, insertModeration, insertReply } from './moderation.queries.ts'
import { canModerateProposal, canSeeProposal, isAuthor, type Onlooker } from './proposals.permissions.ts'
import { findProposal, lockProposal, updateProposalStatus } from './proposals.queries.ts'
import type { Contributor, Proposal } from './proposals.rules.ts'
import { oweAnswer, publishSubmitted, releaseFromAnswer } from './publish.ts'
import type { ProposalsRefusal } from './refusals.ts'
import { actSubject, tell } from './telling.ts'

type Outcome<Value> = Promise<Result<Value, ProposalsRefusal>>

export interface ModerationChoice {
  readonly decision: Decision
  readonly commentId: string | null
  readonly reason: ModerationReason | null
  /** For the author; never public. */
  readonly explanation: string
}

/** Lets words be seen, refuses them, takes them away or puts them back: an official act, with a reason of the charter. */
export async function moderate(
  context: Context,
  who: Onlooker,
  number: number,
  choice: ModerationChoice,
): Outcome<null> {
  const needsReason = choice.decision === 'refuse' || choice.decision === 'hide'
  if (needsReason && choice.reason === null) return refuse('reason_missing')
  return inTransaction(context.db, async (tx) => {
    const within = { ...context, db: tx }
    const proposal = await lockProposal(tx, number)
    if (!proposal || proposal.status === 'draft' || !canModerateProposal(who, proposal) || !who.actor)
      return refuse('not_found')
    const author = await apply(within, proposal, choice)
    if (!author.ok) return author
    const reason = needsReason ? choice.reason : null
    await insertModeration(tx, {
      ...choice,
      reason,
      processId: proposal.process.id,
      proposalId: proposal.id,
      on: context.clock.today(),
      at: context.clock.now(),
      by: who.actor.id,
    })
    await settleReports(tx, proposal.id, choice.commentId)
    await recordAct(within, {
      act: `moderate_${choice.decision}`,
      ...actSubject(proposal),
      role: 'moderator',
      details: { reason, about: choice.commentId === null ? 'proposal' : 'comment' },
    })
    await tellAuthor(within, proposal, choice, author.value)
    return ok(null)
  })
}

/** Does what was decided, where it can be done; answers whose words they are. */
function apply(
  context: Context,
  proposal: Proposal,
  choice: ModerationChoice,
): Outcome<readonly Contributor[]> {
  return choice.commentId === null
    ? applyToProposal(context, proposal, choice.decision)
    : applyToComment(context, proposal, choice.commentId, choice.decision)
}

async function applyToProposal(
  context: Context,
  proposal: Proposal,
  decision: Decision,
): Outcome<readonly Contributor[]> {
  const { db } = context
  const done = {
    publish: () => publishSubmitted(context, proposal),
    refuse: () => updateProposalStatus(db, proposal.id, ['submitted'], 'refused'),
    hide: () => updateProposalStatus(db, proposal.id, ['published'], 'hidden'),
    restore: () => updateProposalStatus(db, proposal.id, ['hidden'], 'published'),
    keep: () => Promise.resolve(proposal.status === 'published'),
  }
  if (!(await done[decision]())) return refuse('decision_closed')
  if (proposal.verdict === null) await oweOrNot(context, proposal, decision)
  return ok([...(proposal.author ? [proposal.author] : []), ...proposal.coauthors])
}

/** An answer is owed to what is public: what was taken away is owed none until it comes back. */
async function oweOrNot(context: Context, proposal: Proposal, decision: Decision): Promise<void> {
  if (decision === 'hide') await releaseFromAnswer(context, proposal, 'commitment.hidden')
  if (decision !== 'restore' || proposal.answerDueOn === null) return
  const returns = (await countReturns(context.db, proposal.id)) + 1
  await oweAnswer(context, proposal, proposal.answerDueOn, returns)
}

async function applyToComment(
  { db }: Context,
  proposal: Proposal,
  commentId: string,
  decision: Decision,
): Outcome<readonly Contributor[]> {
  const comment = await findComment(db, proposal.id, commentId)
  if (!comment) return refuse('comment_unknown')
  if (decision === 'publish' || decision === 'refuse') return refuse('decision_closed')
  if (decision !== 'keep' && !(await updateHidden(db, commentId, decision === 'hide')))
    return refuse('decision_closed')
  return ok([comment.author])
}

const notices = {
  publish: 'notice.moderated_publish',
  refuse: 'notice.moderated_refuse',
  hide: 'notice.moderated_hide',
  restore: 'notice.moderated_restore',
} as const

async function tellAuthor(
  context: Context,
  proposal: Proposal,
  { decision, commentId }: ModerationChoice,
  authors: readonly Contributor[],
): Promise<void> {
  if (decision === 'keep') return
  const event = `moderated:${commentId ?? 'proposal'}:${decision}:${context.clock.now().getTime()}`
  await tell(context, authors, proposal, event, notices[decision])
}

/** The author answers the latest decision, once; a moderator reads it. */
export async function replyToModeration(
  context: Context,
  contributor: Contributor,
  number: number,
  body: string,
): Outcome<null> {
  const proposal = await findProposal(context.db, number)
  const who = { actor: context.actor, contributor }
  if (!proposal || !canSeeProposal(who, proposal) || !isAuthor(who, proposal)) return refuse('not_found')
  const moderation = await findModerationOf(context.db, proposal.id)
  if (!moderation || moderation.reason === null) return refuse('not_found')
  const written = await insertReply(context.db, moderation.id, body, context.clock.now())
  return written ? ok(null) : refuse('reply_given')
}
