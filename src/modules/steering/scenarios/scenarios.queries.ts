import { randomUUID } from 'node:crypto'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type Scenario, type ScenarioFrame, stances } from './scenarios.rules.ts'

const amount = z.number().nullable()

const scenarioRow = z.object({
  id: z.string(),
  code: z.string(),
  title: z.string(),
  summary: z.string(),
  first_year: z.number(),
  year_count: z.number(),
  carry_over: z.boolean(),
  weight_cash: z.number(),
  weight_time: z.number(),
  weight_other: z.number(),
  effect_point_cents: z.number(),
  version: z.number(),
  limits: z.array(
    z.object({
      year: z.number(),
      operating_cents: amount,
      investment_cents: amount,
      hours_a: amount,
      hours_b: amount,
      hours_c: amount,
    }),
  ),
  choices: z.array(
    z.object({ measure: z.string(), stance: z.enum(stances), start_years: z.array(z.number()) }),
  ),
  links: z.array(
    z.object({
      kind: z.enum(['requires', 'excludes']),
      measure: z.string(),
      other: z.string(),
      reason: z.string(),
    }),
  ),
  synergies: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      value: z.coerce.number(),
      measures: z.array(z.object({ code: z.string() })),
    }),
  ),
})

/** Every scenario with all that hangs on it, newest last. */
export async function listScenarios(db: Database): Promise<Scenario[]> {
  const rows = await scenarios(db).orderBy('scenarios.created_at').orderBy('scenarios.id').execute()
  return rows.map(readScenario)
}

export async function findScenario(db: Database, code: string): Promise<Scenario | null> {
  const row = await scenarios(db).where('scenarios.code', '=', code).executeTakeFirst()
  return row ? readScenario(row) : null
}

/** Id of the scenario, which nobody else changes until the end of the transaction. */
export async function lockScenario(tx: Database, code: string): Promise<string | null> {
  const row = await tx
    .selectFrom('scenarios')
    .select('id')
    .where('code', '=', code)
    .forUpdate()
    .executeTakeFirst()
  return row?.id ?? null
}

function scenarios(db: Database) {
  return db.selectFrom('scenarios').select((of) => [
    'scenarios.id',
    'scenarios.code',
    'scenarios.title',
    'scenarios.summary',
    'scenarios.first_year',
    'scenarios.year_count',
    'scenarios.carry_over',
    'scenarios.weight_cash',
    'scenarios.weight_time',
    'scenarios.weight_other',
    'scenarios.effect_point_cents',
    'scenarios.version',
    jsonArrayFrom(
      of
        .selectFrom('scenario_limits as l')
        .select(['l.year', 'l.operating_cents', 'l.investment_cents', 'l.hours_a', 'l.hours_b', 'l.hours_c'])
        .whereRef('l.scenario_id', '=', 'scenarios.id')
        .orderBy('l.year'),
    ).as('limits'),
    jsonArrayFrom(
      of
        .selectFrom('scenario_choices as c')
        .innerJoin('measures as m', 'm.id', 'c.measure_id')
        .select(['m.code as measure', 'c.stance', 'c.start_years'])
        .whereRef('c.scenario_id', '=', 'scenarios.id')
        .orderBy('m.code'),
    ).as('choices'),
    jsonArrayFrom(
      of
        .selectFrom('scenario_links as link')
        .innerJoin('measures as m', 'm.id', 'link.measure_id')
        .innerJoin('measures as o', 'o.id', 'link.other_id')
        .select(['link.kind', 'm.code as measure', 'o.code as other', 'link.reason'])
        .whereRef('link.scenario_id', '=', 'scenarios.id')
        .orderBy('link.kind')
        .orderBy('m.code')
        .orderBy('o.code'),
    ).as('links'),
    jsonArrayFrom(
      of
        .selectFrom('scenario_synergies as s')
        .select((inner) => [
          's.id',
          's.label',
          's.value',
          jsonArrayFrom(
            inner
              .selectFrom('scenario_synergy_members as member')
              .innerJoin('measures as m', 'm.id', 'member.measure_id')
              .select('m.code')
              .whereRef('member.synergy_id', '=', 's.id')
              .orderBy('m.code'),
          ).as('measures'),
        ])
        .whereRef('s.scenario_id', '=', 'scenarios.id')
        .orderBy('s.label')
        .orderBy('s.id'),
    ).as('synergies'),
  ])
}

