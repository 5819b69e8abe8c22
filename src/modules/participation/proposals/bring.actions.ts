import type { Context } from '#infra/context.ts'
import { assertDefined } from '#kernel/assert.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { recordAct } from '#modules/people/journal/journal.public.ts'
import {
  ensureEmailContributor,
  ensureEmailContributors,
  findContributor,
  insertDeskContributor,
} from './contributors.queries.ts'
import { insertComment, insertSupports } from './discussion.queries.ts'
import type { Stance } from './discussion.rules.ts'
import { insertVersion } from './history.queries.ts'
import { roleToDictate } from './proposals.permissions.ts'
import { findProposalById, insertDraft, listProposalProcesses, updateSubmitted } from './proposals.queries.ts'
import { answerDueOn, type Contributor, type ProposalText } from './proposals.rules.ts'
import { oweAnswer } from './publish.ts'
import { actSubject } from './telling.ts'

export interface BroughtPerson {
  readonly name: string
  readonly email: string
}

/** A proposal that was published before this site kept it, with its supporters and what was said of it. */
export interface BroughtProposal {
  readonly process: string
  readonly on: CalendarDate
  readonly author: BroughtPerson
  readonly isDictated: boolean
  readonly text: ProposalText
  readonly supporters: readonly BroughtPerson[]
  readonly comments: readonly {
    readonly author: BroughtPerson
    readonly stance: Stance
    readonly body: string
    readonly writtenAt: Date
  }[]
}

/**
 * Writes it as it would be had it been published here on that day; answers its number. Who took part in its process was counted
 * at the time and is not counted again, and nobody is
 * told anew. The context acts for the agent who brings it.
 */
export async function bringProposal(now: Context, brought: BroughtProposal): Promise<number> {
  return now.db.transaction().execute(async (tx) => {
    const context = { ...now, db: tx, clock: { ...now.clock, today: () => brought.on } }
    const [process] = await listProposalProcesses(tx, brought.on, { slug: brought.process })
    const { id: processId, ...terms } = assertDefined(process, `${brought.process} asks for proposals`)
    const author = await authorOf(context, brought)
    const id = await insertDraft(tx, {
      processId,
      text: brought.text,
      contributorId: author.id,
      keyHash: null,
      dictatedBy: brought.isDictated ? (context.actor?.id ?? null) : null,
      writtenAt: instantOn(brought.on),
    })
    const publication = { on: brought.on, dueOn: answerDueOn(terms, brought.on) }
    await updateSubmitted(tx, id, { contributorId: author.id, publication })
    const proposal = assertDefined(await findProposalById(tx, id), 'it was just written')
    await insertVersion(
      tx,
      { ...proposal, source: 'author', contributorId: author.id },
      instantOn(brought.on),
    )
    await oweAnswer(context, proposal, publication.dueOn)
    const role = brought.isDictated ? roleToDictate(context.actor) : null
    if (role) await recordAct(context, { act: 'dictate', ...actSubject(proposal), role })
    await discuss(context, id, brought)
    return proposal.number
  })
}

async function authorOf({ db }: Context, { author, isDictated }: BroughtProposal): Promise<Contributor> {
  if (!isDictated) return ensureEmailContributor(db, author)
  const id = await insertDeskContributor(db, author.name)
  return assertDefined(await findContributor(db, id), 'it was just written')
}

async function discuss({ db }: Context, proposalId: string, brought: BroughtProposal): Promise<void> {
  const supporters = await ensureEmailContributors(db, brought.supporters)
  await insertSupports(
    db,
    proposalId,
    supporters.map(({ id }) => id),
    brought.on,
  )
  for (const { author, stance, body, writtenAt } of brought.comments) {
    const { id: contributorId } = await ensureEmailContributor(db, author)
    await insertComment(db, { proposalId, parentId: null, contributorId, stance, body, writtenAt })
  }
}

/** Noon in Paris, or an hour from it. */
function instantOn(day: CalendarDate): Date {
  return new Date(`${day}T11:00:00Z`)
}
