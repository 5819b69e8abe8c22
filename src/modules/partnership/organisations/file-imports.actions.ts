import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import { openRecords, readingOf, readRecords, type TableRefusal } from '#infra/spreadsheet.ts'
import { inTransaction } from '#infra/transaction.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { recordAct } from '#modules/people/journal/journal.public.ts'
import { findChosenColumns } from './column-choices.queries.ts'
import { type FileRecord, topOf } from './file-columns.rules.ts'
import {
  deleteGrantImport,
  type FileImport,
  hasFileImport,
  lockOrganisations,
  saveFileImport,
  saveGrants,
  setActOfImport,
} from './file-imports.queries.ts'
import { type GrantFileReading, readGrantFile } from './grant-file.rules.ts'
import {
  type FileOrganisation,
  type OrganisationColumns,
  type OrganisationFileReading,
  readOrganisationRows,
  surveyOrganisationFile,
} from './organisation-file.rules.ts'
import {
  countChanges,
  listFirstChanges,
  listSharedRna,
  matchRows,
  openRows,
  type PlannedChange,
  sendRows,
} from './organisation-rows.queries.ts'
import { writeRows } from './organisation-rows.writes.queries.ts'
import { roleOfImporter } from './organisations.permissions.ts'
import { listKnownOrganisations } from './organisations.queries.ts'
import { type PlannedBeneficiary, planBeneficiaries } from './organisations.rules.ts'

export type FileRefusal = TableRefusal | { readonly code: 'no_header'; readonly detail: string }

/** How a file is written: `encoding` and `delimiter` are null for a workbook. */
export interface FileShape {
  readonly encoding: 'utf-8' | 'utf-8-bom' | 'windows-1252' | null
  readonly delimiter: string | null
}

export interface OrganisationImport {
  readonly shape: FileShape
  readonly reading: OrganisationFileReading
  /** Bodies, by what becomes of them; `closed` are among the others. */
  readonly counts: {
    readonly created: number
    readonly changed: number
    readonly unchanged: number
    readonly closed: number
  }
  readonly firstChanges: readonly PlannedChange[]
  /** RNA numbers that several SIREN carry: a question for a person, never an error. */
  readonly sharedRna: readonly { readonly rna: string; readonly sirens: readonly string[] }[]
}

export interface GrantImport {
  readonly shape: FileShape
  readonly reading: GrantFileReading
  readonly beneficiaries: readonly PlannedBeneficiary[]
  /** These very bytes were read in before: nothing is written again. */
  readonly isKnownFile: boolean
}

export type Source = Omit<FileImport, 'kind'>

/** A file of organisations whose columns are known; its rows are not kept, but read as they are needed. */
export interface OpenOrganisations {
  readonly shape: FileShape
  readonly columns: OrganisationColumns
  readonly records: () => Iterable<FileRecord>
}

/** A file of grants that was read once: planning and writing go on from here. */
export interface GrantsRead {
  readonly shape: FileShape
  readonly reading: GrantFileReading
}

type Reader = Pick<Context, 'db'>

/** A tenth of a metre: a latitude of a workbook is no amount. */
const decimalsOfDegrees = 6

/** Opens a file of organisations; its columns are those that somebody chose for a file with those headers, else by their names. */
export async function openOrganisations(
  { db }: Reader,
  { bytes }: Source,
): Promise<Result<OpenOrganisations, FileRefusal>> {
  const file = await openRecords(bytes, decimalsOfDegrees)
  if (!file.ok) return file
  const { records, encoding, delimiter } = file.value
  const top = readingOf(() => topOf(records()))
  if (!top.ok) return top
  const chosen = await findChosenColumns(db, 'organisations', top.value)
  const columns = readingOf(() => surveyOrganisationFile(records, chosen))
  if (!columns.ok) return columns
  return columns.value.ok
    ? ok({ shape: { encoding, delimiter }, columns: columns.value.value, records })
    : refuse({ code: 'no_header', detail: '' })
}

export async function readGrants(
  { db }: Reader,
  { bytes }: Source,
): Promise<Result<GrantsRead, FileRefusal>> {
  const records = await readRecords(bytes)
  if (!records.ok) return records
  const { records: rows, ...shape } = records.value
  const reading = readGrantFile(rows, await findChosenColumns(db, 'grants', rows))
  return reading.ok ? ok({ shape, reading: reading.value }) : refuse({ code: 'no_header', detail: '' })
}

/** Told how many rows are read or written, of how many; the work goes on when it has been said. */
export type Progress = (step: 'read' | 'written', done: number, all: number) => Promise<void>
const silent: Progress = async () => undefined

/** What writing that file of organisations would do now. */
export function planOrganisationImport(
  { db }: Reader,
  file: OpenOrganisations,
  progress = silent,
): Promise<OrganisationImport> {
  return db.transaction().execute(async (tx) => {
    const reading = await sendFile(tx, file, progress)
    return planSentRows(tx, file, reading)
  })
}

/** Rows sent to the database at once. */
const packet = 1000

async function sendFile(
  tx: Database,
  { columns, records }: OpenOrganisations,
  progress: Progress,
): Promise<OrganisationFileReading> {
  await openRows(tx)
  const { organisations, reading } = readOrganisationRows(records(), columns)
  let sent = 0
  let waiting: FileOrganisation[] = []
  const send = async () => {
    await sendRows(tx, waiting, sent)
    sent += waiting.length
    waiting = []
    await progress('read', sent, columns.rows)
  }
  for (const organisation of organisations) {
    waiting.push(organisation)
    if (waiting.length === packet) await send()
  }
  if (waiting.length > 0 || sent === 0) await send()
  return reading()
}

