import { sql } from 'kysely'
import type { Database } from '#infra/database.ts'
import { lockTerritory } from '#modules/partnership/territory/territory.public.ts'
import type { ImportSource } from './file-imports.queries.ts'
import { locatePlaces } from './located.queries.ts'
import { refreshNames } from './names.queries.ts'

/** Bodies written by one round of statements: enough that a round costs little beside its rows, few enough to tell progress. */
const batch = 2500

/** Writes the rows that change something: their layer of values, their state, the numbers that lack, their place. */
export async function writeRows(
  tx: Database,
  source: ImportSource,
  progress: (done: number, all: number) => Promise<void>,
): Promise<void> {
  await lockTerritory(tx, 'read')
  await sql`
    with line as (select n, row_number() over (order by n) as place from file_rows where change <> 'unchanged')
    update file_rows set place_in_line = line.place, organisation_id = coalesce(organisation_id, gen_random_uuid())
    from line where line.n = file_rows.n`.execute(tx)
  await sql`create unique index on file_rows (place_in_line)`.execute(tx)
  await sql`analyze file_rows`.execute(tx)
  const { rows } = await sql<{ all: number }>`select count(place_in_line)::int as all from file_rows`.execute(
    tx,
  )
  const all = rows[0]?.all ?? 0
  for (let after = 0; after < all; after += batch) {
    await writeBatch(tx, source, after)
    await progress(Math.min(after + batch, all), all)
  }
  await locatePlaces(tx)
}

async function writeBatch(tx: Database, source: ImportSource, after: number): Promise<void> {
  const here = sql`r.place_in_line > ${after} and r.place_in_line <= ${after + batch}`
  await sql`
    insert into organisations (id, name, status, closed_on, file_import_id, search_text)
    select r.organisation_id, r.name, case when r.is_active then 'active' else 'closed' end, r.closed_on, ${source.importId}::uuid,
      r.search_text
    from file_rows r where ${here} and r.change = 'created'`.execute(tx)
  await sql`
    update organisations o set
      status = case when r.is_active then 'active' else 'closed' end,
      closed_on = case when r.is_active then null else coalesce(r.closed_on, o.closed_on) end,
      version = o.version + 1
    from file_rows r where ${here} and r.change = 'changed' and o.id = r.organisation_id`.execute(tx)
  await sql`
    insert into organisation_identifiers (organisation_id, scheme, value, court, valid_from, source, file_import_id)
    select r.organisation_id, number.scheme, number.value, number.court, number.valid_from, ${source.name},
      ${source.importId}::uuid
    from file_rows r cross join lateral (values ('siren', r.siren, '', null::date), ('siret', r.siret, '', null),
      ('rna', r.rna, '', null), ('alsace_moselle', r.register_entry, r.register_court, r.register_from))
      number (scheme, value, court, valid_from)
    where ${here} and number.value is not null
    on conflict do nothing`.execute(tx)
  await writePlaces(tx, here)
  // Of a new body, nothing is kept of what the file leaves empty.
  await sql`
    insert into organisation_values (organisation_id, field, layer, value, source, recorded_on)
    select r.organisation_id, said.field, 'import', said.value, ${source.name}, ${source.on}::date
    from file_rows r cross join lateral (values ('name', r.name), ('acronym', r.acronym), ('legal_form', r.legal_form),
      ('activity', r.activity), ('ess', r.ess), ('size', r.size), ('founded_on', r.founded_on),
      ('place', nullif(r.place, ''))) said (field, value)
    where ${here} and said.value is not null and (said.value <> '' or r.change = 'changed')
    on conflict (organisation_id, field, layer) do update
      set value = excluded.value, source = excluded.source, recorded_on = excluded.recorded_on`.execute(tx)
  const { rows } = await sql<{ id: string }>`
    select r.organisation_id as id from file_rows r where ${here} and r.change = 'changed'`.execute(tx)
  if (rows.length > 0)
    await refreshNames(
      tx,
      rows.map(({ id }) => id),
    )
}

/**
 * Moves the place that files brought where the file says another address than the last one, and makes it where none ever
 * said one. A place that somebody rewrote or took away since is theirs: it is left alone.
 */
async function writePlaces(tx: Database, here: ReturnType<typeof sql>): Promise<void> {
  const before = sql`(select v.value from organisation_values v
    where v.organisation_id = r.organisation_id and v.field = 'place' and v.layer = 'import')`
  // Somebody may have written it on another place.
  const siretIfFree = sql`case when r.siret is null or exists (select 1 from establishments held
    where held.siret <> '' and held.siret = r.siret and (held.organisation_id <> r.organisation_id or not held.is_imported))
    then '' else r.siret end`
  await sql`
    update establishments e set street = r.street, postcode = r.postcode, city = r.city, lat = r.lat, lon = r.lon,
      siret = ${siretIfFree}, version = e.version + 1
    from file_rows r
    where ${here} and r.place <> '' and e.organisation_id = r.organisation_id and e.is_imported
      and ${before} is distinct from r.place
      and not exists (select 1 from establishments other where other.organisation_id = e.organisation_id and other.id <> e.id
        and (other.name, other.street, other.postcode, other.city) = ('', r.street, r.postcode, r.city))`.execute(
    tx,
  )
  await sql`
    insert into establishments (organisation_id, street, postcode, city, lat, lon, siret, is_head_office, is_imported)
    select r.organisation_id, r.street, r.postcode, r.city, r.lat, r.lon, ${siretIfFree},
      not exists (select 1 from establishments e where e.organisation_id = r.organisation_id and e.is_head_office), true
    from file_rows r
    where ${here} and r.place <> '' and ${before} is null
    on conflict do nothing`.execute(tx)
}
