import type { Context } from '#infra/context.ts'
import { inTransaction } from '#infra/transaction.ts'
import { assert, assertDefined } from '#kernel/assert.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { lockImports, replaceItems } from './import.queries.ts'
import { type ImportPlan, planImport, type StoredSheet } from './import.rules.ts'
import { listMeasureFiles } from './measure-sheet.queries.ts'
import { insertProposal, roleOfProposer } from './measures.actions.ts'
import { canImportMeasures } from './measures.permissions.ts'
import { updateMeasure } from './measures.queries.ts'
import { statuses } from './measures.rules.ts'
import type { MeasuresFileReading } from './measures-file.rules.ts'

/** What importing that file would do. */
export async function previewImport(
  context: Context,
  reading: MeasuresFileReading,
): Promise<Result<ImportPlan, 'not_found'>> {
  if (!canImportMeasures(context.actor)) return refuse('not_found')
  return ok(await planMeasuresImport(context, reading))
}

/** What importing that file would do, without asking who: for commands of the server. */
export async function planMeasuresImport(
  context: Context,
  reading: MeasuresFileReading,
): Promise<ImportPlan> {
  return planImport(reading, await existingMeasures(context))
}

/** Writes what can be kept of a file, under the person's role; answers what was done. */
export async function importMeasures(
  context: Context,
  reading: MeasuresFileReading,
): Promise<Result<ImportPlan, 'not_found'>> {
  if (!canImportMeasures(context.actor)) return refuse('not_found')
  return ok(await writeMeasures(context, reading, roleOfProposer(context.actor)))
}

/**
 * The same without asking who: for commands of the server and demo worlds. In one transaction, after any other import;
 * a file imported twice changes nothing the second time.
 */
export async function writeMeasures(
  context: Context,
  reading: MeasuresFileReading,
  role: string,
): Promise<ImportPlan> {
  const written = await inTransaction<ImportPlan, never>(context.db, async (tx) => {
    await lockImports(tx)
    const within = { ...context, db: tx }
    const existing = await existingMeasures(within)
    const plan = planImport(reading, existing)
    for (const { change, content } of plan.imports) {
      if (change === 'unchanged') continue
      const known = existing.get(content.draft.code)?.measure
      if (known) assert(await updateMeasure(tx, known.id, known.version, content.draft), 'imports are locked')
      const id = known?.id ?? (await insertProposal(within, content.draft, role))
      await replaceItems(tx, id, content)
    }
    return ok(plan)
  })
  return assertDefined(written.ok ? written.value : null, 'an import refuses nothing')
}

async function existingMeasures({ db, clock }: Context): Promise<Map<string, StoredSheet>> {
  const files = await listMeasureFiles(db, clock.today(), statuses)
  return new Map(files.map((file) => [file.measure.code, file]))
}
