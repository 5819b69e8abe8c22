import type { Context } from '#infra/context.ts'
import { ok, refuse } from '#kernel/result.ts'
import { changing, type Outcome, raise } from './changing.actions.ts'
import { isFrozen } from './cooperations.actions.ts'
import { canPrepare, type Standpoint } from './cooperations.permissions.ts'
import { type Cooperation, latestRound } from './cooperations.rules.ts'
import { insertDocument, listDocuments } from './preparation.queries.ts'

/** Keeps one more version of the text; the same text twice is one version. */
export function saveDocument(context: Context, slug: string, version: number, body: string): Outcome {
  const may = ({ actor }: Standpoint, cooperation: Cooperation) => canPrepare(actor, cooperation)
  return changing(context, slug, version, may, async (change) => {
    const { context: inside, cooperation } = change
    const round = latestRound(cooperation)
    if (round === null) return refuse('not_found')
    if (isFrozen(cooperation)) return refuse('signed_already')
    const known = await listDocuments(inside.db, cooperation.id)
    const [latest] = known.filter((document) => document.round === round.number)
    if (latest?.body === body) return ok(null)
    await insertDocument(inside.db, cooperation.id, {
      round: round.number,
      number: (latest?.number ?? 0) + 1,
      body,
      writtenOn: inside.clock.today(),
      writtenByName: inside.actor?.name ?? '',
    })
    await raise(change)
    return ok(null)
  })
}
