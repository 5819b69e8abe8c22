import type { Context } from '#infra/context.ts'
import { inTransaction } from '#infra/transaction.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import {
  deleteCommunes,
  lockTerritory,
  type OutlineFault,
  readOutlines,
  writeCommunes,
} from '#modules/partnership/territory/territory.public.ts'
import { recordAct } from '#modules/people/journal/journal.public.ts'
import { forgetCommunes, locatePlaces } from './located.queries.ts'
import { roleOfImporter } from './organisations.permissions.ts'

/** A file of outlines, and who made them. */
export interface OutlineImport {
  readonly text: string
  readonly source: string
}

/** Puts the outlines of a file in the place of those before, and says of every place in which commune it stands. A fault keeps all as it was. */
export async function importOutlines(
  context: Context,
  { text, source }: OutlineImport,
): Promise<Result<{ readonly communes: number }, 'not_found' | readonly OutlineFault[]>> {
  const role = roleOfImporter(context.actor)
  if (role === null) return refuse('not_found')
  const { communes, faults } = readOutlines(text)
  if (faults.length > 0) return refuse(faults)
  return inTransaction(context.db, async (tx) => {
    await lockTerritory(tx, 'replace')
    await forgetCommunes(tx)
    await writeCommunes(tx, communes, {
      source,
      recordedOn: context.clock.today(),
      recordedBy: context.actor?.name ?? 'Faire Commune',
    })
    await locatePlaces(tx)
    await recordTerritory({ ...context, db: tx }, role, 'import_outlines', communes.length)
    return ok({ communes: communes.length })
  })
}

/** Takes the outlines away: the map is that of the town alone again. */
export async function removeOutlines(context: Context): Promise<Result<null, 'not_found'>> {
  const role = roleOfImporter(context.actor)
  if (role === null) return refuse('not_found')
  return inTransaction(context.db, async (tx) => {
    await lockTerritory(tx, 'replace')
    await forgetCommunes(tx)
    if (!(await deleteCommunes(tx))) return refuse('not_found')
    await recordTerritory({ ...context, db: tx }, role, 'remove_outlines', null)
    return ok(null)
  })
}

async function recordTerritory(
  context: Context,
  role: string,
  act: 'import_outlines' | 'remove_outlines',
  communes: number | null,
): Promise<void> {
  await recordAct(context, {
    act,
    subjectKind: 'territory',
    subjectId: 'territoire',
    subjectLabel: 'Territoire',
    role,
    details: communes === null ? {} : { communes },
  })
}