/** Changes that a preview shows: enough to see whether the file was understood. */
const changesShown = 50

async function planSentRows(
  tx: Database,
  { shape }: OpenOrganisations,
  reading: OrganisationFileReading,
): Promise<OrganisationImport> {
  const sharedRna = await listSharedRna(tx)
  await matchRows(tx)
  const firstChanges = await listFirstChanges(tx, changesShown)
  return { shape, reading, sharedRna, counts: await countChanges(tx), firstChanges }
}

/** What writing that file of grants would do now. */
export async function planGrantImport(
  { db }: Reader,
  source: Source,
  read: GrantsRead,
): Promise<GrantImport> {
  const beneficiaries = planBeneficiaries(read.reading.grants, await listKnownOrganisations(db))
  return { ...read, beneficiaries, isKnownFile: await hasFileImport(db, { ...source, kind: 'grants' }) }
}

/** What reading that file of grants in would do. */
export async function previewGrants(
  context: Reader,
  source: Source,
): Promise<Result<GrantImport, FileRefusal>> {
  const read = await readGrants(context, source)
  return read.ok ? ok(await planGrantImport(context, source, read.value)) : read
}

export interface Writing {
  /** The role under which it is written. */
  readonly role: string
  /** Whether the good rows of a faulty file are written; else nothing is. */
  readonly keepsGood: boolean
}

/**
 * Writes a file of organisations, reading its rows once. The layer of imports is written; what somebody corrected stays. The
 * same file twice changes nothing the second time.
 */
export async function writeOrganisations(
  context: Context,
  source: Source,
  file: OpenOrganisations,
  { role, keepsGood }: Writing,
  progress = silent,
): Promise<OrganisationImport & { readonly isWritten: boolean }> {
  return context.db.transaction().execute(async (tx) => {
    const reading = await sendFile(tx, file, progress)
    await lockOrganisations(tx)
    const plan = await planSentRows(tx, file, reading)
    if (reading.faults.length > 0 && !keepsGood) return { ...plan, isWritten: false }
    if (plan.counts.created + plan.counts.changed === 0) return { ...plan, isWritten: true }
    const importId = await saveFileImport(tx, { ...source, kind: 'organisations' }, context.clock.now())
    await writeRows(tx, placeOf(context, importId, source), (done, all) => progress('written', done, all))
    await recordImport({ ...context, db: tx }, importId, source, role, 'import_organisations')
    return { ...plan, isWritten: true }
  })
}

/** Writes a file of grants that was read, under `role`: each of its lines once, however often the file is read. */
export async function writeGrants(
  context: Context,
  source: Source,
  read: GrantsRead,
  role: string,
  progress = silent,
): Promise<GrantImport> {
  return context.db.transaction().execute(async (tx) => {
    await lockOrganisations(tx)
    const plan = await planGrantImport({ db: tx }, source, read)
    if (plan.isKnownFile) return plan
    const importId = await saveFileImport(tx, { ...source, kind: 'grants' }, context.clock.now())
    await saveGrants(tx, plan.beneficiaries, placeOf(context, importId, source), (done, all) =>
      progress('written', done, all),
    )
    await recordImport({ ...context, db: tx }, importId, source, role, 'import_grants')
    return plan
  })
}

/** Reads a file of organisations and writes its good rows, in one go. */
export async function importOrganisations(
  context: Context,
  source: Source,
  role: string,
): Promise<Result<OrganisationImport, FileRefusal>> {
  const file = await openOrganisations(context, source)
  if (!file.ok) return file
  return ok(await writeOrganisations(context, source, file.value, { role, keepsGood: true }))
}

/** Reads a file of grants and writes it, in one go. */
export async function importGrants(
  context: Context,
  source: Source,
  role: string,
): Promise<Result<GrantImport, FileRefusal>> {
  const read = await readGrants(context, source)
  return read.ok ? ok(await writeGrants(context, source, read.value, role)) : read
}

/** Takes a file of grants away: its lines, and the bodies that nothing else names. */
export async function undoGrantImport(
  context: Context,
  importId: string,
): Promise<Result<{ readonly grants: number; readonly organisations: number }, 'not_found'>> {
  const role = roleOfImporter(context.actor)
  if (role === null) return refuse('not_found')
  return inTransaction(context.db, async (tx) => {
    await lockOrganisations(tx)
    const undone = await deleteGrantImport(tx, importId)
    if (undone === null) return refuse('not_found')
    await recordAct(
      { ...context, db: tx },
      {
        act: 'undo_import',
        subjectKind: 'file_import',
        subjectId: importId,
        subjectLabel: undone.fileName,
        role,
        details: { grants: undone.grants, organisations: undone.organisations },
      },
    )
    return ok(undone)
  })
}

function placeOf(context: Context, importId: string, { fileName }: Source) {
  return { importId, name: fileName, on: context.clock.today() }
}

async function recordImport(
  context: Context,
  importId: string,
  { fileName }: Source,
  role: string,
  act: 'import_organisations' | 'import_grants',
): Promise<void> {
  const actId = await recordAct(context, {
    act,
    subjectKind: 'file_import',
    subjectId: importId,
    subjectLabel: fileName,
    role,
  })
  await setActOfImport(context.db, importId, actId)
}
