import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { cents } from '#kernel/cents.ts'
import { foldText } from '#kernel/plain-text.ts'
import { type KnownOrganisation, schemes, valueFields } from './organisations.rules.ts'

export const pageSize = 50

const identifierList = z.array(z.object({ scheme: z.enum(schemes), value: z.string() }))
const valueMap = z.partialRecord(z.enum(valueFields), z.string())

/** Every record, those that gave way to another too, with its numbers and what imports said of it. */
export async function listKnownOrganisations(db: Database): Promise<KnownOrganisation[]> {
  const { rows } = await sql<{ id: string; status: string; identifiers: unknown; values: unknown }>`
    select o.id, o.status,
      coalesce((select json_agg(json_build_object('scheme', i.scheme, 'value', i.value))
        from organisation_identifiers i where i.organisation_id = o.id), '[]') as identifiers,
      coalesce((select json_object_agg(v.field, v.value)
        from organisation_values v
        where v.organisation_id = o.id and v.layer = 'import' and v.field = any(${[...valueFields]})), '{}') as values
    from organisations o`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    isActive: row.status === 'active',
    identifiers: identifierList.parse(row.identifiers),
    values: valueMap.parse(row.values),
  }))
}

export interface ListedOrganisation {
  readonly id: string
  readonly name: string
  readonly isActive: boolean
  /** SIREN, or RNA where there is none; empty when neither is known. */
  readonly number: string
  readonly received: number
}

export interface OrganisationFilter {
  readonly search: string
  readonly status: 'active' | 'closed' | null
  /** Key of the last row of the page before. */
  readonly after: string | null
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

/** The whole directory that a filter leaves, for exports. */
export async function listWholeDirectory(
  db: Database,
  filter: Omit<OrganisationFilter, 'after'>,
): Promise<readonly ListedOrganisation[]> {
  return directoryRows(db, { ...filter, after: null }, null)
}

async function directoryRows(
  db: Database,
  filter: OrganisationFilter,
  limit: number | null,
): Promise<ListedOrganisation[]> {
  let query = db
    .selectFrom('organisations')
    .select([
      'organisations.id',
      'organisations.name',
      'organisations.status',
      sql<string | null>`(select min(value) from organisation_identifiers i
        where i.organisation_id = organisations.id and i.scheme = 'siren')`.as('siren'),
      sql<string | null>`(select min(value) from organisation_identifiers i
        where i.organisation_id = organisations.id and i.scheme = 'rna')`.as('rna'),
      sql<number>`coalesce((select sum(amount_cents) from grants
        where grants.organisation_id = organisations.id), 0)::bigint`.as('received'),
    ])
    .where('merged_into', 'is', null)
    .where('is_public', '=', true)
    .orderBy('name')
    .orderBy('id')
  if (filter.status) query = query.where('status', '=', filter.status)
  for (const word of foldText(filter.search).split(' ').filter(Boolean))
    query = query.where('search_text', 'like', `%${word}%`)
  const after = readKey(filter.after)
  if (after) query = query.where(sql<boolean>`(name, organisations.id) > (${after[0]}, ${after[1]}::uuid)`)
  const rows = await (limit === null ? query : query.limit(limit)).execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    isActive: row.status === 'active',
    number: row.siren ?? row.rna ?? '',
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
