import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type ProposalStatus, proposalStatuses } from './proposals.rules.ts'

export interface ProposalName {
  readonly id: string
  readonly number: number
  readonly title: string
  readonly status: ProposalStatus
}

const nameRow = z.object({
  id: z.string(),
  number: z.number(),
  title: z.string(),
  status: z.enum(proposalStatuses),
})

export async function listProposalNames(db: Database, ids: readonly string[]): Promise<ProposalName[]> {
  const rows = await db
    .selectFrom('proposals')
    .select(['id', 'number', 'title', 'status'])
    .where('id', 'in', ids)
    .execute()
  return rows.map((row) => nameRow.parse(row))
}
