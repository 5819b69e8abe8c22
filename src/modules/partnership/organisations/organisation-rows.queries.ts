import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { foldText } from '#kernel/plain-text.ts'
import { placeText } from './file-place.rules.ts'
import { matchByNumbers } from './match-numbers.queries.ts'
import type { FileOrganisation } from './organisation-file.rules.ts'

// The rows of a file of organisations, in a table of the transaction: sent once, then matched and written by the database
// itself, some statements for a thousand rows. The table goes when the transaction ends.

export async function openRows(tx: Database): Promise<void> {
  await sql`
    create temporary table file_rows (
      n integer primary key,
      siren text,
      siret text,
      rna text,
      register_entry text,
      register_court text,
      register_from date,
      is_active boolean not null,
      closed_on date,
      name text not null,
      acronym text not null,
      legal_form text not null,
      activity text not null,
      ess text not null,
      size text not null,
      founded_on text not null,
      place text not null,
      street text not null,
      postcode text not null,
      city text not null,
      lat double precision,
      lon double precision,
      search_text text not null,
      -- The body that it is; made for a new one when it is written.
      organisation_id uuid,
      change text,
      is_closing boolean not null default false,
      -- Among those that are written.
      place_in_line integer
    ) on commit drop`.execute(tx)
}

/** Sends rows of the file; `first` is the number of the first of them. */
export async function sendRows(
  tx: Database,
  rows: readonly FileOrganisation[],
  first: number,
): Promise<void> {
  const sent = JSON.stringify(rows.map((row, index) => sentRow(row, first + index)))
  await sql`
    insert into file_rows (n, siren, siret, rna, register_entry, register_court, register_from, is_active, closed_on, name,
      acronym, legal_form, activity, ess, size, founded_on, place, street, postcode, city, lat, lon, search_text)
    select n, siren, siret, rna, register_entry, register_court, register_from, is_active, closed_on, name,
      acronym, legal_form, activity, ess, size, founded_on, place, street, postcode, city, lat, lon, search_text
    from json_to_recordset(${sent}::text::json) as sent (n integer, siren text, siret text, rna text, register_entry text,
      register_court text, register_from date, is_active boolean, closed_on date, name text, acronym text, legal_form text, activity text, ess text, size text, founded_on text,
      place text, street text, postcode text, city text, lat double precision, lon double precision, search_text text)`.execute(
    tx,
  )
}

/** What an index of words takes, by far. */
const mostSearched = 20_000

function sentRow(row: FileOrganisation, n: number) {
  const { values, place } = row
  return {
    n,
    siren: row.siren,
    siret: row.siret,
    rna: row.rna,
    register_entry: row.register?.entry ?? null,
    register_court: row.register?.court ?? null,
    register_from: row.register?.from ?? null,
    is_active: row.isActive,
    closed_on: row.isActive ? null : row.closedOn,
    name: row.name,
    acronym: values.acronym,
    legal_form: values.legalForm,
    activity: values.activity,
    ess: values.ess,
    size: values.size,
    founded_on: values.founded,
    place: placeText(place),
    street: place.street,
    postcode: place.postcode,
    city: place.city,
    lat: place.point?.lat ?? null,
    lon: place.point?.lon ?? null,
    // Of a new body, all that is searched; a known one is folded again with what people wrote of it.
    search_text: foldText(`${row.name} ${values.acronym} ${values.activity}`).slice(0, mostSearched),
  }
}

/** Numbers of the RNA that several SIREN carry, in the order of the file. To be asked before the rows are matched. */
export async function listSharedRna(
  tx: Database,
): Promise<readonly { readonly rna: string; readonly sirens: readonly string[] }[]> {
  const { rows } = await sql<{ rna: string; sirens: string[] }>`
    select rna, array_agg(distinct siren order by siren) as sirens from file_rows
    where rna is not null and siren is not null
    group by rna having count(distinct siren) > 1 order by min(n)`.execute(tx)
  return rows
}

/**
 * Says of each row which body it is, by its numbers and never by its name, and what writing it would do. Two rows of one
 * body: the last speaks.
 */
