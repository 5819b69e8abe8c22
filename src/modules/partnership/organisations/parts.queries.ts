import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import { parseOpeningHours } from './opening-hours.rules.ts'
import { schemes } from './organisations.rules.ts'
import {
  type DatedNumber,
  type Establishment,
  type Label,
  type Meeting,
  meetingKinds,
  type Person,
  personRoles,
  type Tie,
  tieKinds,
} from './record.rules.ts'

// The lists of a record: where it is found, who answers, what binds it, its labels, whom the town met.

/** Which row a form rewrites, and the version that the person saw. */
export interface Edited {
  readonly id: string
  readonly version: number
}

/** A row with the version that its form is shown with. */
export type Versioned<Row> = Row & { readonly version: number }

export type PartTable =
  | 'establishments'
  | 'organisation_people'
  | 'organisation_labels'
  | 'organisation_meetings'
  | 'organisation_ties'
  | 'organisation_identifiers'

/** False when that organisation has no such row of that version. */
export async function deletePart(
  tx: Database,
  table: PartTable,
  organisationId: string,
  { id, version }: Edited,
): Promise<boolean> {
  // A number that a file brought would come back with the next one: it is given an end instead.
  const isOfFile =
    table === 'organisation_identifiers' ? sql<boolean>`file_import_id is not null` : sql<boolean>`false`
  const result = await tx
    .deleteFrom(table)
    .where('id', '=', id)
    .where('organisation_id', '=', organisationId)
    .where('version', '=', version)
    .where(sql<boolean>`not (${isOfFile})`)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

export const dayOrNull = (text: string | null): CalendarDate | null =>
  text === null ? null : calendarDate(text)

export async function listEstablishments(
  db: Database,
  organisationId: string,
): Promise<Versioned<Establishment>[]> {
  const rows = await db
    .selectFrom('establishments')
    .leftJoin('territory_communes as c', 'c.insee_code', 'establishments.commune_code')
    .select([
      'id',
      'establishments.name',
      'c.insee_code',
      'c.name as commune_name',
      'street',
      'postcode',
      'city',
      'lat',
      'lon',
      'siret',
      'opening_hours',
      'is_head_office',
      'version',
    ])
    .where('organisation_id', '=', organisationId)
    .orderBy('is_head_office', 'desc')
    .orderBy('establishments.name')
    .orderBy('id')
    .execute()
  return rows.map((row) => {
    const hours = parseOpeningHours(row.opening_hours)
    return {
      id: row.id,
      name: row.name,
      street: row.street,
      postcode: row.postcode,
      city: row.city,
      point: row.lat === null || row.lon === null ? null : { lat: row.lat, lon: row.lon },
      siret: row.siret,
      openingHours: row.opening_hours,
      hours: row.opening_hours !== '' && hours.ok ? hours.value : null,
      isHeadOffice: row.is_head_office,
      commune:
        row.insee_code === null ? null : { code: row.insee_code, name: row.commune_name ?? row.insee_code },
      version: row.version,
    }
  })
}

const numberRow = z.object({ scheme: z.enum(schemes) })

/** Its numbers, those of records that gave way to it too. */
export async function listNumbers(db: Database, organisationId: string): Promise<Versioned<DatedNumber>[]> {
  const rows = await db
    .selectFrom('organisation_identifiers as i')
    .innerJoin('organisations as o', 'o.id', 'i.organisation_id')
    .select([
      'i.id',
      'i.scheme',
      'i.value',
      'i.court',
      'i.valid_from',
      'i.valid_to',
      'i.source',
      'i.version',
      'o.id as ownerId',
    ])
    .select(sql<boolean>`i.file_import_id is not null`.as('isImported'))
    .where(({ or, eb }) => or([eb('o.id', '=', organisationId), eb('o.merged_into', '=', organisationId)]))
    .orderBy('i.scheme')
    .orderBy(sql`i.valid_to is not null`)
    .orderBy('i.value')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    scheme: numberRow.parse(row).scheme,
    value: row.value,
    court: row.court,
    from: dayOrNull(row.valid_from),
    to: dayOrNull(row.valid_to),
    source: row.source,
    isImported: row.isImported,
    isOwn: row.ownerId === organisationId,
    version: row.version,
  }))
}

