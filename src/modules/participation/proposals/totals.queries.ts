import { sql } from 'kysely'
import type { Database } from '#infra/database.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { Verdict } from './proposals.rules.ts'

/** What became of the proposals of a process; only what is published counts. */
export interface ProposalTotals {
  readonly proposals: number
  readonly supports: number
  readonly comments: number
  readonly accepted: number
  readonly acceptedInPart: number
  readonly refused: number
  /** Answers that the town still owes, and those of them whose day has passed. */
  readonly awaited: number
  readonly late: number
}

export async function proposalTotals(
  db: Database,
  processId: string,
  today: CalendarDate,
): Promise<ProposalTotals> {
  const said = (verdict: Verdict) => sql<number>`count(*) filter (where verdict = ${verdict})`
  return db
    .selectFrom('proposals')
    .select([
      sql<number>`count(*)`.as('proposals'),
      sql<number>`coalesce(sum(support_count), 0)::int`.as('supports'),
      sql<number>`coalesce(sum(comment_count), 0)::int`.as('comments'),
      said('accepted').as('accepted'),
      said('accepted_in_part').as('acceptedInPart'),
      said('refused').as('refused'),
      sql<number>`count(*) filter (where verdict is null)`.as('awaited'),
      sql<number>`count(*) filter (where verdict is null and answer_due_on < ${today}::date)`.as('late'),
    ])
    .where('process_id', '=', processId)
    .where('status', '=', 'published')
    .executeTakeFirstOrThrow()
}

/** Proposals that the town accepted, in full or in part; null when the process asks for none. */
export async function countKeptProposals(db: Database, processId: string): Promise<number | null> {
  const row = await db
    .selectFrom('process_phases')
    .select(
      sql<number>`(select count(*) from proposals where process_id = ${processId} and status = 'published'
        and verdict in ('accepted', 'accepted_in_part'))`.as('kept'),
    )
    .where('process_id', '=', processId)
    .where('kind', '=', 'proposals')
    .limit(1)
    .executeTakeFirst()
  return row?.kept ?? null
}

/** An accepted proposal, as a participatory budget takes it: `cents` is the investment that the services counted. */
export interface AcceptedProposal {
  readonly id: string
  readonly number: number
  readonly title: string
  readonly body: string
  readonly category: string
  readonly districtId: string | null
  readonly cents: number
}

export function listAcceptedProposals(db: Database, processId: string): Promise<AcceptedProposal[]> {
  return db
    .selectFrom('proposals as p')
    .select([
      'p.id',
      'p.number',
      'p.title',
      'p.body_text as body',
      'p.category',
      'p.district_id as districtId',
      sql<number>`(select coalesce(sum(cents), 0)::bigint from proposal_costs c
        where c.proposal_id = p.id and c.section = 'investment')`.as('cents'),
    ])
    .where('process_id', '=', processId)
    .where('status', '=', 'published')
    .where('verdict', 'in', ['accepted', 'accepted_in_part'])
    .orderBy('number')
    .execute()
}
