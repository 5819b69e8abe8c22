import { sql } from 'kysely'
import type { Database } from '#infra/database.ts'

/**
 * Says which body each row of a table of the transaction is, by the columns `siren`, `rna`, `register_entry` and
 * `register_court` that it has beside `n` and `organisation_id`. A body is known by its SIREN, else by the number of the RNA,
 * or the entry of a register, that one known body carries and no other SIREN contradicts; never by its name.
 */
export async function matchByNumbers(tx: Database, table: string): Promise<void> {
  const rows = sql.table(table)
  await sql`
    update ${rows} as r set organisation_id = i.organisation_id from organisation_identifiers i
    where i.scheme = 'siren' and i.value = r.siren`.execute(tx)
  await matchByShared(tx, rows, sql`i.scheme = 'rna' and i.value = r.rna`)
  await matchByShared(
    tx,
    rows,
    sql`i.scheme = 'alsace_moselle' and i.value = r.register_entry and i.court = r.register_court`,
  )
}

/** By a number that several bodies may carry. Records that were merged are one body. */
async function matchByShared(
  tx: Database,
  rows: ReturnType<typeof sql.table>,
  isSame: ReturnType<typeof sql>,
): Promise<void> {
  await sql`
    with carriers as (
      select r.n, (array_agg(o.id order by o.merged_into is not null, o.created_at, o.id))[1] as id
      from ${rows} as r
      join organisation_identifiers i on ${isSame}
      join organisations o on o.id = i.organisation_id
      where r.organisation_id is null
      group by r.n
      having count(distinct coalesce(o.merged_into, o.id)) = 1
    )
    update ${rows} as r set organisation_id = carriers.id from carriers
    where carriers.n = r.n and (r.siren is null or not exists (
      select 1 from organisation_identifiers i where i.organisation_id = carriers.id and i.scheme = 'siren'))`.execute(
    tx,
  )
}
