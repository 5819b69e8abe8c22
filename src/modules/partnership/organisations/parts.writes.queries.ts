import { type Insertable, sql } from 'kysely'
import type { Database } from '#infra/database.ts'
import type { Tables } from '#infra/tables.generated.ts'
import { lockTerritory } from '#modules/partnership/territory/territory.public.ts'
import { locatePlaces } from './located.queries.ts'
import type { Identifier } from './organisations.rules.ts'
import type { Edited, PartTable } from './parts.queries.ts'
import type { DatedNumber, Establishment, Label, Meeting, Person, TieKind } from './record.rules.ts'

export type EstablishmentDraft = Omit<Establishment, 'id' | 'hours' | 'commune'>
export type PersonDraft = Omit<Person, 'id'>
export type LabelDraft = Omit<Label, 'id'>
export type MeetingDraft = Omit<Meeting, 'id'>
export type NumberDraft = Omit<DatedNumber, 'id' | 'source' | 'isImported' | 'isOwn'>
export interface TieDraft {
  readonly kind: TieKind
  readonly otherId: string
  readonly from: Person['from']
  readonly to: Person['to']
  readonly evidence: string
}

/** Writes a row of a list: a new one, or, where that version still stands, another in its place. False when it does not. */
export type PartWriter<Draft> = (
  tx: Database,
  organisationId: string,
  edited: Edited | null,
  draft: Draft,
  writtenBy: string,
) => Promise<boolean>

type Columns<Table extends PartTable> = Omit<Insertable<Tables[Table]>, 'id' | 'organisation_id' | 'version'>

/** The writer of the rows of a table, which all have an id, an organisation and a version. */
function writerOf<Table extends PartTable, Draft>(
  table: Table,
  columnsOf: (draft: Draft, writtenBy: string) => Columns<Table>,
): PartWriter<Draft> {
  return async (tx, organisationId, edited, draft, writtenBy) => {
    const columns = Object.entries(columnsOf(draft, writtenBy))
    if (edited === null) {
      const names = columns.map(([name]) => sql.ref(name))
      const values = columns.map(([, value]) => sql`${value}`)
      await sql`insert into ${sql.table(table)} (organisation_id, ${sql.join(names)})
        values (${organisationId}, ${sql.join(values)})`.execute(tx)
      return true
    }
    const changes = columns.map(([name, value]) => sql`${sql.ref(name)} = ${value}`)
    const { numAffectedRows = 0n } = await sql`
      update ${sql.table(table)} set ${sql.join(changes)}, version = version + 1
      where id = ${edited.id} and organisation_id = ${organisationId} and version = ${edited.version}`.execute(
      tx,
    )
    return numAffectedRows > 0n
  }
}

const writePlace = writerOf('establishments', (draft: EstablishmentDraft) => ({
  name: draft.name,
  street: draft.street,
  postcode: draft.postcode,
  city: draft.city,
  lat: draft.point?.lat ?? null,
  lon: draft.point?.lon ?? null,
  siret: draft.siret,
  opening_hours: draft.openingHours,
  is_head_office: draft.isHeadOffice,
  // Written by hand, it is no file's to move any more.
  is_imported: false,
}))

/** A place with its SIRET, which is then one of the numbers of the organisation too, and the commune that its point is in. */
export const writeEstablishment: PartWriter<EstablishmentDraft> = async (
  tx,
  id,
  edited,
  draft,
  writtenBy,
) => {
  await lockTerritory(tx, 'read')
  const isWritten = await writePlace(tx, id, edited, draft, writtenBy)
  if (isWritten) await locatePlaces(tx)
  if (isWritten && draft.siret !== '')
    await insertNumber(tx, id, { scheme: 'siret', value: draft.siret }, writtenBy)
  return isWritten
}

/** Adds a number to a body, where no body has it; false where one does. */
export async function insertNumber(
  tx: Database,
  organisationId: string,
  { scheme, value }: Identifier,
  source: string,
): Promise<boolean> {
  const row = await tx
    .insertInto('organisation_identifiers')
    .values({ organisation_id: organisationId, scheme, value, source })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export const writeNumber = writerOf('organisation_identifiers', (draft: NumberDraft, writtenBy) => ({
  scheme: draft.scheme,
  value: draft.value,
  court: draft.court,
  valid_from: draft.from,
  valid_to: draft.to,
  source: writtenBy,
}))

export const writePerson = writerOf('organisation_people', (draft: PersonDraft) => ({
  name: draft.name,
  role: draft.role,
  email: draft.email,
  telephone: draft.telephone,
  from_on: draft.from,
  to_on: draft.to,
  mandate: draft.mandate,
  is_public: draft.isPublic,
}))

export const writeLabel = writerOf('organisation_labels', (draft: LabelDraft) => ({
  name: draft.name,
  issuer: draft.issuer,
  obtained_on: draft.obtainedOn,
  expires_on: draft.expiresOn,
  proof: draft.proof,
}))

export const writeMeeting = writerOf('organisation_meetings', (draft: MeetingDraft, writtenBy) => ({
  held_on: draft.heldOn,
  kind: draft.kind,
  participants: draft.participants,
  about: draft.about,
  next_step: draft.nextStep,
  next_on: draft.nextOn,
  is_done: draft.isDone,
  written_by: writtenBy,
}))

export const writeTie = writerOf('organisation_ties', (draft: TieDraft) => ({
  other_id: draft.otherId,
  kind: draft.kind,
  from_on: draft.from,
  to_on: draft.to,
  evidence: draft.evidence,
}))
