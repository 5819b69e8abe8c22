import type { Context } from '#infra/context.ts'
import { inTransaction, isDuplicate } from '#infra/transaction.ts'
import type { Cents } from '#kernel/cents.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { deliver } from '#modules/participation/commitments/commitments.public.ts'
import { recordAct } from '#modules/people/journal/journal.public.ts'
import { notify } from '#modules/people/notifications/notifications.public.ts'
import {
  deleteCost,
  deleteEvaluator,
  getTitle,
  insertAnswer,
  insertCost,
  insertEvaluator,
  insertQuestion,
  listEvaluatorChoices,
  listEvaluators,
  saveAssessment,
  updateReply,
} from './assessment.queries.ts'
import type { Assessment, CostSection } from './assessment.rules.ts'
import { countReturns } from './moderation.queries.ts'
import { proposalsPaths } from './proposals.paths.ts'
import {
  canAssess,
  canAssign,
  evaluatorRoles,
  isAuthor,
  roleToAnswer,
  roleToAssign,
} from './proposals.permissions.ts'
import { findProposal, lockProposal, updateVerdict } from './proposals.queries.ts'
import { type Contributor, isDiscussed, type Proposal, type Verdict } from './proposals.rules.ts'
import { answerCommitment } from './publish.ts'
import type { ProposalsRefusal } from './refusals.ts'
import { actSubject, tell, tellFollowers, wordingOf } from './telling.ts'

type Outcome<Value> = Promise<Result<Value, ProposalsRefusal>>

/** Gives the proposal to somebody of the services, who is told. */
export async function assign(context: Context, number: number, accountId: string): Outcome<null> {
  const role = roleToAssign(context.actor)
  const proposal = await findProposal(context.db, number)
  if (role === null || !proposal || proposal.status !== 'published') return refuse('not_found')
  if (!isDiscussed(proposal)) return refuse('discussion_closed')
  const choices = await listEvaluatorChoices(context.db, evaluatorRoles, context.clock.today())
  if (!choices.some(({ id }) => id === accountId)) return refuse('evaluator_unknown')
  return inTransaction(context.db, async (tx) => {
    const within = { ...context, db: tx }
    if (!(await insertEvaluator(tx, proposal.id, accountId, context.clock.today()))) return ok(null)
    await recordAct(within, { act: 'assign', ...actSubject(proposal), role })
    await notify(within, [{ accountId }], {
      event: `proposal:${proposal.id}:assigned`,
      path: proposalsPaths.assessment(number),
      text: wordingOf('notice.assigned', { title: proposal.title }),
    })
    return ok(null)
  })
}

export async function unassign(context: Context, number: number, accountId: string): Outcome<null> {
  const proposal = await findProposal(context.db, number)
  if (!canAssign(context.actor) || !proposal) return refuse('not_found')
  return (await deleteEvaluator(context.db, proposal.id, accountId)) ? ok(null) : refuse('not_found')
}

/** The proposal, when this person may assess it. */
async function assessable({ db, actor }: Context, number: number): Promise<Proposal | null> {
  const proposal = await findProposal(db, number)
  if (!proposal || !actor) return null
  const evaluators = await listEvaluators(db, proposal.id)
  return canAssess(
    actor,
    proposal,
    evaluators.map(({ id }) => id),
  )
    ? proposal
    : null
}

/** A question to the authors, in public. */
export async function askAuthor(context: Context, number: number, text: string): Outcome<null> {
  const proposal = await assessable(context, number)
  const { actor, clock } = context
  if (!proposal || !actor) return refuse('not_found')
  return inTransaction(context.db, async (tx) => {
    const within = { ...context, db: tx }
    await insertQuestion(tx, proposal.id, { text, by: actor.id, at: clock.now() })
    const authors = [...(proposal.author ? [proposal.author] : []), ...proposal.coauthors]
    await tell(within, authors, proposal, `question:${clock.now().getTime()}`, 'notice.question')
    return ok(null)
  })
}

/** An author answers a question of the services, once. */
export async function replyToQuestion(
  context: Context,
  contributor: Contributor,
  number: number,
  questionId: string,
  reply: string,
): Outcome<null> {
  const proposal = await findProposal(context.db, number)
  const who = { actor: context.actor, contributor }
  if (!proposal || !isAuthor(who, proposal) || !isDiscussed(proposal)) return refuse('not_found')
  return inTransaction(context.db, async (tx) => {
    const within = { ...context, db: tx }
    const asker = await updateReply(tx, proposal.id, questionId, reply, context.clock.now())
    if (asker === null) return refuse('not_found')
    const told = { accountId: asker, email: null }
    await tell(within, [told], proposal, `question-reply:${questionId}`, 'notice.question_reply')
    return ok(null)
  })
}

export async function assess(
  context: Context,
  number: number,
  draft: Pick<Assessment, 'feasibility' | 'competence' | 'opinion'>,
): Outcome<null> {
  const proposal = await assessable(context, number)
  if (!proposal || !context.actor) return refuse('not_found')
  await saveAssessment(context.db, proposal.id, draft, context.actor.id, context.clock.today())
  return ok(null)
}

export async function addCost(
  context: Context,
  number: number,
  line: { readonly label: string; readonly section: CostSection; readonly cents: Cents },
): Outcome<null> {
  const proposal = await assessable(context, number)
  if (!proposal) return refuse('not_found')
  return inTransaction(context.db, async (tx) => {
    // Under the lock of the proposal, each line has its place.
    if (!(await lockProposal(tx, number))) return refuse('not_found')
    await insertCost(tx, proposal.id, line)
    return ok(null)
  })
}

export async function removeCost(context: Context, number: number, id: string): Outcome<null> {
  const proposal = await assessable(context, number)
  if (!proposal) return refuse('not_found')
  return (await deleteCost(context.db, proposal.id, id)) ? ok(null) : refuse('not_found')
}

export interface AnswerDraft {
  readonly verdict: Verdict
  readonly reasons: string
  readonly nextSteps: string
  /** Why it comes late; asked for only when it does. */
  readonly lateReason: string
}

/** The town answers, once and in public: an official act, which delivers what was promised. */
export async function answerProposal(context: Context, number: number, draft: AnswerDraft): Outcome<null> {
  return unlessAnswered(() =>
    inTransaction(context.db, async (tx): Outcome<null> => {
      const within = { ...context, db: tx }
      const proposal = await lockProposal(tx, number)
      const role = proposal && roleToAnswer(context.actor, proposal)
      if (!proposal || role === null || !context.actor) return refuse('not_found')
      const on = context.clock.today()
      const delivered = await deliver(within, {
        ...answerCommitment(proposal, await countReturns(tx, proposal.id)),
        on,
        reason: draft.lateReason,
        role,
      })
      if (!delivered.ok) return delivered
      await insertAnswer(tx, proposal.id, {
        reasons: draft.reasons,
        nextSteps: draft.nextSteps,
        answeredOn: on,
        answererTitle: await getTitle(tx, context.actor.id),
        by: context.actor.id,
      })
      await updateVerdict(tx, proposal.id, draft.verdict)
      await recordAct(within, {
        act: 'answer',
        ...actSubject(proposal),
        role,
        details: { verdict: draft.verdict },
      })
      await tellFollowers(within, proposal, 'answered', 'notice.answered')
      return ok(null)
    }),
  )
}

async function unlessAnswered(change: () => Outcome<null>): Outcome<null> {
  try {
    return await change()
  } catch (error) {
    if (isDuplicate(error)) return refuse('not_found')
    throw error
  }
}
