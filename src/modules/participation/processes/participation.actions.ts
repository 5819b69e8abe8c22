import { createHash } from 'node:crypto'
import type { Context } from '#infra/context.ts'
import { readTable } from '#infra/spreadsheet.ts'
import { inTransaction } from '#infra/transaction.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { recordAct } from '#modules/people/journal/journal.public.ts'
import { countParticipation, insertCountReversal } from './participation.queries.ts'
import type { Count } from './participation.rules.ts'
import { insertPopulation, writeDistricts } from './population.queries.ts'
import { type PopulationFault, readPopulation } from './population-file.rules.ts'
import { canManageProcess, canSetPopulation } from './processes.permissions.ts'
import type { Process } from './processes.rules.ts'

export type CountRefusal = 'not_found' | 'not_open_yet' | 'day_in_the_future' | 'people_count'

/** Counts people whom an agent saw: on paper, at a meeting. The key of the form makes it count once. */
export async function countByHand(
  context: Context,
  process: Process,
  count: Omit<Count, 'processId' | 'source'>,
  key: string,
): Promise<Result<{ readonly isNew: boolean }, CountRefusal>> {
  if (!canManageProcess(context.actor, process)) return refuse('not_found')
  if (process.openedOn === null || count.day < process.openedOn) return refuse('not_open_yet')
  if (count.day > context.clock.today()) return refuse('day_in_the_future')
  if (!Number.isSafeInteger(count.people) || count.people < 1 || count.people > 100_000)
    return refuse('people_count')
  const source = { kind: 'form', id: key }
  return inTransaction(context.db, async (tx) =>
    ok({
      isNew: await countParticipation(
        tx,
        { ...count, processId: process.id, source },
        context.actor?.id ?? null,
      ),
    }),
  )
}

export type CountReversalRefusal = 'not_found' | 'reason_missing' | 'reversed_already'

/** Takes a count back by a row that says why. */
export async function reverseCount(
  context: Context,
  process: Process,
  id: string,
  reason: string,
): Promise<Result<null, CountReversalRefusal>> {
  if (!canManageProcess(context.actor, process)) return refuse('not_found')
  if (reason === '') return refuse('reason_missing')
  return inTransaction(context.db, async (tx) => {
    const outcome = await insertCountReversal(tx, process.id, id, reason, context.actor?.id ?? null)
    return outcome === 'written' ? ok(null) : refuse(outcome)
  })
}

export interface PopulationFile {
  readonly bytes: Uint8Array
  readonly source: string
  readonly year: number
}

export type PopulationRefusal =
  | { readonly code: 'not_found' | 'unreadable' | 'known_already' }
  | { readonly code: 'faulty'; readonly faults: readonly PopulationFault[] }

/** Brings in who lives in the town, with its districts: an act, since comparisons rest on it. */
export async function importPopulation(
  context: Context,
  { bytes, source, year }: PopulationFile,
): Promise<Result<{ readonly cells: number }, PopulationRefusal>> {
  if (!canSetPopulation(context.actor)) return refuse({ code: 'not_found' })
  const table = await readTable(bytes)
  if (!table.ok) return refuse({ code: 'unreadable' })
  const read = readPopulation(table.value.headers, table.value.rows)
  if (!read.ok) return refuse({ code: 'faulty', faults: read.refusal })
  const { cells, districts } = read.value
  const contentHash = createHash('sha256')
    .update(JSON.stringify([source, year, cells]))
    .digest('hex')
  const { actor, clock, town } = context
  const population = { source, year, isFictional: town.isFictional, cells, contentHash }
  return inTransaction<{ readonly cells: number }, PopulationRefusal>(context.db, async (tx) => {
    const id = await insertPopulation(tx, population, actor?.id ?? null, clock.now())
    if (id === null) return refuse({ code: 'known_already' })
    await writeDistricts(tx, districts)
    await recordAct(
      { ...context, db: tx },
      {
        act: 'set_population',
        subjectKind: 'population_reference',
        subjectId: id,
        subjectLabel: source,
        role: roleOf(context),
        details: { year, categories: cells.length },
      },
    )
    return ok({ cells: cells.length })
  })
}

function roleOf({ actor }: Context): string {
  const order = ['director_general', 'manager', 'data_protection_officer'] as const
  return order.find((role) => actor?.roles.has(role)) ?? 'manager'
}
