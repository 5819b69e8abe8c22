import type { Context } from '#infra/context.ts'
import { assertDefined } from '#kernel/assert.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { cancelCommitment, promise } from '#modules/participation/commitments/commitments.public.ts'
import { countParticipation } from '#modules/participation/processes/processes.public.ts'
import { insertVersion } from './history.queries.ts'
import { countReturns } from './moderation.queries.ts'
import { proposalsPaths } from './proposals.paths.ts'
import { listProposalProcesses, updateProposalStatus, updateSubmitted } from './proposals.queries.ts'
import { answerDueOn, type Contributor, type Proposal, type ProposalProcess } from './proposals.rules.ts'
import { proposalsWords } from './proposals.words.ts'
import { followProposal, proposalKind } from './telling.ts'

type Publisher = Pick<Context, 'db' | 'clock'>

/** The process of the proposal as it is on that day. */
export async function processOf(
  { db, clock }: Publisher,
  proposal: Pick<Proposal, 'process'>,
): Promise<ProposalProcess> {
  const [process] = await listProposalProcesses(db, clock.today(), { id: proposal.process.id })
  return assertDefined(process, 'a proposal belongs to a process that was signed')
}

/**
 * Hands a draft over: to the public, or first to a moderator, as its process says. Inside the caller's transaction; false
 * when somebody did it meanwhile.
 */
export async function submit(
  context: Publisher,
  draft: Proposal,
  author: Contributor,
  process: ProposalProcess,
): Promise<{ readonly isPublished: boolean } | null> {
  const on = context.clock.today()
  const publication = process.moderation === 'after' ? { on, dueOn: answerDueOn(process, on) } : null
  const handedOver = await updateSubmitted(context.db, draft.id, { contributorId: author.id, publication })
  if (!handedOver) return null
  await followProposal(context, author, draft)
  await countContributor(context, draft, author.id, draft.isDictated ? 'in_person' : 'online')
  await insertVersion(
    context.db,
    { ...draft, source: 'author', contributorId: author.id },
    context.clock.now(),
  )
  if (publication) await oweAnswer(context, draft, publication.dueOn)
  return { isPublished: publication !== null }
}

/** A moderator lets it be seen: the days of the answer are counted from here. */
export async function publishSubmitted(context: Publisher, proposal: Proposal): Promise<boolean> {
  const process = await processOf(context, proposal)
  const on = context.clock.today()
  const dueOn = answerDueOn(process, on)
  const from = ['submitted', 'refused'] as const
  if (!(await updateProposalStatus(context.db, proposal.id, from, 'published', { on, dueOn }))) return false
  await oweAnswer(context, proposal, dueOn)
  return true
}

/** The answer is a commitment of the town from now on. `returns`: how often moderators put the proposal back. */
export async function oweAnswer(
  context: Publisher,
  proposal: Proposal,
  dueOn: CalendarDate,
  returns = 0,
): Promise<void> {
  const t = proposalsWords('fr')
  await promise(context, {
    ...answerCommitment(proposal, returns),
    label: t('commitment.label', { number: proposal.number }),
    path: proposalsPaths.show(proposal.number),
    responsible: t('commitment.responsible'),
    dueOn,
    processId: proposal.process.id,
  })
}

/** A commitment ends once: a proposal that was taken away and put back has a new one, by the same day. */
export function answerCommitment(proposal: Pick<Proposal, 'id'>, returns: number) {
  const sourceId = returns === 0 ? proposal.id : `${proposal.id}:${returns}`
  return { kind: 'answer', sourceKind: proposalKind, sourceId } as const
}

/** Nothing is owed any more: it was withdrawn, merged or taken away. */
export async function releaseFromAnswer(
  context: Publisher,
  proposal: Proposal,
  reason: 'commitment.withdrawn' | 'commitment.merged' | 'commitment.hidden',
): Promise<void> {
  const returns = await countReturns(context.db, proposal.id)
  await cancelCommitment(context, {
    ...answerCommitment(proposal, returns),
    reason: proposalsWords('fr')(reason),
  })
}

/** One person is counted once in a process, however much they write and support. */
export async function countContributor(
  { db, clock }: Publisher,
  proposal: Pick<Proposal, 'process'>,
  contributorId: string,
  channel: 'online' | 'in_person' = 'online',
): Promise<void> {
  await countParticipation(db, {
    processId: proposal.process.id,
    day: clock.today(),
    channel,
    // Where the idea is says nothing of where its author lives.
    districtId: null,
    people: 1,
    source: { kind: 'contributor', id: `${proposal.process.id}:${contributorId}` },
  })
}
