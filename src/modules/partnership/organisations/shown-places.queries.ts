import { sql } from 'kysely'

/**
 * Whether everybody may read where a place is: an association often has its seat at somebody's home, and may keep it for the
 * town. `establishment` is the name that the question gives to the table.
 */
export function isPlaceShown(establishment: string) {
  return sql<boolean>`not exists (select 1 from organisation_consents kept
    where kept.organisation_id = ${sql.ref(`${establishment}.organisation_id`)} and kept.field = 'places' and not kept.is_public)`
}
