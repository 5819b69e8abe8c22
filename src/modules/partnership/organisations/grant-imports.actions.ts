import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import { inTransaction } from '#infra/transaction.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { recordAct } from '#modules/people/journal/journal.public.ts'
import {
  deleteGrantImport,
  hasFileImport,
  lockOrganisations,
  saveFileImport,
} from './file-imports.queries.ts'
import {
  type GrantColumns,
  type GrantFileReading,
  readGrantRows,
  surveyGrantFile,
} from './grant-file.rules.ts'
import {
  countBodies,
  countPassing,
  lastDay,
  listSpelledBodies,
  matchGrantRows,
  openGrantRows,
  type SpelledBody,
  sendGrantRows,
  writeGrantRows,
} from './grant-rows.queries.ts'
import { type Passing, thresholdsOn } from './grant-thresholds.rules.ts'
import { type Grantor, repairGrantors } from './grantors.rules.ts'
import {
  type FileRefusal,
  type FileShape,
  type OpenFile,
  openFile,
  type Progress,
  type Source,
  sendInPackets,
  silent,
  type Writing,
} from './import-file.ts'
import { roleOfImporter } from './organisations.permissions.ts'
import { placeOf, recordImport } from './record-import.ts'
import { listGrantorSirets } from './scdl.queries.ts'

export interface GrantImport {
  readonly shape: FileShape
  readonly reading: GrantFileReading
  /** Beneficiaries by what the directory knows of them. */
  readonly bodies: { readonly known: number; readonly made: number }
  /** Bodies that the file spells in several ways: joined by their number, for a person to say which name is shown. */
  readonly spelled: readonly SpelledBody[]
  readonly grantors: readonly Grantor[]
  /** Who passes the thresholds of the law in a year of the file. */
  readonly passing: readonly Passing[]
  /** These very bytes were read in before: nothing is written again. */
  readonly isKnownFile: boolean
}

export type OpenGrants = OpenFile<GrantColumns>

type Reader = Pick<Context, 'db' | 'clock'>

export function openGrants({ db }: Reader, { bytes }: Source): Promise<Result<OpenGrants, FileRefusal>> {
  return openFile(db, 'grants', bytes, surveyGrantFile)
}

/** What writing that file of grants would do now. */
export function planGrantImport(
  { db, clock }: Reader,
  source: Source,
  file: OpenGrants,
  progress = silent,
): Promise<GrantImport> {
  return db.transaction().execute(async (tx) => {
    const reading = await sendFile(tx, file, progress)
    return planSentRows({ db: tx, clock }, source, file, reading)
  })
}

async function sendFile(
  tx: Database,
  { columns, records }: OpenGrants,
  progress: Progress,
): Promise<GrantFileReading> {
  await openGrantRows(tx)
  const { grants, reading } = readGrantRows(records(), columns)
  await sendInPackets(grants, columns.rows, (rows, first) => sendGrantRows(tx, rows, first), progress)
  return reading()
}

async function planSentRows(
  { db: tx, clock }: Reader,
  source: Source,
  { shape }: OpenGrants,
  reading: GrantFileReading,
): Promise<GrantImport> {
  await matchGrantRows(tx)
  const passing: Passing[] = []
  for (const threshold of thresholdsOn((await lastDay(tx)) ?? clock.today()))
    passing.push(await countPassing(tx, threshold))
  return {
    passing,
    shape,
    reading,
    bodies: await countBodies(tx),
    spelled: await listSpelledBodies(tx),
    grantors: repairGrantors(reading.grantors, await listGrantorSirets(tx)),
    isKnownFile: await hasFileImport(tx, { ...source, kind: 'grants' }),
  }
}

/** Writes a file of grants, reading its rows once: each of its lines once, however often the file is read. */
export async function writeGrants(
  context: Context,
  source: Source,
  file: OpenGrants,
  { role, keepsGood }: Writing,
  progress = silent,
): Promise<GrantImport & { readonly isWritten: boolean }> {
  return context.db.transaction().execute(async (tx) => {
    const reading = await sendFile(tx, file, progress)
    await lockOrganisations(tx)
    const plan = await planSentRows({ db: tx, clock: context.clock }, source, file, reading)
    if (reading.faults.length > 0 && !keepsGood) return { ...plan, isWritten: false }
    if (plan.isKnownFile) return { ...plan, isWritten: true }
    const importId = await saveFileImport(tx, { ...source, kind: 'grants' }, context.clock.now())
    await writeGrantRows(tx, placeOf(context, importId, source), (done, all) =>
      progress('written', done, all),
    )
    await recordImport({ ...context, db: tx }, importId, source, role, 'import_grants')
    return { ...plan, isWritten: true }
  })
}

/** Reads a file of grants and writes its good rows, in one go. */
export async function importGrants(
  context: Context,
  source: Source,
  role: string,
): Promise<Result<GrantImport, FileRefusal>> {
  const file = await openGrants(context, source)
  return file.ok ? ok(await writeGrants(context, source, file.value, { role, keepsGood: true })) : file
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
