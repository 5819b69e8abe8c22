import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '#infra/database.ts'
import type { ProposalStatus } from './proposals.rules.ts'

/** A picture as pages name it; its bytes have an address of their own. */
export interface Picture {
  readonly id: string
  readonly alt: string
  readonly width: number
  readonly height: number
}

export async function listPictures(db: Database, proposalId: string): Promise<Picture[]> {
  return db
    .selectFrom('proposal_pictures')
    .select(['id', 'alt', 'width', 'height'])
    .where('proposal_id', '=', proposalId)
    .orderBy('position')
    .execute()
}

/** Adds the picture in the first free place; a duplicate key when two at once took the same, null when none is free. */
export async function insertPicture(
  tx: Database,
  proposalId: string,
  picture: {
    readonly alt: string
    readonly width: number
    readonly height: number
    readonly bytes: Buffer
    readonly thumbnail: Buffer
  },
  most: number,
): Promise<string | null> {
  const taken = await tx
    .selectFrom('proposal_pictures')
    .select('position')
    .where('proposal_id', '=', proposalId)
    .execute()
  const position = Array.from({ length: most }, (_, index) => index + 1).find(
    (place) => !taken.some((row) => row.position === place),
  )
  if (position === undefined) return null
  const id = randomUUID()
  await tx
    .insertInto('proposal_pictures')
    .values({ id, proposal_id: proposalId, position, ...picture })
    .execute()
  return id
}

export async function deletePicture(tx: Database, proposalId: string, id: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('proposal_pictures')
    .where('proposal_id', '=', proposalId)
    .where('id', '=', id)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

/** The bytes of a picture with the status and number of what it shows; null when there is none. */
export async function findPicture(
  db: Database,
  id: string,
  which: 'bytes' | 'thumbnail',
): Promise<{ readonly bytes: Uint8Array; readonly status: ProposalStatus; readonly number: number } | null> {
  const row = await db
    .selectFrom('proposal_pictures')
    .innerJoin('proposals', 'proposals.id', 'proposal_pictures.proposal_id')
    .select([
      sql<Uint8Array>`${sql.ref(`proposal_pictures.${which}`)}`.as('bytes'),
      sql<ProposalStatus>`proposals.status`.as('status'),
      'proposals.number',
    ])
    .where('proposal_pictures.id', '=', id)
    .executeTakeFirst()
  return row ?? null
}