function readScenario(input: unknown): Scenario {
  const row = scenarioRow.parse(input)
  return {
    id: row.id,
    code: row.code,
    title: row.title,
    summary: row.summary,
    firstYear: row.first_year,
    yearCount: row.year_count,
    carryOver: row.carry_over,
    weights: { cash: row.weight_cash, time: row.weight_time, other: row.weight_other },
    effectPointCents: row.effect_point_cents,
    version: row.version,
    limits: row.limits.map((limit) => ({
      year: limit.year,
      operatingCents: limit.operating_cents,
      investmentCents: limit.investment_cents,
      hours: { A: limit.hours_a, B: limit.hours_b, C: limit.hours_c },
    })),
    choices: row.choices.map(({ measure, stance, start_years }) => ({
      measure,
      stance,
      startYears: start_years,
    })),
    links: row.links,
    synergies: row.synergies.map((synergy) => ({
      ...synergy,
      measures: synergy.measures.map(({ code }) => code),
    })),
  }
}

export async function insertScenario(
  tx: Database,
  frame: ScenarioFrame,
  createdBy: string | null,
): Promise<void> {
  const id = randomUUID()
  await tx
    .insertInto('scenarios')
    .values({ id, code: frame.code, ...frameColumns(frame), created_by: createdBy })
    .execute()
  await replaceLimits(tx, id, frame)
}

/** Writes the frame if nobody changed the scenario since that version; answers whether it did. */
export async function updateFrame(
  tx: Database,
  id: string,
  version: number,
  frame: ScenarioFrame,
): Promise<boolean> {
  const result = await tx
    .updateTable('scenarios')
    .set({ ...frameColumns(frame), version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (result.numUpdatedRows === 0n) return false
  await replaceLimits(tx, id, frame)
  return true
}

function frameColumns(frame: ScenarioFrame) {
  return {
    title: frame.title,
    summary: frame.summary,
    first_year: frame.firstYear,
    year_count: frame.yearCount,
    carry_over: frame.carryOver,
    weight_cash: frame.weights.cash,
    weight_time: frame.weights.time,
    weight_other: frame.weights.other,
    effect_point_cents: frame.effectPointCents,
  }
}

async function replaceLimits(tx: Database, id: string, frame: ScenarioFrame): Promise<void> {
  await tx.deleteFrom('scenario_limits').where('scenario_id', '=', id).execute()
  if (frame.limits.length === 0) return
  await tx
    .insertInto('scenario_limits')
    .values(
      frame.limits.map(({ year, operatingCents, investmentCents, hours }) => ({
        scenario_id: id,
        year,
        operating_cents: operatingCents,
        investment_cents: investmentCents,
        hours_a: hours.A,
        hours_b: hours.B,
        hours_c: hours.C,
      })),
    )
    .execute()
}

/** Raises the version if it is still that one; answers whether it was. */
export async function raiseVersion(tx: Database, id: string, version: number): Promise<boolean> {
  const result = await tx
    .updateTable('scenarios')
    .set({ version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Ids of measures by code. */
export async function measureIds(tx: Database): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.selectFrom('measures').select(['id', 'code']).execute()
  return new Map(rows.map(({ id, code }) => [code, id]))
}

export async function deleteScenario(tx: Database, id: string): Promise<void> {
  await tx.deleteFrom('scenarios').where('id', '=', id).execute()
}
