import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import { readTable } from '#infra/spreadsheet.ts'
import { inTransaction } from '#infra/transaction.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { changeService, nameOf, type Outcome } from './change-service.ts'
import { insertLines, listKnownLines } from './lines.queries.ts'
import type { LineDraft, LineSource } from './lines.rules.ts'
import {
  columnsOf,
  type LineBook,
  type LineFault,
  type LineReading,
  lineHeaders,
  type RawLine,
  readLines,
  whyDayClosed,
} from './lines-file.rules.ts'
import { listParties } from './parties.queries.ts'
import { listUnits } from './preparation.queries.ts'
import { openServiceFile } from './service-file.ts'
import { lockService } from './services.queries.ts'
import { canEnterUnits } from './shared-services.permissions.ts'
import type { SharedService } from './shared-services.rules.ts'
import { listStatements } from './statements.queries.ts'

/** What a file or a program's list would do, said before it is done. */
export interface LinePlan {
  readonly fresh: readonly LineDraft[]
  /** Lines that the service already has. */
  readonly known: number
  readonly faults: readonly LineFault[]
}

/** One line by hand. The form carries its own key: sent twice, it is one line. */
export function addLine(context: Context, code: string, line: LineDraft): Outcome<null> {
  return changeService(
    context,
    code,
    async ({ tx, service, standing }) => {
      if (!canEnterUnits(context.actor, standing)) return refuse('not_found')
      const book = await bookOf({ ...context, db: tx }, service)
      if (!book) return refuse('not_running')
      const party = book.parties.find(({ id }) => id === line.partyId)
      if (!party || book.units.every(({ id }) => id !== line.unitId)) return refuse('not_found')
      const closed = whyDayClosed(line.day, party, book)
      if (closed === 'year_stated') return refuse('year_stated')
      if (closed)
        return refuse(
          line.day > book.to ? 'in_the_future' : line.day < book.from ? 'before_start' : 'party_absent',
        )
      await insertLines(tx, service.id, [line], recorderOf(context, 'hand', nameOf(context)))
      return ok(null)
    },
    { how: 'add' },
  )
}

/** Parties, catalogue and open days of a service; null before it starts. */
async function bookOf(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  service: SharedService,
): Promise<LineBook | null> {
  if (service.startsOn === null) return null
  const statements = await listStatements(db, [service.id])
  return {
    parties: await listParties(db, service.id),
    units: await listUnits(db, service.id),
    from: service.startsOn,
    to: service.endedOn ?? clock.today(),
    movingYear: service.movingYear,
    statedYears: new Set(statements.map(({ year }) => year)),
  }
}

function recorderOf({ clock }: Pick<Context, 'clock'>, source: LineSource, name: string) {
  return { source, name, at: clock.now() }
}

/** What bringing that file in would do; writes nothing. */
export async function planLineFile(
  context: Context,
  code: string,
  bytes: Uint8Array,
): Promise<Result<LinePlan, 'not_found'>> {
  const opened = await openServiceFile(context, code)
  if (!opened || !canEnterUnits(context.actor, opened.standing)) return refuse('not_found')
  return ok(await planBytes(context, opened.file.service, bytes))
}

/** Writes the good lines of a file; the same file twice changes nothing. */
export async function importLineFile(
  context: Context,
  code: string,
  bytes: Uint8Array,
): Promise<Result<LinePlan, 'not_found'>> {
  const result = await changeService(
    context,
    code,
    async ({ tx, within, service, standing }) => {
      if (!canEnterUnits(context.actor, standing)) return refuse('not_found')
      const plan = await planBytes(within, service, bytes)
      await insertLines(tx, service.id, plan.fresh, recorderOf(context, 'file', nameOf(context)))
      return ok(plan)
    },
    { how: 'add' },
  )
  return result.ok ? result : refuse('not_found')
}

async function planBytes(
  context: Pick<Context, 'db' | 'clock'>,
  service: SharedService,
  bytes: Uint8Array,
): Promise<LinePlan> {
  const rows = await readRows(bytes)
  if (!rows.ok) return { fresh: [], known: 0, faults: rows.refusal }
  return planRows(context, service, rows.value)
}

async function readRows(bytes: Uint8Array): Promise<Result<readonly RawLine[], readonly LineFault[]>> {
  const table = await readTable(bytes)
  if (!table.ok)
    return refuse([{ line: 1, column: '', code: table.refusal.code, found: table.refusal.detail }])
  const columns = columnsOf(table.value.headers)
  const missing = lineHeaders.filter((header) => !columns.has(header))
  if (missing.length > 0)
    return refuse(missing.map((column) => ({ line: 1, column, code: 'column_missing', found: '' })))
  return ok(
    table.value.rows.map(({ line, cells }) => {
      const cell = (header: (typeof lineHeaders)[number]) => (cells[columns.get(header) ?? ''] ?? '').trim()
      return {
        line,
        cells: {
          reference: cell('reference'),
          partie: cell('partie'),
          unite: cell('unite'),
          jour: cell('jour'),
          quantite: cell('quantite'),
          preuve: cell('preuve'),
        },
      }
    }),
  )
}

async function planRows(
  context: Pick<Context, 'db' | 'clock'>,
  service: SharedService,
  rows: readonly RawLine[],
): Promise<LinePlan> {
  const book = await bookOf(context, service)
  if (!book) return { fresh: [], known: 0, faults: rows.slice(0, 1).map(beforeStart) }
  return planAgainst(context.db, service, readLines(rows, book))
}

function beforeStart({ line, cells }: RawLine): LineFault {
  return { line, column: 'jour', code: 'day_outside', found: cells.jour }
}

/** A reference that is there already says the same, or is a fault: nothing is written over. */
async function planAgainst(db: Database, service: SharedService, reading: LineReading): Promise<LinePlan> {
  const known = await listKnownLines(
    db,
    service.id,
    reading.lines.map(({ reference }) => reference),
  )
  const isSame = (line: LineDraft, other: Pick<LineDraft, 'partyId' | 'unitId' | 'day' | 'quantity'>) =>
    line.partyId === other.partyId &&
    line.unitId === other.unitId &&
    line.day === other.day &&
    line.quantity === other.quantity
  const faults = reading.lines.flatMap((line): LineFault[] => {
    const other = known.get(line.reference)
    if (!other || isSame(line, other)) return []
    return [{ line: line.line, column: 'reference', code: 'recorded_otherwise', found: line.reference }]
  })
  return {
    fresh: reading.lines.filter(({ reference }) => !known.has(reference)),
    known: known.size - faults.length,
    faults: [...reading.faults, ...faults].sort((a, b) => a.line - b.line),
  }
}

/**
 * Lines that a program sends: all of them, or none and what is wrong in each. `sender` is a token's label, or null for a
 * person whose session sends them.
 */
export async function receiveLines(
  context: Context,
  code: string,
  rows: readonly RawLine[],
  sender: string | null,
): Promise<Result<LinePlan, 'not_found'>> {
  if (sender === null) {
    const opened = await openServiceFile(context, code)
    if (!opened || !canEnterUnits(context.actor, opened.standing)) return refuse('not_found')
  }
  return inTransaction(context.db, async (tx): Promise<Result<LinePlan, 'not_found'>> => {
    const service = await lockService(tx, code, 'add')
    if (!service) return refuse('not_found')
    const plan = await planRows({ db: tx, clock: context.clock }, service, rows)
    if (plan.faults.length === 0)
      await insertLines(tx, service.id, plan.fresh, recorderOf(context, 'program', sender ?? nameOf(context)))
    return ok(plan)
  })
}
