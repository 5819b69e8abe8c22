import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { calendarDate } from '#kernel/calendar-date.ts'
import { cents } from '#kernel/cents.ts'
import { dayOrNull } from './parts.queries.ts'
import type { GrantorSiret, GrantToPublish } from './scdl.rules.ts'

const sirets = z.array(z.string())

/** Every grant of the town, in money or in kind; contracts and the aid of other funders are not grants. */
export async function listGrantsToPublish(db: Database, year: number | null): Promise<GrantToPublish[]> {
  let query = db
    .selectFrom('grants')
    .innerJoin('organisations as holder', 'holder.id', 'grants.organisation_id')
    .innerJoin('organisations as o', (join) =>
      join.on(({ eb, ref, fn }) => eb('o.id', '=', fn.coalesce(ref('holder.merged_into'), ref('holder.id')))),
    )
    .select([
      'grants.id',
      'granted_on',
      'act_reference',
      'amount_cents',
      'subject',
      'nature',
      'paid_from',
      'paid_to',
      'kind',
      'o.id as organisationId',
      'o.name',
      sql`array(select i.value from organisation_identifiers i where i.organisation_id = holder.id and i.scheme = 'siret'
          and (i.valid_from is null or granted_on is null or i.valid_from <= granted_on)
          and (i.valid_to is null or granted_on is null or i.valid_to >= granted_on)
        order by i.value)`.as('sirets'),
      sql<string | null>`(select min(i.value) from organisation_identifiers i
        where i.organisation_id = holder.id and i.scheme = 'rna')`.as('rna'),
    ])
    .where('kind', 'in', ['grant', 'premises', 'staff', 'gift'])
    .orderBy('granted_on')
    .orderBy('o.name')
    .orderBy('grants.id')
  if (year !== null)
    query = query.where('granted_on', '>=', `${year}-01-01`).where('granted_on', '<=', `${year}-12-31`)
  const rows = await query.execute()
  return rows.map((row) => ({
    id: row.id,
    day: row.granted_on === null ? null : calendarDate(row.granted_on),
    reference: row.act_reference,
    organisationId: row.organisationId,
    name: row.name,
    sirets: sirets.parse(row.sirets),
    rna: row.rna ?? '',
    subject: row.subject,
    amount: cents(row.amount_cents),
    nature: row.nature,
    paid: { from: dayOrNull(row.paid_from), to: dayOrNull(row.paid_to) },
    isInKind: row.kind !== 'grant',
  }))
}

/** Years in which something was granted, latest first. */
export async function listGrantYears(db: Database): Promise<number[]> {
  const { rows } = await sql<{ year: number }>`
    select distinct extract(year from granted_on)::int as year from grants
    where granted_on is not null and kind in ('grant', 'premises', 'staff', 'gift') order by year desc`.execute(
    db,
  )
  return rows.map(({ year }) => year)
}

export async function listGrantorSirets(db: Database): Promise<GrantorSiret[]> {
  const rows = await db
    .selectFrom('grantor_sirets')
    .select(['siret', 'valid_from'])
    .orderBy('valid_from', 'desc')
    .execute()
  return rows.map((row) => ({ siret: row.siret, from: calendarDate(row.valid_from) }))
}

/** The SIRET of the town from that day on; written again, it is the same. */
export async function saveGrantorSiret(tx: Database, { siret, from }: GrantorSiret): Promise<void> {
  await tx.deleteFrom('grantor_sirets').where('valid_from', '=', from).where('siret', '<>', siret).execute()
  await tx
    .insertInto('grantor_sirets')
    .values({ siret, valid_from: from })
    .onConflict((conflict) => conflict.column('siret').doUpdateSet({ valid_from: from }))
    .execute()
}
