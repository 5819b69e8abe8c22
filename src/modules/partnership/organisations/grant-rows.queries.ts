import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { foldText } from '#kernel/plain-text.ts'
import type { ImportSource } from './file-imports.queries.ts'
import type { FileGrant } from './grant-file.rules.ts'
import type { Passing, Threshold } from './grant-thresholds.rules.ts'
import { matchByNumbers } from './match-numbers.queries.ts'
import { dayOrNull } from './parts.queries.ts'

// The rows of a file of grants, in tables of the transaction: sent once, gathered by body, then matched and written by the
// database itself. The tables go when the transaction ends.

export async function openGrantRows(tx: Database): Promise<void> {
  await sql`
    create temporary table file_grants (
      n integer primary key,
      line integer not null,
      -- What names its body in the file: a number, else the name as it is spelled.
      body text not null,
      name text not null,
      search_text text not null,
      siren text,
      siret text,
      rna text,
      register_entry text,
      register_court text,
      register_from date,
      granted_on date,
      year integer,
      act_reference text not null,
      subject text not null,
      nature text not null,
      amount_cents bigint not null,
      paid_from date,
      paid_to date,
      payment_note text not null
    ) on commit drop`.execute(tx)
}

/** Sends rows of the file; `first` is the number of the first of them. */
export async function sendGrantRows(tx: Database, rows: readonly FileGrant[], first: number): Promise<void> {
  const sent = JSON.stringify(rows.map((row, index) => sentGrant(row, first + index)))
  await sql`
    insert into file_grants (n, line, body, name, search_text, siren, siret, rna, register_entry, register_court, register_from,
      granted_on, year, act_reference, subject, nature, amount_cents, paid_from, paid_to, payment_note)
    select n, line, body, name, search_text, siren, siret, rna, register_entry, register_court, register_from,
      granted_on, year, act_reference, subject, nature, amount_cents, paid_from, paid_to, payment_note
    from json_to_recordset(${sent}::text::json) as sent (n integer, line integer, body text, name text, search_text text,
      siren text, siret text, rna text, register_entry text, register_court text, register_from date, granted_on date, year integer,
      act_reference text, subject text, nature text, amount_cents bigint, paid_from date, paid_to date,
      payment_note text)`.execute(tx)
}

function sentGrant(row: FileGrant, n: number) {
  return {
    n,
    line: row.line,
    body: bodyOf(row),
    name: row.name,
    search_text: foldText(row.name),
    siren: row.siren,
    siret: row.siret.kind === 'valid' ? row.siret.siret : null,
    rna: row.rna,
    register_entry: row.register?.entry ?? null,
    register_court: row.register?.court ?? null,
    register_from: row.register?.from ?? null,
    granted_on: row.day,
    year: row.year,
    act_reference: row.reference,
    subject: row.subject,
    nature: row.nature,
    amount_cents: row.amount,
    paid_from: row.payment.from,
    paid_to: row.payment.to,
    payment_note: row.payment.note,
  }
}

/** Rows without any number are one body where the file spells it the same way. */
function bodyOf({ siren, rna, register, name }: FileGrant): string {
  if (siren !== null) return `siren:${siren}`
  if (rna !== null) return `rna:${rna}`
  return register === null ? `name:${name}` : `register:${register.court} ${register.entry}`
}

/** Gathers the rows by body, and says which body the town knows each as: by its numbers, never by its name. */
export async function matchGrantRows(tx: Database): Promise<void> {
  await sql`
    create temporary table file_bodies on commit drop as
    select min(n) as n, body, (array_agg(name order by n))[1] as name, (array_agg(search_text order by n))[1] as search_text,
      count(distinct name)::int as spellings, min(siren) as siren,
      (array_agg(rna order by n) filter (where rna is not null))[1] as rna,
      (array_agg(register_entry order by n) filter (where register_entry is not null))[1] as register_entry,
      (array_agg(register_court order by n) filter (where register_entry is not null))[1] as register_court,
      (array_agg(register_from order by n) filter (where register_entry is not null))[1] as register_from,
      null::uuid as organisation_id, false as is_new
    from file_grants group by body`.execute(tx)
  await sql`analyze file_bodies`.execute(tx)
  await matchByNumbers(tx, 'file_bodies')
  await sql`
    update file_bodies set is_new = true, organisation_id = gen_random_uuid() where organisation_id is null`.execute(
    tx,
  )
}

const bodiesRow = z.object({ known: z.number(), made: z.number() })

/** How many bodies of the file the town knows, and how many are new. */
export async function countBodies(tx: Database): Promise<{ readonly known: number; readonly made: number }> {
  const { rows } = await sql`
    select count(*) filter (where not is_new)::int as known, count(*) filter (where is_new)::int as made
    from file_bodies`.execute(tx)
  return bodiesRow.parse(rows[0])
}

