import type { Context } from '#infra/context.ts'
import { inTransaction } from '#infra/transaction.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { recordAct } from '#modules/people/journal/journal.public.ts'
import { moveFollows } from '#modules/people/notifications/notifications.public.ts'
import { listSupporters } from './discussion.queries.ts'
import { carrySupports, updateMerged } from './merge.queries.ts'
import { roleToAssign } from './proposals.permissions.ts'
import { lockProposal } from './proposals.queries.ts'
import { isDiscussed, type Proposal } from './proposals.rules.ts'
import { releaseFromAnswer } from './publish.ts'
import type { ProposalsRefusal } from './refusals.ts'
import { actSubject, subjectOf, tell } from './telling.ts'

/**
 * Merges a proposal into another that says the same: its supporters support the other, each once, are told, and may take
 * their support back; those who follow it follow the other; the answer is owed there.
 */
export async function mergeProposal(
  context: Context,
  number: number,
  targetNumber: number,
  reason: string,
): Promise<Result<null, ProposalsRefusal>> {
  const role = roleToAssign(context.actor)
  if (role === null) return refuse('not_found')
  return inTransaction(context.db, async (tx) => {
    const within = { ...context, db: tx }
    // In the order of the numbers: two opposite merges at once wait for each other in one order only.
    const [first, second] = number < targetNumber ? [number, targetNumber] : [targetNumber, number]
    const locked = [await lockProposal(tx, first), await lockProposal(tx, second)]
    const source = locked.find((proposal) => proposal?.number === number)
    const target = locked.find((proposal) => proposal?.number === targetNumber)
    if (source?.status !== 'published') return refuse('not_found')
    if (!isDiscussed(source)) return refuse('discussion_closed')
    if (!target || !fits(source, target)) return refuse('merge_target')
    const supporters = await listSupporters(tx, source.id)
    await carrySupports(tx, source.id, target.id)
    await updateMerged(tx, source.id, target.id)
    await moveFollows(tx, subjectOf(source), subjectOf(target))
    await releaseFromAnswer(within, source, 'commitment.merged')
    await recordAct(within, {
      act: 'merge',
      ...actSubject(source),
      role,
      reason,
      details: { into: targetNumber },
    })
    const told = [...supporters, ...(source.author ? [source.author] : []), ...source.coauthors]
    await tell(within, told, target, `merged:${source.id}`, 'notice.merged', { from: source.title })
    return ok(null)
  })
}

function fits(source: Proposal, target: Proposal): boolean {
  return source.id !== target.id && source.process.id === target.process.id && isDiscussed(target)
}
