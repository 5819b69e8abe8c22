import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { boxOf, communeAt, listCommunes, spotOf } from '#modules/partnership/territory/territory.public.ts'
import { isPlaceShown } from './shown-places.queries.ts'

/** Places looked at in one round. */
const batch = 5000

/**
 * Says of each place whose point nobody looked at yet in which commune it stands; nothing where no outlines were brought. The
 * transaction asked `lockTerritory` before it wrote anything.
 */
export async function locatePlaces(tx: Database): Promise<void> {
  for (;;) {
    const rows = await tx
      .selectFrom('establishments')
      .select(['id', 'lat', 'lon'])
      .where('is_located', '=', false)
      .where('lat', 'is not', null)
      .limit(batch)
      .execute()
    const spots = rows.map(({ id, lat, lon }) => ({ id, spot: spotOf({ lat: lat ?? 0, lon: lon ?? 0 }) }))
    if (spots.length === 0) return
    const communes = await listCommunes(tx, boxOf(spots.map(({ spot }) => spot)))
    if (communes.length === 0 && !(await hasTerritory(tx))) return
    const found = spots.map(({ id, spot }) => ({ id, code: communeAt(communes, spot)?.code ?? null }))
    await sql`
      update establishments e set commune_code = r.code, is_located = true
      from json_to_recordset(${JSON.stringify(found)}::json) r (id uuid, code text)
      where e.id = r.id`.execute(tx)
  }
}

async function hasTerritory(tx: Database): Promise<boolean> {
  return (await tx.selectFrom('territory').select('only_row').executeTakeFirst()) !== undefined
}

/** Forgets in which commune each place stands: the outlines are others. */
export async function forgetCommunes(tx: Database): Promise<void> {
  await tx
    .updateTable('establishments')
    .set({ commune_code: null, is_located: false })
    .where('is_located', '=', true)
    .execute()
}

const choiceRows = z.array(z.object({ code: z.string(), name: z.string(), places: z.coerce.number() }))
export type CommuneChoice = z.infer<typeof choiceRows>[number]

/** The communes that places stand in, by name, with how many. */
export async function listCommuneChoices(db: Database): Promise<CommuneChoice[]> {
  const rows = await db
    .selectFrom('territory_communes as c')
    .innerJoin('establishments as e', 'e.commune_code', 'c.insee_code')
    .innerJoin('organisations as o', 'o.id', 'e.organisation_id')
    .where('o.merged_into', 'is', null)
    .where('o.is_public', '=', true)
    .where(isPlaceShown('e'))
    .select(['c.insee_code as code', 'c.name', sql`count(*)`.as('places')])
    .groupBy(['c.insee_code', 'c.name'])
    .orderBy('c.name')
    .orderBy('c.insee_code')
    .execute()
  return choiceRows.parse(rows)
}

/** A place whose point and address may not say the same. */
export interface LocatedPlace {
  readonly organisation: { readonly id: string; readonly name: string }
  readonly address: string
  readonly postcode: string
  readonly city: string
  /** Null where the point is in none of the outlines. */
  readonly commune: { readonly code: string; readonly name: string } | null
}

const locatedRows = z.array(
  z.tuple([
    z.string(),
    z.string(),
    z.string(),
    z.string(),
    z.string(),
    z.string().nullable(),
    z.string().nullable(),
  ]),
)

/** Every place that was looked at, by organisation. */
export async function listLocatedPlaces(db: Database): Promise<LocatedPlace[]> {
  const rows = db
    .selectFrom('establishments as e')
    .innerJoin('organisations as o', 'o.id', 'e.organisation_id')
    .leftJoin('territory_communes as c', 'c.insee_code', 'e.commune_code')
    .where('e.is_located', '=', true)
    .where('o.merged_into', 'is', null)
    .select([
      sql`json_build_array(o.id, o.name, e.street, e.postcode, e.city, c.insee_code, c.name)`.as('row'),
      'o.name',
      'e.id',
    ])
    .as('p')
  const { list } = await db
    .selectFrom(rows)
    .select(sql`coalesce(json_agg(p.row order by p.name, p.id), '[]')`.as('list'))
    .executeTakeFirstOrThrow()
  return locatedRows.parse(list).map(([id, name, street, postcode, city, code, communeName]) => ({
    organisation: { id, name },
    address: [street, `${postcode} ${city}`.trim()].filter(Boolean).join(', '),
    postcode,
    city,
    commune: code === null ? null : { code, name: communeName ?? code },
  }))
}
