import type { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { cents, formatEurosPlain } from '#kernel/cents.ts'
import type { FormValues } from '#web/read-form.ts'
import { findByNumber } from './organisation-book.queries.ts'
import { readNumber } from './organisation-book.ts'
import {
  establishmentInput,
  labelInput,
  meetingInput,
  personInput,
  type receiptInput,
  tieInput,
} from './organisations.inputs.ts'
import type { PartName } from './organisations.permissions.ts'
import {
  listEstablishments,
  listLabels,
  listMeetings,
  listPeople,
  listTies,
  type PartTable,
} from './parts.queries.ts'
import {
  type PartWriter,
  writeEstablishment,
  writeLabel,
  writeMeeting,
  writePerson,
  writeTie,
} from './parts.writes.queries.ts'
import type { ReceiptDraft } from './receipts.queries.ts'
import { standingId } from './sheet.queries.ts'

/** How the rows of one list of a record are read from a form, shown in it and written. */
export interface PartKind<Input, Draft> {
  readonly name: PartName
  readonly table: PartTable
  readonly input: z.ZodType<Input>
  /** Null when what the form names does not exist. */
  draftOf(db: Database, input: Input, organisationId: string): Promise<Draft | null>
  /** The row as its form shows it; null when that organisation has no such row. */
  valuesOf(db: Database, organisationId: string, id: string): Promise<FormValues | null>
  readonly write: PartWriter<Draft>
}

const oui = (is: boolean) => (is ? 'oui' : '')
const degrees = (value: number | undefined) => (value === undefined ? '' : String(value).replace('.', ','))

async function rowOf<Row extends { readonly id: string; readonly version: number }>(
  rows: Promise<readonly Row[]>,
  id: string,
  values: (row: Row) => FormValues,
): Promise<FormValues | null> {
  const row = (await rows).find((each) => each.id === id)
  return row ? { ...values(row), version: String(row.version) } : null
}

export const establishmentPart: PartKind<
  z.infer<typeof establishmentInput>,
  Parameters<typeof writeEstablishment>[3]
> = {
  name: 'etablissements',
  table: 'establishments',
  input: establishmentInput,
  async draftOf(_db, input) {
    return {
      name: input.nom,
      street: input.rue,
      postcode: input.code_postal,
      city: input.ville,
      point:
        input.latitude === null || input.longitude === null
          ? null
          : { lat: input.latitude, lon: input.longitude },
      openingHours: input.horaires,
      isHeadOffice: input.siege,
    }
  },
  valuesOf: (db, organisationId, id) =>
    rowOf(listEstablishments(db, organisationId), id, (row) => ({
      nom: row.name,
      rue: row.street,
      code_postal: row.postcode,
      ville: row.city,
      latitude: degrees(row.point?.lat),
      longitude: degrees(row.point?.lon),
      horaires: row.openingHours,
      siege: oui(row.isHeadOffice),
    })),
  write: writeEstablishment,
}

export const personPart: PartKind<z.infer<typeof personInput>, Parameters<typeof writePerson>[3]> = {
  name: 'personnes',
  table: 'organisation_people',
  input: personInput,
  async draftOf(_db, input) {
    return {
      name: input.nom,
      role: input.fonction,
      email: input.courriel,
      telephone: input.telephone,
      from: input.debut,
      to: input.fin,
      mandate: input.mandat,
      isPublic: input.public,
    }
  },
  valuesOf: (db, organisationId, id) =>
    rowOf(listPeople(db, organisationId), id, (row) => ({
      nom: row.name,
      fonction: row.role,
      courriel: row.email,
      telephone: row.telephone,
      debut: row.from ?? '',
      fin: row.to ?? '',
      mandat: row.mandate,
      public: oui(row.isPublic),
    })),
  write: writePerson,
}

export const labelPart: PartKind<z.infer<typeof labelInput>, Parameters<typeof writeLabel>[3]> = {
  name: 'labels',
  table: 'organisation_labels',
  input: labelInput,
  async draftOf(_db, input) {
    return {
      name: input.nom,
      issuer: input.emetteur,
      obtainedOn: input.obtenu,
      expiresOn: input.expire,
      proof: input.preuve,
    }
  },
  valuesOf: (db, organisationId, id) =>
    rowOf(listLabels(db, organisationId), id, (row) => ({
      nom: row.name,
      emetteur: row.issuer,
      obtenu: row.obtainedOn ?? '',
      expire: row.expiresOn ?? '',
      preuve: row.proof,
    })),
  write: writeLabel,
}

export const tiePart: PartKind<z.infer<typeof tieInput>, Parameters<typeof writeTie>[3]> = {
  name: 'liens',
  table: 'organisation_ties',
  input: tieInput,
  async draftOf(db, input, organisationId) {
    const otherId = await readOther(db, input.autre)
    if (otherId === null || otherId === organisationId) return null
    return { kind: input.nature, otherId, from: input.debut, to: input.fin, evidence: input.preuve }
  },
  valuesOf: async (db, organisationId, id) => {
    // A tie is corrected from the page that it was written on.
    const rows = (await listTies(db, organisationId)).filter((tie) => tie.isOutgoing)
    return rowOf(Promise.resolve(rows), id, (row) => ({
      nature: row.kind,
      autre: row.other.id,
      debut: row.from ?? '',
      fin: row.to ?? '',
      preuve: row.evidence,
    }))
  },
  write: writeTie,
}

/** The other organisation, by a number or by the address of its page. */
export async function readOther(db: Database, text: string): Promise<string | null> {
  const number = readNumber(text)
  if (number) return (await findByNumber(db, number))?.id ?? null
  const id = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(text)?.[0]
  return id === undefined ? null : standingId(db, id)
}

export const meetingPart: PartKind<z.infer<typeof meetingInput>, Parameters<typeof writeMeeting>[3]> = {
  name: 'echanges',
  table: 'organisation_meetings',
  input: meetingInput,
  async draftOf(_db, input) {
    return {
      heldOn: input.jour,
      kind: input.nature,
      participants: input.participants,
      about: input.objet,
      nextStep: input.suite,
      nextOn: input.suite_le,
      isDone: input.fait,
    }
  },
  valuesOf: (db, organisationId, id) =>
    rowOf(listMeetings(db, organisationId), id, (row) => ({
      jour: row.heldOn,
      nature: row.kind,
      participants: row.participants,
      objet: row.about,
      suite: row.nextStep,
      suite_le: row.nextOn ?? '',
      fait: oui(row.isDone),
    })),
  write: writeMeeting,
}

export function receiptDraft(input: z.infer<typeof receiptInput>): ReceiptDraft {
  return {
    kind: input.nature,
    day: input.jour,
    amount: input.montant,
    subject: input.objet,
    actReference: input.acte,
    deMinimis: input.regime,
    grantor: input.financeur,
  }
}

export function receiptValues(draft: ReceiptDraft & { readonly version: number }): FormValues {
  return {
    nature: draft.kind,
    jour: draft.day,
    montant: formatEurosPlain(cents(draft.amount)),
    objet: draft.subject,
    acte: draft.actReference,
    regime: draft.deMinimis,
    financeur: draft.grantor,
    version: String(draft.version),
  }
}
