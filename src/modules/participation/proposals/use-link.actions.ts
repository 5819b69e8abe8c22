import { z } from 'zod'
import type { Context } from '#infra/context.ts'
import { hashSecret, isSecret, newSecret } from '#infra/link-secret.ts'
import { inTransaction } from '#infra/transaction.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { insertCoauthor } from './authors.queries.ts'
import { ensureEmailContributor, insertKey } from './contributors.queries.ts'
import { addComment, addReport, addSupport } from './discussion.actions.ts'
import { stances } from './discussion.rules.ts'
import { keyLife_ms } from './links.actions.ts'
import { type Link, type LinkPurpose, takeLink } from './links.queries.ts'
import { findProposalById } from './proposals.queries.ts'
import { type Contributor, isDiscussed, type Proposal } from './proposals.rules.ts'
import { processOf, submit } from './publish.ts'
import type { ProposalsRefusal } from './refusals.ts'
import { followProposal, tell } from './telling.ts'

type Outcome<Value> = Promise<Result<Value, ProposalsRefusal>>

/** What the link did, and the key that the browser keeps. */
export interface UsedLink {
  readonly purpose: LinkPurpose | 'submit'
  readonly number: number | null
  readonly key: string
}

/**
 * Does what was asked, once, now that the mailbox is known to be the person's. A refusal uses nothing up: the same link may
 * be pressed again.
 */
export async function confirmLink(context: Context, token: string): Outcome<UsedLink> {
  if (!isSecret(token)) return refuse('link_expired')
  return inTransaction(context.db, async (tx): Outcome<UsedLink> => {
    const within = { ...context, db: tx }
    const link = await takeLink(tx, hashSecret(token), context.clock.now())
    if (!link) return refuse('link_expired')
    const contributor = await ensureEmailContributor(tx, { email: link.email, name: nameOf(link) })
    const done = await fulfil(within, link, contributor)
    if (!done.ok) return done
    return ok({ ...done.value, key: await giveKey(within, contributor) })
  })
}

/** Invitations and forgotten keys ask for no name: the part before the @ would be personal, so none of it is shown. */
function nameOf(link: Link): string {
  return link.name === '' ? 'Habitant' : link.name
}

async function giveKey({ db, clock }: Context, contributor: Contributor): Promise<string> {
  const key = newSecret()
  const expiresAt = new Date(clock.now().getTime() + keyLife_ms)
  await insertKey(db, { keyHash: hashSecret(key), contributorId: contributor.id, expiresAt })
  return key
}

async function fulfil(
  context: Context,
  link: Link,
  contributor: Contributor,
): Outcome<{ readonly purpose: UsedLink['purpose']; readonly number: number | null }> {
  if (link.purpose === 'key') return ok({ purpose: 'key', number: null })
  const proposal = link.proposalId === null ? null : await findProposalById(context.db, link.proposalId)
  if (!proposal) return refuse('link_expired')
  const done = await fulfilOn(context, link, contributor, proposal)
  return done.ok ? ok({ purpose: done.value, number: proposal.number }) : done
}

const commentDetails = z.object({
  stance: z.enum(stances),
  body: z.string().min(1).max(2000),
  parentId: z.string().nullable(),
})

async function fulfilOn(
  context: Context,
  link: Link,
  contributor: Contributor,
  proposal: Proposal,
): Outcome<UsedLink['purpose']> {
  if (link.purpose === 'publish') return publishByLink(context, contributor, proposal)
  if (link.purpose === 'report') return reportByLink(context, link, contributor, proposal)
  if (!isDiscussed(proposal)) return refuse('discussion_closed')
  if (link.purpose === 'support') await addSupport(context, contributor, proposal)
  if (link.purpose === 'follow') await followProposal(context, contributor, proposal)
  if (link.purpose === 'coauthor') await join(context, contributor, proposal)
  if (link.purpose === 'comment') {
    const added = await addComment(context, contributor, proposal, commentDetails.parse(link.details))
    if (!added.ok) return added
  }
  return ok(link.purpose)
}

const reportDetails = z.object({ reason: z.string().min(1), commentId: z.string().nullable() })

async function reportByLink(
  context: Context,
  link: Link,
  contributor: Contributor,
  proposal: Proposal,
): Outcome<'report'> {
  const reported = await addReport(context, contributor, proposal, reportDetails.parse(link.details))
  return reported.ok ? ok('report') : reported
}

async function publishByLink(
  context: Context,
  contributor: Contributor,
  draft: Proposal,
): Outcome<'publish' | 'submit'> {
  if (draft.status !== 'draft') return refuse('link_expired')
  const process = await processOf(context, draft)
  if (!process.isOpen) return refuse('process_closed')
  const done = await submit(context, draft, contributor, process)
  if (!done) return refuse('link_expired')
  return ok(done.isPublished ? 'publish' : 'submit')
}

async function join(context: Context, contributor: Contributor, proposal: Proposal): Promise<void> {
  if (proposal.authorIds.includes(contributor.id)) return
  await insertCoauthor(context.db, proposal.id, contributor.id, context.clock.today())
  await followProposal(context, contributor, proposal)
  await tell(
    context,
    proposal.author ? [proposal.author] : [],
    proposal,
    `coauthor:${contributor.id}`,
    'notice.coauthor',
    { name: contributor.name },
  )
}
