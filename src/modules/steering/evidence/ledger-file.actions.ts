import { createHash } from 'node:crypto'
import type { Context } from '#infra/context.ts'
import { readTable } from '#infra/spreadsheet.ts'
import { inTransaction } from '#infra/transaction.ts'
import { assert } from '#kernel/assert.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { recordEvidence, saysTheSame } from './evidence.actions.ts'
import { canRecordEvidence } from './evidence.permissions.ts'
import { listFactsById, listKnownKeys, lockLedgerImports } from './evidence.queries.ts'
import type { Fact, NewFact } from './evidence.rules.ts'
import {
  contentOf,
  type LedgerFault,
  type LedgerPlan,
  type LedgerReading,
  type ReadFact,
  readLedger,
} from './ledger-file.rules.ts'
import type { MeasureBook } from './measure-book.ts'

/** What importing that file of facts would do; writes nothing. */
export async function planLedgerImport(
  context: Context,
  book: MeasureBook,
  bytes: Uint8Array,
): Promise<Result<LedgerPlan, 'not_found'>> {
  if (!canRecordEvidence(context.actor)) return refuse('not_found')
  return ok(await planOf(context, await readFile(context, book, bytes)))
}

/** Records the good lines of a file, all or none; the same file twice changes nothing. */
export async function importLedger(
  context: Context,
  book: MeasureBook,
  bytes: Uint8Array,
): Promise<Result<LedgerPlan, 'not_found'>> {
  if (!canRecordEvidence(context.actor)) return refuse('not_found')
  const reading = await readFile(context, book, bytes)
  return inTransaction(context.db, async (tx) => {
    await lockLedgerImports(tx)
    const within = { ...context, db: tx }
    const plan = await planOf(within, reading)
    for (const { fact, source, line } of plan.fresh) {
      const recorded = await recordEvidence(within, { ...fact, source })
      assert(recorded.ok, `line ${line} was checked and is refused`)
    }
    return ok(plan)
  })
}

async function readFile(context: Context, book: MeasureBook, bytes: Uint8Array): Promise<LedgerReading> {
  const table = await readTable(bytes)
  if (!table.ok)
    return {
      facts: [],
      faults: [{ line: 1, column: '', code: table.refusal.code, found: table.refusal.detail }],
    }
  const measures = await book.list(context)
  const byCode = new Map(measures.map((measure) => [measure.code, measure]))
  return readLedger(table.value.headers, table.value.rows, byCode, context.clock.today())
}

async function planOf({ db }: Pick<Context, 'db'>, { facts, faults }: LedgerReading): Promise<LedgerPlan> {
  const ids = facts.flatMap(({ id }) => (id !== null && isUuid(id) ? [id] : []))
  const rows = new Map((await listFactsById(db, ids)).map((row) => [row.id, row]))
  const keyed = withSources(facts.filter(({ id }) => id === null || !rows.has(id)))
  const keys = await listKnownKeys(
    db,
    'file',
    keyed.map(({ source }) => source.id),
  )
  const fresh = keyed.filter(
    ({ source, reverses }) => reverses === null && !keys.has(`${source.id} ${source.fact ?? ''}`),
  )
  const found = [...faults, ...facts.flatMap((read) => faultAgainst(read, rows.get(read.id ?? '')))]
  return {
    fresh,
    known: facts.length - fresh.length - (found.length - faults.length),
    faults: found.sort((a, b) => a.line - b.line),
  }
}

/** What an exported line may not do: say something else than the row it comes from, or take back what is not there. */
function faultAgainst(read: ReadFact, row: Fact | undefined): LedgerFault[] {
  if (row && !saysTheSame(row, { ...read.fact, source: { kind: '', id: '' } }))
    return [{ line: read.line, column: 'id', code: 'recorded_otherwise', found: row.id }]
  if (!row && read.reverses !== null)
    return [{ line: read.line, column: 'annule', code: 'reversal_in_file', found: read.reverses }]
  return []
}

/** Gives each line its source: what it says, and its rank among the lines that say the same. */
export function withSources<Line extends Pick<ReadFact, 'measure' | 'fact'>>(
  lines: readonly Line[],
): (Line & { readonly source: NewFact['source'] })[] {
  const ranks = new Map<string, number>()
  return lines.map((line) => {
    const id = createHash('sha256').update(contentOf(line)).digest('hex')
    const rank = (ranks.get(id) ?? 0) + 1
    ranks.set(id, rank)
    return { ...line, source: { kind: 'file', id, fact: String(rank) } }
  })
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}
