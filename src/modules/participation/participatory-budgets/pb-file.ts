import { createHash } from 'node:crypto'
import type { Database } from '#infra/database.ts'
import { countBallots, listBallots } from './ballots.queries.ts'
import { paperOf } from './ballots.rules.ts'
import { findSeed } from './editions.queries.ts'
import type { Area, Offer } from './editions.rules.ts'
import { writePbBallot, writePbHead } from './pb-file.rules.ts'

const ballotsAtOnce = 10_000

/**
 * The list of the ballots of an area as a Pabulib file, piece by piece, in the order of receipts, which chance made. The same
 * sealed ballots give the same bytes.
 */
export async function* pbPieces(
  db: Database,
  offer: Offer,
  area: Area,
  town: string,
): AsyncGenerator<Uint8Array> {
  const projects = paperOf(offer, area.number)?.projects ?? []
  const references = new Map(projects.map((project) => [project.number, project.reference]))
  const ballots = (await countBallots(db, offer.edition.id)).get(area.number) ?? 0
  const seed = offer.edition.ties === 'seed' ? await findSeed(db, offer.edition.id) : null
  const text = new TextEncoder()
  yield text.encode(writePbHead({ edition: offer.edition, area, projects, ballots, town, seed }))
  for (let after = ''; ; ) {
    const piece = await listBallots(db, offer.edition.id, area.number, { after, size: ballotsAtOnce })
    if (piece.length === 0) return
    yield text.encode(
      piece.map(({ receipt, choices }) => writePbBallot(receipt, choices, references)).join(''),
    )
    after = piece.at(-1)?.receipt ?? ''
  }
}

export interface PbFile {
  readonly area: Area
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly sha256: string
}

/** The whole file with its hash. */
export async function makePbFile(db: Database, offer: Offer, area: Area, town: string): Promise<PbFile> {
  const pieces: Uint8Array[] = []
  const hash = createHash('sha256')
  for await (const piece of pbPieces(db, offer, area, town)) {
    pieces.push(piece)
    hash.update(piece)
  }
  return { area, bytes: new Uint8Array(Buffer.concat(pieces)), sha256: hash.digest('hex') }
}
