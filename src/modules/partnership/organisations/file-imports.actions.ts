import type { Context } from '#infra/context.ts'
import { readRecords, type TableRefusal } from '#infra/spreadsheet.ts'
import { inTransaction } from '#infra/transaction.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { recordAct } from '#modules/people/journal/journal.public.ts'
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

type Source = Omit<FileImport, 'kind'>

/** What reading that file of organisations in would do. */
export async function previewOrganisations(
  { db }: Pick<Context, 'db'>,
  { bytes }: Source,
): Promise<Result<OrganisationImport, FileRefusal>> {
  const records = await readRecords(bytes)
  if (!records.ok) return records
  const reading = readOrganisationFile(records.value.records)
  if (!reading.ok) return refuse({ code: 'no_header', detail: '' })
  const planned = planOrganisations(reading.value.organisations, await listKnownOrganisations(db))
  return ok({ shape: records.value, reading: reading.value, planned })
}

/** What reading that file of grants in would do. */
export async function previewGrants(
  { db }: Pick<Context, 'db'>,
  source: Source,
): Promise<Result<GrantImport, FileRefusal>> {
  const records = await readRecords(source.bytes)
  if (!records.ok) return records
  const reading = readGrantFile(records.value.records)
  if (!reading.ok) return refuse({ code: 'no_header', detail: '' })
  const beneficiaries = planBeneficiaries(reading.value.grants, await listKnownOrganisations(db))
  const isKnownFile = await hasFileImport(db, { ...source, kind: 'grants' })
  return ok({ shape: records.value, reading: reading.value, beneficiaries, isKnownFile })
}

/**
 * Reads a file of organisations in, under `role`. The layer of imports is written; what somebody corrected stays. The same
 * file twice changes nothing the second time.
 */
export async function importOrganisations(
  context: Context,
  source: Source,
  role: string,
): Promise<Result<OrganisationImport, FileRefusal>> {
  return inTransaction(context.db, async (tx) => {
    await lockOrganisations(tx)
    const preview = await previewOrganisations({ db: tx }, source)
    if (!preview.ok) return preview
    const changes = preview.value.planned.filter((each) => each.change !== 'unchanged')
    if (changes.length === 0) return preview
    const importId = await saveFileImport(tx, { ...source, kind: 'organisations' }, context.clock.now())
    await saveOrganisations(tx, changes, placeOf(context, importId, source))
    await recordImport({ ...context, db: tx }, importId, source, role, 'import_organisations')
    return preview
  })
}

/** Reads a file of grants in, under `role`: each of its lines once, however often the file is read. */
export async function importGrants(
  context: Context,
  source: Source,
  role: string,
): Promise<Result<GrantImport, FileRefusal>> {
  return inTransaction(context.db, async (tx) => {
    await lockOrganisations(tx)
    const preview = await previewGrants({ db: tx }, source)
    if (!preview.ok || preview.value.isKnownFile) return preview
    const importId = await saveFileImport(tx, { ...source, kind: 'grants' }, context.clock.now())
    await saveGrants(tx, preview.value.beneficiaries, placeOf(context, importId, source))
    await recordImport({ ...context, db: tx }, importId, source, role, 'import_grants')
    return preview
  })
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
