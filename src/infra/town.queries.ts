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
