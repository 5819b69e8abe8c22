import { createHash } from 'node:crypto'
import type { Context } from '#infra/context.ts'
import { readRecords, type TableRefusal } from '#infra/spreadsheet.ts'
import { inTransaction } from '#infra/transaction.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { recordAct } from '#modules/people/journal/journal.public.ts'
import { roleOfRecorder } from './authorities.permissions.ts'
import { type CompetenceReading, readCompetenceFile } from './competence-file.rules.ts'
import { hasCompetenceFile, insertCompetenceFile, replaceGroupings } from './competences.queries.ts'

/** What is wrong with the file as a whole. */
export type FileFault = TableRefusal['code'] | 'no_header' | 'no_competence'

export interface CompetencePlan extends CompetenceReading {
  /** Null when the file can be read. */
  readonly fileFault: FileFault | null
  /** Those very bytes were read in before: nothing is written again. */
  readonly isKnownFile: boolean
}

type Outcome = Promise<Result<CompetencePlan, 'not_found'>>

const nothing = { groupings: [], columns: [], faults: [], isKnownFile: false }

/** What reading that file in would do. */
export async function planCompetences(context: Context, bytes: Uint8Array): Outcome {
  if (roleOfRecorder(context.actor) === null) return refuse('not_found')
  const records = await readRecords(bytes)
  if (!records.ok) return ok({ ...nothing, fileFault: records.refusal.code })
  const reading = readCompetenceFile(records.value.records)
  if (reading === null) return ok({ ...nothing, fileFault: 'no_header' })
  const fileFault = reading.columns.length === 0 ? 'no_competence' : null
  return ok({ ...reading, fileFault, isKnownFile: await hasCompetenceFile(context.db, hashOf(bytes)) })
}

/** Reads the file in, by an act: each grouping of it in the place of what was known of it. */
export async function importCompetences(context: Context, bytes: Uint8Array): Outcome {
  const role = roleOfRecorder(context.actor)
  const planned = await planCompetences(context, bytes)
  if (!planned.ok || role === null) return refuse('not_found')
  const { fileFault, isKnownFile, groupings } = planned.value
  if (fileFault !== null || isKnownFile) return planned
  return inTransaction<CompetencePlan, 'not_found'>(context.db, async (tx) => {
    const today = context.clock.today()
    const id = await insertCompetenceFile(tx, hashOf(bytes), groupings.length, today)
    if (id === null) return ok({ ...planned.value, isKnownFile: true })
    await replaceGroupings(tx, groupings, today)
    await recordAct(
      { ...context, db: tx },
      {
        act: 'import_competences',
        subjectKind: 'competence_file',
        subjectId: id,
        subjectLabel: 'BANATIC',
        role,
        details: { groupings: groupings.length },
      },
    )
    return ok(planned.value)
  })
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
