import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { cents } from '#kernel/cents.ts'
import { foldText } from '#kernel/plain-text.ts'
import { isPlaceShown } from './shown-places.queries.ts'

export const pageSize = 50

export interface ListedOrganisation {
  readonly id: string
  readonly name: string
  readonly isActive: boolean
  /** SIREN, or RNA where there is none; empty when neither is known. */
  readonly number: string
  /** Ids of its topics. */
  readonly topics: readonly string[]
  readonly received: number
}

export interface OrganisationFilter {
  readonly search: string
  readonly status: 'active' | 'closed' | null
  readonly topic: string | null
  readonly district: string | null
  /** Code of a commune that a place of theirs stands in. */
  readonly commune: string | null
  /** Key of the last row of the page before. */
  readonly after: string | null
  /** That organisation only, where it is given. */
  readonly id: string | null
}

/** One page of the directory by name, and the key that the next one starts after. */
export async function listOrganisations(
  db: Database,
  filter: OrganisationFilter,
): Promise<{ readonly rows: readonly ListedOrganisation[]; readonly next: string | null }> {
  const rows = await directoryRows(db, filter, pageSize + 1)
  const shown = rows.slice(0, pageSize)
  const last = shown.at(-1)
  return {
    rows: shown,
    next: rows.length > pageSize && last ? JSON.stringify([last.name, last.id]) : null,
  }
}

const nobody = '00000000-0000-0000-0000-000000000000'

/** Those that a filter leaves, in the order of the directory. A topic finds those below it too. */
export function filtered(db: Database, filter: OrganisationFilter) {
  let query = db
    .selectFrom('organisations')
    .where('merged_into', 'is', null)
    .where('is_public', '=', true)
    .orderBy('organisations.name')
    .orderBy('organisations.id')
  if (filter.id) query = query.where('organisations.id', '=', z.uuid().catch(nobody).parse(filter.id))
  if (filter.status) query = query.where('status', '=', filter.status)
  if (filter.district) query = query.where('district_id', '=', filter.district)
  if (filter.commune)
    query = query.where(sql<boolean>`exists (select 1 from establishments place
      where place.organisation_id = organisations.id and place.commune_code = ${filter.commune}
        and ${isPlaceShown('place')})`)
  if (filter.topic)
    query =
      query.where(sql<boolean>`exists (select 1 from organisation_topics join topics on topics.id = topic_id
      where organisation_id = organisations.id and ${filter.topic} in (topics.id, topics.parent_id))`)
  // A word is found by its beginning. Folded, it has letters and digits only: no sign that a question of words knows.
  const words = foldText(filter.search).split(' ').filter(Boolean)
  if (words.length > 0)
    query = query.where(
      sql<boolean>`to_tsvector('simple', search_text) @@ to_tsquery('simple', ${words.map((word) => `${word}:*`).join(' & ')})`,
    )
  const after = readKey(filter.after)
  if (after)
    query = query.where(
      sql<boolean>`(organisations.name, organisations.id) > (${after[0]}, ${after[1]}::uuid)`,
    )
  return query
}

/** The page is cut before the rest is asked of its rows: those that a common word finds are many, and fifty are shown. */
async function directoryRows(
  db: Database,
  filter: OrganisationFilter,
  limit: number,
): Promise<ListedOrganisation[]> {
  const page = filtered(db, filter)
    .select(['organisations.id', 'organisations.name', 'organisations.status'])
    .limit(limit)
  const rows = await db
    .selectFrom(page.as('page'))
    .select([
      'id',
      'name',
      'status',
      sql<string | null>`(select value from organisation_identifiers i
        where i.organisation_id = page.id and i.scheme in ('siren', 'rna')
        order by i.scheme = 'siren' desc, value limit 1)`.as('number'),
      sql<string[]>`array(select topic_id from organisation_topics t
        where t.organisation_id = page.id order by topic_id)`.as('topics'),
      // Money of the records that gave way to it is its own.
      sql<number>`coalesce((select sum(amount_cents) from grants
        where organisation_id = any (array(select o.id from organisations o where o.merged_into = page.id) || page.id)
          and kind <> 'declared'), 0)::bigint`.as('received'),
    ])
    .orderBy('name')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    isActive: row.status === 'active',
    number: row.number ?? '',
    topics: row.topics,
    received: cents(row.received),
  }))
}

