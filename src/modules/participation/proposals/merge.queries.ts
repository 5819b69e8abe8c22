import { sql } from 'kysely'
import type { Database } from '#infra/database.ts'

/** Supports of one proposal become supports of another, each person once. */
export async function carrySupports(tx: Database, fromId: string, toId: string): Promise<void> {
  await tx
    .insertInto('proposal_supports')
    .columns(['proposal_id', 'contributor_id', 'supported_on', 'carried_from'])
    .expression(
      tx
        .selectFrom('proposal_supports')
        .select([
          sql<string>`${toId}::uuid`.as('to_id'),
          'contributor_id',
          'supported_on',
          sql<string>`${fromId}::uuid`.as('from_id'),
        ])
        .where('proposal_id', '=', fromId),
    )
    .onConflict((conflict) => conflict.columns(['proposal_id', 'contributor_id']).doNothing())
    .execute()
}

export async function updateMerged(tx: Database, id: string, intoId: string): Promise<void> {
  await tx
    .updateTable('proposals')
    .set({ status: 'merged', merged_into: intoId })
    .where('id', '=', id)
    .execute()
}