const personRow = z.object({ role: z.enum(personRoles) })

export async function listPeople(db: Database, organisationId: string): Promise<Versioned<Person>[]> {
  const rows = await db
    .selectFrom('organisation_people')
    .select([
      'id',
      'name',
      'role',
      'email',
      'telephone',
      'from_on',
      'to_on',
      'mandate',
      'is_public',
      'version',
    ])
    .where('organisation_id', '=', organisationId)
    .orderBy(sql`to_on desc nulls first`)
    .orderBy('name')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    role: personRow.parse(row).role,
    email: row.email,
    telephone: row.telephone,
    from: dayOrNull(row.from_on),
    to: dayOrNull(row.to_on),
    mandate: row.mandate,
    isPublic: row.is_public,
    version: row.version,
  }))
}

const tieRow = z.object({ kind: z.enum(tieKinds) })

/** Ties of an organisation, whichever end it is at; those of records that gave way to it are its own. */
export async function listTies(db: Database, organisationId: string): Promise<Versioned<Tie>[]> {
  const rows = await db
    .selectFrom('organisation_ties as tie')
    .innerJoin('organisations as one', 'one.id', 'tie.organisation_id')
    .innerJoin('organisations as other', 'other.id', 'tie.other_id')
    .select([
      'tie.id',
      'tie.kind',
      'tie.from_on',
      'tie.to_on',
      'tie.evidence',
      'tie.version',
      sql<string>`coalesce(one.merged_into, one.id)`.as('oneId'),
      sql<string>`coalesce(other.merged_into, other.id)`.as('otherId'),
      'one.name as oneName',
      'other.name as otherName',
    ])
    .where(({ or, eb }) =>
      or([
        eb('one.id', '=', organisationId),
        eb('one.merged_into', '=', organisationId),
        eb('other.id', '=', organisationId),
        eb('other.merged_into', '=', organisationId),
      ]),
    )
    .orderBy('tie.kind')
    .orderBy('other.name')
    .orderBy('tie.id')
    .execute()
  return rows.map((row) => {
    const isOutgoing = row.oneId === organisationId
    return {
      id: row.id,
      kind: tieRow.parse(row).kind,
      isOutgoing,
      other: isOutgoing ? { id: row.otherId, name: row.otherName } : { id: row.oneId, name: row.oneName },
      from: dayOrNull(row.from_on),
      to: dayOrNull(row.to_on),
      evidence: row.evidence,
      version: row.version,
    }
  })
}

export async function listLabels(db: Database, organisationId: string): Promise<Versioned<Label>[]> {
  const rows = await db
    .selectFrom('organisation_labels')
    .select(['id', 'name', 'issuer', 'obtained_on', 'expires_on', 'proof', 'version'])
    .where('organisation_id', '=', organisationId)
    .orderBy('name')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    issuer: row.issuer,
    obtainedOn: dayOrNull(row.obtained_on),
    expiresOn: dayOrNull(row.expires_on),
    proof: row.proof,
    version: row.version,
  }))
}

const meetingRow = z.object({ kind: z.enum(meetingKinds) })

export async function listMeetings(db: Database, organisationId: string): Promise<Versioned<Meeting>[]> {
  const rows = await db
    .selectFrom('organisation_meetings')
    .innerJoin('organisations', 'organisations.id', 'organisation_meetings.organisation_id')
    .select([
      'organisation_meetings.id',
      'held_on',
      'kind',
      'participants',
      'about',
      'next_step',
      'next_on',
      'is_done',
      'organisation_meetings.version',
    ])
    .where(({ or, eb }) =>
      or([eb('organisations.id', '=', organisationId), eb('organisations.merged_into', '=', organisationId)]),
    )
    .orderBy('held_on', 'desc')
    .orderBy('organisation_meetings.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    heldOn: calendarDate(row.held_on),
    kind: meetingRow.parse(row).kind,
    participants: row.participants,
    about: row.about,
    nextStep: row.next_step,
    nextOn: dayOrNull(row.next_on),
    isDone: row.is_done,
    version: row.version,
  }))
}