const keyForm = z.tuple([z.string(), z.uuid()])

/** A key that somebody altered starts the list again. */
function readKey(text: string | null): readonly [string, string] | null {
  if (text === null) return null
  try {
    return keyForm.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

const placeRow = z.object({
  name: z.string(),
  street: z.string(),
  postcode: z.string(),
  city: z.string(),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
  opening_hours: z.string(),
  commune: z.string().nullable(),
})

const cardRow = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  version: z.number(),
  siren: z.string().nullable(),
  rna: z.string().nullable(),
  topics: z.array(z.string()),
  values: z.record(z.string(), z.string()),
  places: z.array(placeRow),
})

/** What everybody may read of an organisation, as exports, the printed directory and the map give it. */
export interface DirectoryCard {
  readonly id: string
  readonly name: string
  readonly isActive: boolean
  readonly siren: string
  readonly rna: string
  readonly topics: readonly string[]
  readonly website: string
  readonly email: string
  readonly telephone: string
  readonly presentation: string
  readonly places: readonly {
    readonly name: string
    readonly street: string
    readonly postcode: string
    readonly city: string
    readonly point: { readonly lat: number; readonly lon: number } | null
    readonly openingHours: string
    /** INSEE code of the commune that the point is in; null where that is not known. */
    readonly commune: string | null
  }[]
}

/** Rows of one question: an export of a large town is written piece by piece. */
const cardBatch = 1000

/** Every card that a filter leaves, in batches. */
export async function* readCards(db: Database, filter: OrganisationFilter): AsyncGenerator<DirectoryCard[]> {
  let after: string | null = null
  do {
    const cards: DirectoryCard[] = await listCards(db, { ...filter, after }, cardBatch)
    yield cards
    const last = cards.at(-1)
    after = cards.length === cardBatch && last ? JSON.stringify([last.name, last.id]) : null
  } while (after !== null)
}

/** The same, at most so many. */
export async function listCards(
  db: Database,
  filter: OrganisationFilter,
  limit: number,
): Promise<DirectoryCard[]> {
  const rows = await filtered(db, filter)
    .select([
      'organisations.id',
      'organisations.name',
      'organisations.status',
      'organisations.version',
      sql`(select min(value) from organisation_identifiers i
        where i.organisation_id = organisations.id and i.scheme = 'siren')`.as('siren'),
      sql`(select min(value) from organisation_identifiers i
        where i.organisation_id = organisations.id and i.scheme = 'rna')`.as('rna'),
      sql`array(select topic_id from organisation_topics t
        where t.organisation_id = organisations.id order by topic_id)`.as('topics'),
      // The local layer before that of imports; contact details only with consent, the rest unless it was refused.
      sql`coalesce((select json_object_agg(field, value) from (
          select distinct on (v.field) v.field, v.value from organisation_values v
          left join organisation_consents c on c.organisation_id = v.organisation_id and c.field = v.field
          where v.organisation_id = organisations.id and v.field in ('website', 'email', 'telephone', 'presentation')
            and coalesce(c.is_public, v.field not in ('email', 'telephone'))
          order by v.field, v.layer desc) shown), '{}')`.as('values'),
      sql`coalesce((select json_agg(json_build_object('name', e.name, 'street', e.street, 'postcode', e.postcode,
          'city', e.city, 'lat', e.lat, 'lon', e.lon, 'opening_hours', e.opening_hours, 'commune', e.commune_code)
          order by e.is_head_office desc, e.name, e.id) from establishments e
        where e.organisation_id = organisations.id and ${isPlaceShown('e')}), '[]')`.as('places'),
    ])
    .limit(limit)
    .execute()
  return rows.map((found) => {
    const row = cardRow.parse(found)
    const value = (field: string) => row.values[field] ?? ''
    return {
      id: row.id,
      name: row.name,
      isActive: row.status === 'active',
      siren: row.siren ?? '',
      rna: row.rna ?? '',
      topics: row.topics,
      website: value('website'),
      email: value('email'),
      telephone: value('telephone'),
      presentation: value('presentation'),
      places: row.places.map(({ lat, lon, opening_hours, ...place }) => ({
        ...place,
        point: lat === null || lon === null ? null : { lat, lon },
        openingHours: opening_hours,
      })),
    }
  })
}
