import type { Database } from '#infra/database.ts'
import { type BrokenEntry, type ChainEnd, firstBrokenEntry, origin } from './chain.rules.ts'
import { findAlteredAct, getJournalHead, listChain, sha256 } from './journal.queries.ts'

export type JournalCheck =
  | { readonly whole: true; readonly entries: number; readonly head: string }
  | {
      readonly whole: false
      readonly seq: number
      readonly reason: BrokenEntry['reason'] | 'head' | 'act_altered'
    }

const pageSize = 1000

/**
 * Reads the whole journal again: each entry follows the one before and is what its hash says, the last one is the head,
 * and each act is still what its entry says. Cost: one pass over the journal, a page of entries in memory.
 */
export async function verifyJournal(db: Database): Promise<JournalCheck> {
  let end: ChainEnd = origin
  for (;;) {
    const page = await listChain(db, end.seq, pageSize)
    const broken = firstBrokenEntry(page, sha256, end)
    if (broken) return { whole: false, ...broken }
    end = page.at(-1) ?? end
    if (page.length < pageSize) break
  }
  const head = await getJournalHead(db)
  if (head.seq !== end.seq || head.entryHash !== end.entryHash)
    return { whole: false, seq: head.seq, reason: 'head' }
  const altered = await findAlteredAct(db)
  if (altered !== null) return { whole: false, seq: altered, reason: 'act_altered' }
  return { whole: true, entries: end.seq, head: end.entryHash }
}
