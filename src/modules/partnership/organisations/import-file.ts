import type { Database } from '#infra/database.ts'
import { openRecords, readingOf, type TableRefusal } from '#infra/spreadsheet.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { findChosenColumns } from './column-choices.queries.ts'
import { type ChosenColumns, type FileRecord, type HeaderRefusal, topOf } from './file-columns.rules.ts'
import type { FileImport } from './file-imports.queries.ts'

// What the files of the directory have in common: they are opened, their rows go to the database by packets, and each
// step is told.

export type FileRefusal = TableRefusal | HeaderRefusal

/** How a file is written: `encoding` and `delimiter` are null for a workbook. */
export interface FileShape {
  readonly encoding: 'utf-8' | 'utf-8-bom' | 'windows-1252' | null
  readonly delimiter: string | null
}

export type Source = Omit<FileImport, 'kind'>

/** A file whose columns are known; its rows are not kept, but read as they are needed. */
export interface OpenFile<Columns> {
  readonly shape: FileShape
  readonly columns: Columns
  readonly records: () => Iterable<FileRecord>
}

/** A tenth of a metre: a latitude of a workbook is no amount. */
const decimalsOfDegrees = 6

/** Opens a file; its columns are those that somebody chose for a file with those headers, else by their names. */
export async function openFile<Columns>(
  db: Database,
  kind: FileImport['kind'],
  bytes: Uint8Array,
  survey: (records: () => Iterable<FileRecord>, chosen: ChosenColumns) => Result<Columns, HeaderRefusal>,
): Promise<Result<OpenFile<Columns>, FileRefusal>> {
  const file = await openRecords(bytes, kind === 'organisations' ? decimalsOfDegrees : undefined)
  if (!file.ok) return file
  const { records, encoding, delimiter } = file.value
  const top = readingOf(() => topOf(records()))
  if (!top.ok) return top
  if (top.value.length === 0) return refuse({ code: 'empty_file', detail: '' })
  const chosen = await findChosenColumns(db, kind, top.value)
  const columns = readingOf(() => survey(records, chosen))
  if (!columns.ok) return columns
  return columns.value.ok
    ? ok({ shape: { encoding, delimiter }, columns: columns.value.value, records })
    : columns.value
}

/** Told how many rows are read or written, of how many; the work goes on when it has been said. */
export type Progress = (step: 'read' | 'written', done: number, all: number) => Promise<void>
export const silent: Progress = async () => undefined

/** Rows sent to the database at once. */
const packet = 1000

/** Sends what is read of a file by packets, each with the number of its first; says how many rows were read, of `all`. */
export async function sendInPackets<Row>(
  rows: Iterable<Row>,
  all: number,
  send: (rows: readonly Row[], first: number) => Promise<void>,
  progress: Progress,
): Promise<void> {
  let sent = 0
  let waiting: Row[] = []
  const sendWaiting = async () => {
    await send(waiting, sent)
    sent += waiting.length
    waiting = []
    await progress('read', sent, all)
  }
  for (const row of rows) {
    waiting.push(row)
    if (waiting.length === packet) await sendWaiting()
  }
  if (waiting.length > 0 || sent === 0) await sendWaiting()
}

export interface Writing {
  /** The role under which it is written. */
  readonly role: string
  /** Whether the good rows of a faulty file are written; else nothing is. */
  readonly keepsGood: boolean
}
