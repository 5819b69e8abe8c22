import { randomUUID } from 'node:crypto'
import type { Database } from '#infra/database.ts'
import type { ScenarioChoice, ScenarioLink, ScenarioSynergy } from './scenarios.rules.ts'

type Ids = ReadonlyMap<string, string>

/** Id of the measure of that code; none when it is gone since the form was shown. */
function idOf(ids: Ids, code: string): string[] {
  const id = ids.get(code)
  return id === undefined ? [] : [id]
}

export async function replaceChoices(
  tx: Database,
  scenarioId: string,
  choices: readonly ScenarioChoice[],
  ids: Ids,
): Promise<void> {
  await tx.deleteFrom('scenario_choices').where('scenario_id', '=', scenarioId).execute()
  const rows = choices.flatMap(({ measure, stance, startYears }) =>
    idOf(ids, measure).map((measure_id) => ({
      scenario_id: scenarioId,
      measure_id,
      stance,
      start_years: [...startYears],
    })),
  )
  if (rows.length > 0) await tx.insertInto('scenario_choices').values(rows).execute()
}

/** Adds the link, or gives it another reason; answers whether both measures exist. */
export async function insertLink(
  tx: Database,
  scenarioId: string,
  { kind, measure, other, reason }: ScenarioLink,
  ids: Ids,
): Promise<boolean> {
  const [measureId] = idOf(ids, measure)
  const [otherId] = idOf(ids, other)
  if (!measureId || !otherId) return false
  await tx
    .insertInto('scenario_links')
    .values({ scenario_id: scenarioId, kind, measure_id: measureId, other_id: otherId, reason })
    .onConflict((conflict) =>
      conflict.columns(['scenario_id', 'kind', 'measure_id', 'other_id']).doUpdateSet({ reason }),
    )
    .execute()
  return true
}

export async function deleteLink(
  tx: Database,
  scenarioId: string,
  { kind, measure, other }: Omit<ScenarioLink, 'reason'>,
  ids: Ids,
): Promise<void> {
  await tx
    .deleteFrom('scenario_links')
    .where('scenario_id', '=', scenarioId)
    .where('kind', '=', kind)
    .where('measure_id', 'in', idOf(ids, measure))
    .where('other_id', 'in', idOf(ids, other))
    .execute()
}

/** Adds the bonus; answers whether its measures exist. */
export async function insertSynergy(
  tx: Database,
  scenarioId: string,
  { label, value, measures }: Omit<ScenarioSynergy, 'id'>,
  ids: Ids,
): Promise<boolean> {
  const members = measures.flatMap((code) => idOf(ids, code))
  if (members.length < measures.length) return false
  const id = randomUUID()
  await tx.insertInto('scenario_synergies').values({ id, scenario_id: scenarioId, label, value }).execute()
  await tx
    .insertInto('scenario_synergy_members')
    .values(members.map((measure_id) => ({ synergy_id: id, measure_id })))
    .execute()
  return true
}

export async function deleteSynergy(tx: Database, scenarioId: string, id: string): Promise<void> {
  await tx
    .deleteFrom('scenario_synergies')
    .where('scenario_id', '=', scenarioId)
    .where('id', '=', id)
    .execute()
}

/** Portfolio moved by hand, as start years by code; empty when nobody moved one. */
export async function listHandPicks(db: Database, scenarioId: string): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom('scenario_hand_picks as pick')
    .innerJoin('measures', 'measures.id', 'pick.measure_id')
    .select(['measures.code', 'pick.start_year'])
    .where('pick.scenario_id', '=', scenarioId)
    .execute()
  return Object.fromEntries(rows.map(({ code, start_year }) => [code, start_year]))
}

export async function replaceHandPicks(
  tx: Database,
  scenarioId: string,
  starts: Readonly<Record<string, number>>,
  ids: Ids,
): Promise<void> {
  await tx.deleteFrom('scenario_hand_picks').where('scenario_id', '=', scenarioId).execute()
  const rows = Object.entries(starts).flatMap(([code, start_year]) =>
    idOf(ids, code).map((measure_id) => ({ scenario_id: scenarioId, measure_id, start_year })),
  )
  if (rows.length > 0) await tx.insertInto('scenario_hand_picks').values(rows).execute()
}
