import type { Database } from '#infra/database.ts'

/** Proposals of a process that the town accepted, in full or in part; null while none was published in it. */
export async function countKeptProposals(db: Database, processId: string): Promise<number | null> {
  const row = await db
    .selectFrom('proposals')
    .select((of) => [
      of.fn.countAll<number>().as('published'),
      of.fn.countAll<number>().filterWhere('verdict', 'in', ['accepted', 'accepted_in_part']).as('kept'),
    ])
    .where('process_id', '=', processId)
    .where('published_on', 'is not', null)
    .executeTakeFirstOrThrow()
  return Number(row.published) === 0 ? null : Number(row.kept)
}
