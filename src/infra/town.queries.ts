import { sql } from 'kysely'
import type { Town } from '#kernel/town.ts'
import type { Database } from './database.ts'

const columns = [
  'name',
  'siren',
  'population',
  'department_code',
  'insee_code',
  'colour',
  'is_fictional',
  'is_demo',
  'neighbour_codes',
  'intermunicipal_siren',
] as const

/** The town of this database; null before it was given one. */
export async function findTown(db: Database): Promise<Town | null> {
  const row = await db.selectFrom('town').select(columns).executeTakeFirst()
  if (!row) return null
  return {
    name: row.name,
    siren: row.siren,
    population: row.population,
    departmentCode: row.department_code,
    inseeCode: row.insee_code,
    colour: row.colour,
    isFictional: row.is_fictional,
    isDemo: row.is_demo,
    neighbourCodes: row.neighbour_codes,
    intermunicipalSiren: row.intermunicipal_siren,
  }
}

/** Writes the town of this database, in the place of the one before. */
export async function saveTown(db: Database, town: Town): Promise<void> {
  const row = {
    name: town.name,
    siren: town.siren,
    population: town.population,
    department_code: town.departmentCode,
    insee_code: town.inseeCode,
    colour: town.colour,
    is_fictional: town.isFictional,
    is_demo: town.isDemo,
    neighbour_codes: [...town.neighbourCodes],
    intermunicipal_siren: town.intermunicipalSiren,
  }
  await db
    .insertInto('town')
    .values(row)
    .onConflict((conflict) => conflict.column('only_row').doUpdateSet(row))
    .execute()
}

/** Gives a database without a town the one passed; answers whether it did. Two instances that start together agree. */
export async function insertTownIfNone(db: Database, town: Town): Promise<boolean> {
  if (await findTown(db)) return false
  await saveTown(db, town)
  return true
}

/** On a server, which may be open to everybody, the database itself refuses to become a demo world. */
export async function forbidDemo(db: Database): Promise<void> {
  await sql`
    do $$ begin
      alter table town add constraint no_demo_on_a_server check (not is_demo);
    exception when duplicate_object then null;
    end $$`.execute(db)
}

/** Number of the server's version, such as 150014 for 15.14. */
export async function getServerVersion(db: Database): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    select current_setting('server_version_num')::int as version`.execute(db)
  return rows[0]?.version ?? 0
}

/** Takes the mark of a demo world away; answers whether there was one. */
export async function endDemo(db: Database): Promise<boolean> {
  const result = await db
    .updateTable('town')
    .set({ is_demo: false })
    .where('is_demo', '=', true)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Whether the database answers. */
export async function answers(db: Database): Promise<boolean> {
  try {
    await sql`select 1`.execute(db)
    return true
  } catch {
    return false
  }
}
