import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type Method, methods, type ScenarioLine } from './arbitration.rules.ts'

export interface Scenario {
  readonly id: string
  readonly name: string
  readonly method: Method
  readonly floorHundredths: number | null
  readonly isChosen: boolean
  readonly version: number
  readonly lines: readonly ScenarioLine[]
}

const lineList = z.array(z.object({ applicationId: z.string(), envelope: z.number(), cents: z.number() }))
const scenarioRow = z.object({
  id: z.string(),
  name: z.string(),
  method: z.enum(methods),
  floorHundredths: z.number().nullable(),
  isChosen: z.boolean(),
  version: z.number(),
  lines: lineList,
}) satisfies z.ZodType<Scenario>

function scenarios(db: Database) {
  return db.selectFrom('call_scenarios').select([
    'id',
    'name',
    'method',
    'floor_hundredths as floorHundredths',
    'is_chosen as isChosen',
    'version',
    sql<unknown>`coalesce((select json_agg(json_build_object('applicationId', l.application_id, 'envelope', l.envelope,
        'cents', l.amount_cents)) from call_scenario_lines l where l.scenario_id = call_scenarios.id), '[]')`.as(
      'lines',
    ),
  ])
}

export async function listScenarios(db: Database, callId: string): Promise<Scenario[]> {
  const rows = await scenarios(db)
    .where('call_id', '=', callId)
    .orderBy('created_at')
    .orderBy('name')
    .execute()
  return rows.map((row) => scenarioRow.parse(row))
}

export async function findScenario(db: Database, callId: string, id: string): Promise<Scenario | null> {
  if (!z.uuid().safeParse(id).success) return null
  const row = await scenarios(db).where('call_id', '=', callId).where('id', '=', id).executeTakeFirst()
  return row ? scenarioRow.parse(row) : null
}

/** The scenario that was proposed to the council. */
export async function findChosen(db: Database, callId: string): Promise<Scenario | null> {
  const row = await scenarios(db)
    .where('call_id', '=', callId)
    .where('is_chosen', '=', true)
    .executeTakeFirst()
  return row ? scenarioRow.parse(row) : null
}

export async function insertScenario(
  tx: Database,
  callId: string,
  draft: Pick<Scenario, 'name' | 'method' | 'floorHundredths' | 'lines'>,
  at: Date,
): Promise<string> {
  const id = randomUUID()
  await tx
    .insertInto('call_scenarios')
    .values({
      id,
      call_id: callId,
      name: draft.name,
      method: draft.method,
      floor_hundredths: draft.floorHundredths,
      created_at: at,
    })
    .execute()
  await insertLines(tx, id, draft.lines)
  return id
}

async function insertLines(tx: Database, id: string, lines: readonly ScenarioLine[]): Promise<void> {
  if (lines.length === 0) return
  await tx
    .insertInto('call_scenario_lines')
    .values(
      lines.map(({ applicationId, envelope, cents }) => ({
        scenario_id: id,
        application_id: applicationId,
        envelope,
        amount_cents: cents,
      })),
    )
    .execute()
}

/** Other amounts, set by hand, if nobody else did since that version; answers whether they were written. */
export async function replaceLines(
  tx: Database,
  id: string,
  version: number,
  lines: readonly ScenarioLine[],
): Promise<boolean> {
  const result = await tx
    .updateTable('call_scenarios')
    .set({ version: version + 1, method: 'by_hand' })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (result.numUpdatedRows === 0n) return false
  await tx.deleteFrom('call_scenario_lines').where('scenario_id', '=', id).execute()
  await insertLines(tx, id, lines)
  return true
}

export async function chooseScenario(tx: Database, callId: string, id: string): Promise<void> {
  await tx.updateTable('call_scenarios').set({ is_chosen: false }).where('call_id', '=', callId).execute()
  await tx.updateTable('call_scenarios').set({ is_chosen: true }).where('id', '=', id).execute()
}
