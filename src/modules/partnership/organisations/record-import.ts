import type { Context } from '#infra/context.ts'
import { recordAct } from '#modules/people/journal/journal.public.ts'
import { countWritten, type ImportSource, setActOfImport } from './file-imports.queries.ts'
import type { Source } from './import-file.ts'

/** How rows say where they come from. */
export function placeOf(context: Context, importId: string, { fileName }: Source): ImportSource {
  return { importId, name: fileName, on: context.clock.today() }
}

/** The official act of a file that was written, in the transaction that wrote it; what it wrote is counted with it. */
export async function recordImport(
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
  await countWritten(context.db)
}
