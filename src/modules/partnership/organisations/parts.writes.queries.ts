import type { Database } from '#infra/database.ts'
import type { Edited } from './parts.queries.ts'
import type { Establishment, Label, Meeting, Person, TieKind } from './record.rules.ts'

export type EstablishmentDraft = Omit<Establishment, 'id' | 'hours'>
export type PersonDraft = Omit<Person, 'id'>
export type LabelDraft = Omit<Label, 'id'>
export type MeetingDraft = Omit<Meeting, 'id'>
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

export const writeEstablishment: PartWriter<EstablishmentDraft> = async (
  tx,
  organisationId,
  edited,
  draft,
) => {
  const columns = {
    name: draft.name,
    street: draft.street,
    postcode: draft.postcode,
    city: draft.city,
    lat: draft.point?.lat ?? null,
    lon: draft.point?.lon ?? null,
    opening_hours: draft.openingHours,
    is_head_office: draft.isHeadOffice,
  }
  if (edited === null) {
    await tx
      .insertInto('establishments')
      .values({ organisation_id: organisationId, ...columns })
      .execute()
    return true
  }
  const { numUpdatedRows } = await tx
    .updateTable('establishments')
    .set({ ...columns, version: edited.version + 1 })
    .where('id', '=', edited.id)
    .where('organisation_id', '=', organisationId)
    .where('version', '=', edited.version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export const writePerson: PartWriter<PersonDraft> = async (tx, organisationId, edited, draft) => {
  const columns = {
    name: draft.name,
    role: draft.role,
    email: draft.email,
    telephone: draft.telephone,
    from_on: draft.from,
    to_on: draft.to,
    mandate: draft.mandate,
    is_public: draft.isPublic,
  }
  if (edited === null) {
    await tx
      .insertInto('organisation_people')
      .values({ organisation_id: organisationId, ...columns })
      .execute()
    return true
  }
  const { numUpdatedRows } = await tx
    .updateTable('organisation_people')
    .set({ ...columns, version: edited.version + 1 })
    .where('id', '=', edited.id)
    .where('organisation_id', '=', organisationId)
    .where('version', '=', edited.version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export const writeLabel: PartWriter<LabelDraft> = async (tx, organisationId, edited, draft) => {
  const columns = {
    name: draft.name,
    issuer: draft.issuer,
    obtained_on: draft.obtainedOn,
    expires_on: draft.expiresOn,
    proof: draft.proof,
  }
  if (edited === null) {
    await tx
      .insertInto('organisation_labels')
      .values({ organisation_id: organisationId, ...columns })
      .execute()
    return true
  }
  const { numUpdatedRows } = await tx
    .updateTable('organisation_labels')
    .set({ ...columns, version: edited.version + 1 })
    .where('id', '=', edited.id)
    .where('organisation_id', '=', organisationId)
    .where('version', '=', edited.version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export const writeMeeting: PartWriter<MeetingDraft> = async (
  tx,
  organisationId,
  edited,
  draft,
  writtenBy,
) => {
  const columns = {
    held_on: draft.heldOn,
    kind: draft.kind,
    participants: draft.participants,
    about: draft.about,
    next_step: draft.nextStep,
    next_on: draft.nextOn,
    is_done: draft.isDone,
    written_by: writtenBy,
  }
  if (edited === null) {
    await tx
      .insertInto('organisation_meetings')
      .values({ organisation_id: organisationId, ...columns })
      .execute()
    return true
  }
  const { numUpdatedRows } = await tx
    .updateTable('organisation_meetings')
    .set({ ...columns, version: edited.version + 1 })
    .where('id', '=', edited.id)
    .where('organisation_id', '=', organisationId)
    .where('version', '=', edited.version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export const writeTie: PartWriter<TieDraft> = async (tx, organisationId, edited, draft) => {
  const columns = {
    other_id: draft.otherId,
    kind: draft.kind,
    from_on: draft.from,
    to_on: draft.to,
    evidence: draft.evidence,
  }
  if (edited === null) {
    await tx
      .insertInto('organisation_ties')
      .values({ organisation_id: organisationId, ...columns })
      .execute()
    return true
  }
  const { numUpdatedRows } = await tx
    .updateTable('organisation_ties')
    .set({ ...columns, version: edited.version + 1 })
    .where('id', '=', edited.id)
    .where('organisation_id', '=', organisationId)
    .where('version', '=', edited.version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
