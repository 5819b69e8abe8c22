import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import { ok, type Result } from '#kernel/result.ts'
import { lockOrganisations, saveFileImport } from './file-imports.queries.ts'
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
import {
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
import { type JudgedProposal, judgeProposals } from './proposals.ts'
import { placeOf, recordImport } from './record-import.ts'

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
  readonly proposals: readonly JudgedProposal[]
}

export type OpenOrganisations = OpenFile<OrganisationColumns>

type Reader = Pick<Context, 'db'>

export function openOrganisations(
  { db }: Reader,
  { bytes }: Source,
): Promise<Result<OpenOrganisations, FileRefusal>> {
  return openFile(db, 'organisations', bytes, surveyOrganisationFile)
}

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

async function sendFile(
  tx: Database,
  { columns, records }: OpenOrganisations,
  progress: Progress,
): Promise<OrganisationFileReading> {
  await openRows(tx)
  const { organisations, reading } = readOrganisationRows(records(), columns)
  await sendInPackets(organisations, columns.rows, (rows, first) => sendRows(tx, rows, first), progress)
  return reading()
}

/** Changes that a preview shows: enough to see whether the file was understood. */
const changesShown = 50

async function planSentRows(
  tx: Database,
  { shape }: OpenOrganisations,
  reading: OrganisationFileReading,
): Promise<OrganisationImport> {
  const proposals = await judgeProposals(tx, reading.proposals)
  const sharedRna = await listSharedRna(tx)
  await matchRows(tx)
  const firstChanges = await listFirstChanges(tx, changesShown)
  return { shape, reading, sharedRna, proposals, counts: await countChanges(tx), firstChanges }
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