export async function matchRows(tx: Database): Promise<void> {
  await keepLast(tx, sql`coalesce(siren, 'rna:' || rna, register_court || ' ' || register_entry)`)
  await sql`analyze file_rows`.execute(tx)
  await matchByNumbers(tx, 'file_rows')
  await keepLast(tx, sql`organisation_id::text`)
  await sql`
    with said as (
      select r.organisation_id,
        coalesce(max(v.value) filter (where field = 'name'), '') as name,
        coalesce(max(v.value) filter (where field = 'acronym'), '') as acronym,
        coalesce(max(v.value) filter (where field = 'legal_form'), '') as legal_form,
        coalesce(max(v.value) filter (where field = 'activity'), '') as activity,
        coalesce(max(v.value) filter (where field = 'ess'), '') as ess,
        coalesce(max(v.value) filter (where field = 'size'), '') as size,
        coalesce(max(v.value) filter (where field = 'founded_on'), '') as founded_on,
        coalesce(max(v.value) filter (where field = 'place'), '') as place
      from file_rows r left join organisation_values v on v.organisation_id = r.organisation_id and v.layer = 'import'
      where r.organisation_id is not null group by r.organisation_id
    ), numbers as (
      select organisation_id, array_agg(scheme || ':' || value || court) as held from organisation_identifiers
      where organisation_id in (select organisation_id from file_rows) group by organisation_id
    )
    update file_rows r set
      is_closing = not r.is_active and o.status = 'active',
      change = case when (o.status = 'active') = r.is_active
          and array_remove(array['siren:' || r.siren, 'siret:' || r.siret, 'rna:' || r.rna,
            'alsace_moselle:' || r.register_entry || r.register_court], null) <@ coalesce(numbers.held, '{}')
          and (said.name, said.acronym, said.legal_form, said.activity, said.ess, said.size, said.founded_on)
            = (r.name, r.acronym, r.legal_form, r.activity, r.ess, r.size, r.founded_on)
          -- A file without addresses says nothing of them.
          and (r.place = '' or said.place = r.place)
        then 'unchanged' else 'changed' end
    from said join organisations o on o.id = said.organisation_id
      left join numbers on numbers.organisation_id = said.organisation_id
    where r.organisation_id = said.organisation_id`.execute(tx)
  await sql`update file_rows set change = 'created', is_closing = not is_active where organisation_id is null`.execute(
    tx,
  )
}

/** Of the rows that `key` names alike, the last of the file stays. */
async function keepLast(tx: Database, key: ReturnType<typeof sql>): Promise<void> {
  await sql`
    delete from file_rows using (
      select n, row_number() over (partition by ${key} order by n desc) as back from file_rows where ${key} is not null
    ) ranked where ranked.n = file_rows.n and ranked.back > 1`.execute(tx)
}

const countsRow = z.object({
  created: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  closed: z.number(),
})

/** How many bodies writing the rows would create, change, leave and close. */
export async function countChanges(tx: Database): Promise<z.infer<typeof countsRow>> {
  const { rows } = await sql`
    select count(*) filter (where change = 'created')::int as created,
      count(*) filter (where change = 'changed')::int as changed,
      count(*) filter (where change = 'unchanged')::int as unchanged,
      count(*) filter (where is_closing)::int as closed
    from file_rows`.execute(tx)
  return countsRow.parse(rows[0])
}

const changeRow = z.object({
  name: z.string(),
  change: z.enum(['created', 'changed']),
  is_closing: z.boolean(),
  numbers: z.array(z.string()),
})

/** What a body would become, for somebody to look at. */
export interface PlannedChange {
  readonly name: string
  readonly change: 'created' | 'changed'
  /** Known as active, or new, and closed in the file. */
  readonly isClosing: boolean
  readonly numbers: readonly string[]
}

export async function listFirstChanges(tx: Database, most: number): Promise<PlannedChange[]> {
  const { rows } = await sql`
    select name, change, is_closing, array_remove(array[siren, siret, rna, register_entry || ' ' || register_court], null) as numbers
    from file_rows where change <> 'unchanged' order by n limit ${most}`.execute(tx)
  return rows.map((found) => {
    const { name, change, is_closing, numbers } = changeRow.parse(found)
    return { name, change, isClosing: is_closing, numbers }
  })
}
