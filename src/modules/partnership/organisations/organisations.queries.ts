import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type KnownOrganisation, schemes, valueFields } from './organisations.rules.ts'

const identifierList = z.array(z.object({ scheme: z.enum(schemes), value: z.string() }))
const valueMap = z.partialRecord(z.enum(valueFields), z.string())

/** Every record, those that gave way to another too, with its numbers and what imports said of it. */
export async function listKnownOrganisations(db: Database): Promise<KnownOrganisation[]> {
  const { rows } = await sql<{
    id: string
    status: string
    merged_into: string | null
    identifiers: unknown
    values: unknown
  }>`
    select o.id, o.status, o.merged_into,
      coalesce((select json_agg(json_build_object('scheme', i.scheme, 'value', i.value))
        from organisation_identifiers i where i.organisation_id = o.id), '[]') as identifiers,
      coalesce((select json_object_agg(v.field, v.value)
        from organisation_values v
        where v.organisation_id = o.id and v.layer = 'import' and v.field = any(${[...valueFields]})), '{}') as values
    from organisations o`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    mergedInto: row.merged_into,
    isActive: row.status === 'active',
    identifiers: identifierList.parse(row.identifiers),
    values: valueMap.parse(row.values),
  }))
}
