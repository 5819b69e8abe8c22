import type { Context } from '#infra/context.ts'
import { readRecords, type TableRefusal } from '#infra/spreadsheet.ts'
import { inTransaction } from '#infra/transaction.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { recordAct } from '#modules/people/journal/journal.public.ts'
import { findChosenColumns } from './column-choices.queries.ts'
import {
  deleteGrantImport,
  type FileImport,
  hasFileImport,
  lockOrganisations,
  saveFileImport,
  saveGrants,
  saveOrganisations,
  setActOfImport,
} from './file-imports.queries.ts'
import { type GrantFileReading, readGrantFile } from './grant-file.rules.ts'
import { type OrganisationFileReading, readOrganisationFile } from './organisation-file.rules.ts'
import { roleOfImporter } from './organisations.permissions.ts'
import { listKnownOrganisations } from './organisations.queries.ts'
import {
  type PlannedBeneficiary,
  type PlannedOrganisation,
  planBeneficiaries,
  planOrganisations,
} from './organisations.rules.ts'

export type FileRefusal = TableRefusal | { readonly code: 'no_header'; readonly detail: string }

/** How a file is written: `encoding` and `delimiter` are null for a workbook. */
export interface FileShape {
  readonly encoding: 'utf-8' | 'utf-8-bom' | 'windows-1252' | null
  readonly delimiter: string | null
}

export interface OrganisationImport {
  readonly shape: FileShape
  readonly reading: OrganisationFileReading
  readonly planned: readonly PlannedOrganisation[]
}

export interface GrantImport {
  readonly shape: FileShape
  readonly reading: GrantFileReading
  readonly beneficiaries: readonly PlannedBeneficiary[]
  /** These very bytes were read in before: nothing is written again. */
  readonly isKnownFile: boolean
}

export type Source = Omit<FileImport, 'kind'>

/** A file that was read once: planning and writing go on from here. */
export interface OrganisationsRead {
  readonly shape: FileShape
  readonly reading: OrganisationFileReading
}
export interface GrantsRead {
  readonly shape: FileShape
  readonly reading: GrantFileReading
}

type Reader = Pick<Context, 'db'>

/** Reads a file of organisations; its columns are those that somebody chose for a file with those headers, else by their names. */
export async function readOrganisations(
  { db }: Reader,
  { bytes }: Source,
): Promise<Result<OrganisationsRead, FileRefusal>> {
  const records = await readRecords(bytes)
  if (!records.ok) return records
  const rows = records.value.records
  const reading = readOrganisationFile(rows, await findChosenColumns(db, 'organisations', rows))
  return reading.ok
    ? ok({ shape: records.value, reading: reading.value })
    : refuse({ code: 'no_header', detail: '' })
}

export async function readGrants(
  { db }: Reader,
  { bytes }: Source,
): Promise<Result<GrantsRead, FileRefusal>> {
  const records = await readRecords(bytes)
  if (!records.ok) return records
  const rows = records.value.records
  const reading = readGrantFile(rows, await findChosenColumns(db, 'grants', rows))
  return reading.ok
    ? ok({ shape: records.value, reading: reading.value })
    : refuse({ code: 'no_header', detail: '' })
}

/** What writing that file of organisations would do now. */
export async function planOrganisationImport(
  { db }: Reader,
  read: OrganisationsRead,
): Promise<OrganisationImport> {
  const known = await listKnownOrganisations(db)
  return { ...read, planned: planOrganisations(read.reading.organisations, known) }
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

/** What reading that file of organisations in would do. */
export async function previewOrganisations(
  context: Reader,
  source: Source,
): Promise<Result<OrganisationImport, FileRefusal>> {
  const read = await readOrganisations(context, source)
  return read.ok ? ok(await planOrganisationImport(context, read.value)) : read
}

/** What reading that file of grants in would do. */
export async function previewGrants(
  context: Reader,
  source: Source,
): Promise<Result<GrantImport, FileRefusal>> {
  const read = await readGrants(context, source)
  return read.ok ? ok(await planGrantImport(context, source, read.value)) : read
}

/** Told how many rows are written, of how many. */
export type Progress = (done: number, all: number) => void

/**
 * Writes a file of organisations that was read, under `role`. The layer of imports is written; what somebody corrected stays.
 * The same file twice changes nothing the second time.
 */
export async function writeOrganisations(
  context: Context,
  source: Source,
  read: OrganisationsRead,
  role: string,
  progress: Progress = () => undefined,
): Promise<OrganisationImport> {
  return context.db.transaction().execute(async (tx) => {
    await lockOrganisations(tx)
    const plan = await planOrganisationImport({ db: tx }, read)
    const changes = plan.planned.filter((each) => each.change !== 'unchanged')
    if (changes.length === 0) return plan
    const importId = await saveFileImport(tx, { ...source, kind: 'organisations' }, context.clock.now())
    await saveOrganisations(tx, changes, placeOf(context, importId, source), progress)
    await recordImport({ ...context, db: tx }, importId, source, role, 'import_organisations')
    return plan
  })
}

/** Writes a file of grants that was read, under `role`: each of its lines once, however often the file is read. */
export async function writeGrants(
  context: Context,
  source: Source,
  read: GrantsRead,
  role: string,
  progress: Progress = () => undefined,
): Promise<GrantImport> {
  return context.db.transaction().execute(async (tx) => {
    await lockOrganisations(tx)
    const plan = await planGrantImport({ db: tx }, source, read)
    if (plan.isKnownFile) return plan
    const importId = await saveFileImport(tx, { ...source, kind: 'grants' }, context.clock.now())
    await saveGrants(tx, plan.beneficiaries, placeOf(context, importId, source), progress)
    await recordImport({ ...context, db: tx }, importId, source, role, 'import_grants')
    return plan
  })
}

/** Reads a file of organisations and writes it, in one go. */
export async function importOrganisations(
  context: Context,
  source: Source,
  role: string,
): Promise<Result<OrganisationImport, FileRefusal>> {
  const read = await readOrganisations(context, source)
  return read.ok ? ok(await writeOrganisations(context, source, read.value, role)) : read
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
