import type { Database } from '#infra/database.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'

/** A co-author joins once. */
export async function insertCoauthor(
  tx: Database,
  proposalId: string,
  contributorId: string,
  on: CalendarDate,
): Promise<void> {
  await tx
    .insertInto('proposal_coauthors')
    .values({ proposal_id: proposalId, contributor_id: contributorId, joined_on: on })
    .onConflict((conflict) => conflict.columns(['proposal_id', 'contributor_id']).doNothing())
    .execute()
}
