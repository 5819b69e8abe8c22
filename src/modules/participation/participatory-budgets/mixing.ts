import type { Services } from '#infra/context.ts'
import { mixBallots } from './ballots.queries.ts'

/** Ballots are mixed by so many: within a batch under way, the order of the rows could still tell. */
export const ballotsPerBatch = 100

interface Waiting {
  fresh: number
  sinceWhole: number
  whole: number
}

/** What this process has seen since the last mixing; a process that starts mixes everything with its first batch. */
const waiting = new Map<string, Waiting>()

/** After each ballot: mixes when a batch is full. The ballot is kept already, so a failure here is logged, not shown. */
export async function mixAfterVote({ db, log }: Pick<Services, 'db' | 'log'>, editionId: string) {
  const state = waiting.get(editionId) ?? { fresh: 0, sinceWhole: 0, whole: 0 }
  waiting.set(editionId, state)
  state.fresh += 1
  if (state.fresh < ballotsPerBatch) return
  state.sinceWhole += state.fresh
  state.fresh = 0
  // Each time the votes have doubled: a ballot is written again twice or thrice in all, however many there are.
  const isWhole = state.sinceWhole >= state.whole
  try {
    const mixed = await mixBallots(db, editionId, isWhole)
    if (!isWhole || mixed === null) return
    state.whole = mixed
    state.sinceWhole = 0
  } catch (error) {
    log.error({ err: error }, 'ballots were not mixed')
  }
}