/** A body that the file spells in several ways, joined by its number. */
export interface SpelledBody {
  readonly number: string
  readonly spellings: readonly string[]
}

const spelledRow = z.object({ number: z.string(), spellings: z.array(z.string()) })

export async function listSpelledBodies(tx: Database): Promise<SpelledBody[]> {
  const { rows } = await sql`
    select coalesce(b.siren, b.rna, b.register_entry || ' ' || b.register_court) as number,
      (select array_agg(name order by first) from (
        select name, min(n) as first from file_grants g where g.body = b.body group by name) spelled) as spellings
    from file_bodies b where b.spellings > 1 order by b.n`.execute(tx)
  return rows.map((row) => spelledRow.parse(row))
}

/** The last day of the file; null where it gives none. */
export async function lastDay(tx: Database): Promise<CalendarDate | null> {
  const { rows } = await sql<{
    day: string | null
  }>`select max(granted_on)::text as day from file_grants`.execute(tx)
  return dayOrNull(rows[0]?.day ?? null)
}

const passingRow = z.object({ above: z.number(), at_or_above: z.number(), lines_above: z.number() })

/** Who passes a threshold, each year of the file apart. */
export async function countPassing(tx: Database, threshold: Threshold): Promise<Passing> {
  const { rows } = await sql`
    with given as (select sum(amount_cents) as total from file_grants group by body, year)
    select count(*) filter (where total > ${threshold.threshold})::int as above,
      count(*) filter (where total >= ${threshold.threshold})::int as at_or_above,
      (select count(*)::int from file_grants where amount_cents > ${threshold.threshold}) as lines_above
    from given`.execute(tx)
  const { above, at_or_above, lines_above } = passingRow.parse(rows[0])
  return { ...threshold, above, atOrAbove: at_or_above, linesAbove: lines_above }
}

/** Grants written by one statement. */
const batch = 2500

/** Writes the grants of the file under their bodies, making those that are not known. */
export async function writeGrantRows(
  tx: Database,
  source: ImportSource,
  progress: (done: number, all: number) => Promise<void>,
): Promise<void> {
  await sql`
    insert into organisations (id, name, file_import_id, search_text)
    select organisation_id, name, ${source.importId}::uuid, search_text from file_bodies where is_new`.execute(
    tx,
  )
  await sql`
    insert into organisation_values (organisation_id, field, layer, value, source, recorded_on)
    select organisation_id, 'name', 'import', name, ${source.name}, ${source.on}::date from file_bodies where is_new`.execute(
    tx,
  )
  await writeNumbers(tx, source)
  await sql`create unique index on file_bodies (body)`.execute(tx)
  const { rows } = await sql<{ all: number }>`select count(*)::int as all from file_grants`.execute(tx)
  const all = rows[0]?.all ?? 0
  for (let after = 0; after < all; after += batch) {
    await sql`
      insert into grants (organisation_id, file_import_id, file_line, granted_on, amount_cents, subject, nature, act_reference,
        beneficiary_name, beneficiary_number, paid_from, paid_to, payment_note)
      select b.organisation_id, ${source.importId}::uuid, g.line, g.granted_on, g.amount_cents, g.subject, g.nature,
        g.act_reference, g.name, coalesce(g.siret, g.siren, g.rna, g.register_entry || ' ' || g.register_court, ''),
        g.paid_from, g.paid_to, g.payment_note
      from file_grants g join file_bodies b on b.body = g.body
      where g.n >= ${after} and g.n < ${after + batch}`.execute(tx)
    await progress(Math.min(after + batch, all), all)
  }
}

async function writeNumbers(tx: Database, source: ImportSource): Promise<void> {
  await sql`
    insert into organisation_identifiers (organisation_id, scheme, value, court, valid_from, source, file_import_id)
    select b.organisation_id, number.scheme, number.value, number.court, number.valid_from, ${source.name},
      ${source.importId}::uuid
    from file_bodies b cross join lateral (values ('siren', b.siren, '', null::date), ('rna', b.rna, '', null),
      ('alsace_moselle', b.register_entry, b.register_court, b.register_from)) number (scheme, value, court, valid_from)
    where number.value is not null
    on conflict do nothing`.execute(tx)
  await sql`
    insert into organisation_identifiers (organisation_id, scheme, value, source, file_import_id)
    select distinct b.organisation_id, 'siret', g.siret, ${source.name}, ${source.importId}::uuid
    from file_grants g join file_bodies b on b.body = g.body where g.siret is not null
    on conflict do nothing`.execute(tx)
}
