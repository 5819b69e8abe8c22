import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { filtered, type OrganisationFilter } from './directory.queries.ts'
import { isPlaceShown } from './shown-places.queries.ts'

/** A place of an organisation that has a point. */
export interface MapPlace {
  readonly id: string
  readonly name: string
  readonly isActive: boolean
  readonly address: string
  readonly lat: number
  readonly lon: number
  /** Code of the commune that its point is in; null where it is in none, or no outlines were brought. */
  readonly commune: string | null
}

const places = z.array(
  z.tuple([z.string(), z.string(), z.boolean(), z.string(), z.number(), z.number(), z.string().nullable()]),
)

/** The places of the organisations that a filter leaves, by name, at most `limit`, as one text: a row costs more than its words. */
export async function listMapPlaces(
  db: Database,
  filter: OrganisationFilter,
  limit: number,
): Promise<MapPlace[]> {
  const rows = filtered(db, filter)
    .innerJoin('establishments as e', 'e.organisation_id', 'organisations.id')
    .where('e.lat', 'is not', null)
    .where('e.lon', 'is not', null)
    .where(isPlaceShown('e'))
    .$if(Boolean(filter.commune), (query) => query.where('e.commune_code', '=', filter.commune))
    .select([
      'organisations.id',
      'organisations.name',
      sql`status = 'active'`.as('is_active'),
      sql`concat_ws(', ', nullif(e.street, ''), nullif(trim(e.postcode || ' ' || e.city), ''))`.as('address'),
      'e.lat',
      'e.lon',
      'e.commune_code',
    ])
    .orderBy('e.id')
    .limit(limit)
    .as('p')
  const { list } = await db
    .selectFrom(rows)
    .select(
      sql`coalesce(json_agg(json_build_array(p.id, p.name, p.is_active, p.address, p.lat, p.lon, p.commune_code)), '[]')`.as(
        'list',
      ),
    )
    .executeTakeFirstOrThrow()
  return places.parse(list).map(([id, name, isActive, address, lat, lon, commune]) => ({
    id,
    name,
    isActive,
    address,
    lat,
    lon,
    commune,
  }))
}

/** How many of the organisations that a filter leaves have no point. */
export async function countUnplaced(db: Database, filter: OrganisationFilter): Promise<number> {
  const { count } = await filtered(db, filter)
    .clearOrderBy()
    .where(sql<boolean>`not exists (select 1 from establishments e
      where e.organisation_id = organisations.id and e.lat is not null and ${isPlaceShown('e')})`)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}
