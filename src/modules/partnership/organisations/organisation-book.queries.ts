import type { Database } from '#infra/database.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { refreshNames } from './names.queries.ts'
import type { Identifier } from './organisations.rules.ts'

interface Named {
  readonly id: string
  readonly name: string
}

/** The standing record that a number names; a SIRET that is not known names the body of its SIREN. */
export async function findByNumber(db: Database, { scheme, value }: Identifier): Promise<Named | null> {
  const found = await standingWith(db, scheme, value)
  if (found || scheme !== 'siret') return found
  return standingWith(db, 'siren', value.slice(0, 9))
}

async function standingWith(
  db: Database,
  scheme: Identifier['scheme'],
  value: string,
): Promise<Named | null> {
  const rows = await db
    .selectFrom('organisation_identifiers as i')
    .innerJoin('organisations as owner', 'owner.id', 'i.organisation_id')
    .innerJoin('organisations as o', (join) =>
      join.on(({ eb, ref, fn }) => eb('o.id', '=', fn.coalesce(ref('owner.merged_into'), ref('owner.id')))),
    )
    .select(['o.id', 'o.name'])
    .distinct()
    .where('i.scheme', '=', scheme)
    .where('i.value', '=', value)
    .limit(2)
    .execute()
  return rows.length === 1 ? (rows[0] ?? null) : null
}

export async function listOfficersOrganisations(db: Database, accountId: string): Promise<Named[]> {
  return db
    .selectFrom('organisation_officers')
    .innerJoin('organisations', 'organisations.id', 'organisation_id')
    .select(['organisations.id', 'organisations.name'])
    .where('account_id', '=', accountId)
    .where('organisation_officers.status', '=', 'accepted')
    .where('merged_into', 'is', null)
    .orderBy('organisations.name')
    .execute()
}

export interface NewOrganisation {
  readonly name: string
  readonly number: Identifier | null
  readonly source: string
}

/** A record that a person opens: its name is the local layer. */
export async function insertOrganisation(
  tx: Database,
  { name, number, source }: NewOrganisation,
  on: CalendarDate,
): Promise<Named> {
  const { id } = await tx
    .insertInto('organisations')
    .values({ name })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('organisation_values')
    .values({ organisation_id: id, field: 'name', layer: 'local', value: name, source, recorded_on: on })
    .execute()
  if (number)
    await tx
      .insertInto('organisation_identifiers')
      .values({ organisation_id: id, ...number, source })
      .execute()
  await refreshNames(tx, [id])
  return { id, name }
}
