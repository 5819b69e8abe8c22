import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type KnownOrganisation, schemes } from './organisations.rules.ts'

const identifierList = z.array(z.object({ scheme: z.enum(schemes), value: z.string() }))

/** Every record, those that gave way to another too, with its numbers. */
export async function listKnownOrganisations(db: Database): Promise<KnownOrganisation[]> {
  const { rows } = await sql<{ id: string; merged_into: string | null; identifiers: unknown }>`
    with numbers as (
      select organisation_id, json_agg(json_build_object('scheme', scheme, 'value', value)) as identifiers
      from organisation_identifiers group by organisation_id
    )
    select o.id, o.merged_into, coalesce(numbers.identifiers, '[]') as identifiers
    from organisations o left join numbers on numbers.organisation_id = o.id`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    mergedInto: row.merged_into,
    identifiers: identifierList.parse(row.identifiers),
  }))
}
