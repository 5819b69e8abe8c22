import type { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { cents, formatEurosPlain } from '#kernel/cents.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import type { FormValues } from '#web/read-form.ts'
import { findByNumber } from './organisation-book.queries.ts'
import { readNumber } from './organisation-book.ts'
import {
  establishmentInput,
  labelInput,
  meetingInput,
  numberInput,
  personInput,
  type receiptInput,
  tieInput,
} from './organisations.inputs.ts'
import type { PartName } from './organisations.permissions.ts'
import {
  listEstablishments,
  listLabels,
  listMeetings,
  listNumbers,
  listPeople,
  listTies,
  type PartTable,
} from './parts.queries.ts'
import {
  type PartWriter,
  writeEstablishment,
  writeLabel,
  writeMeeting,
  writeNumber,
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
  /** Refused when what the form names does not fit that organisation. */
  draftOf(db: Database, input: Input, organisationId: string): Promise<Result<Draft, DraftRefusal>>
  /** The row as its form shows it; null when that organisation has no such row. */
  valuesOf(db: Database, organisationId: string, id: string): Promise<FormValues | null>
  readonly write: PartWriter<Draft>
}

type DraftRefusal = 'organisation_unknown' | 'siret_of_another'

interface PartParts<Input, Draft, Row> extends Omit<PartKind<Input, Draft>, 'valuesOf'> {
  /** The rows that are that organisation's own. */
  list(db: Database, organisationId: string): Promise<readonly Row[]>
  formOf(row: Row): FormValues
}

function partOf<Input, Draft, Row extends { readonly id: string; readonly version: number }>({
  list,
  formOf,
  ...part
}: PartParts<Input, Draft, Row>): PartKind<Input, Draft> {
  return {
    ...part,
    async valuesOf(db, organisationId, id) {
      const row = (await list(db, organisationId)).find((each) => each.id === id)
      return row ? { ...formOf(row), version: String(row.version) } : null
    },
  }
}

const oui = (is: boolean) => (is ? 'oui' : '')
const degrees = (value: number | undefined) => (value === undefined ? '' : String(value).replace('.', ','))

export const establishmentPart = partOf({
  name: 'etablissements',
  table: 'establishments',
  input: establishmentInput,
  async draftOf(db, input: z.infer<typeof establishmentInput>, organisationId) {
    const { latitude, longitude, siret } = input
    if (siret !== '' && !(await isSiretOf(db, siret, organisationId))) return refuse('siret_of_another')
    return ok({
      name: input.nom,
      street: input.rue,
      postcode: input.code_postal,
      city: input.ville,
      point: latitude === null || longitude === null ? null : { lat: latitude, lon: longitude },
      siret,
      openingHours: input.horaires,
      isHeadOffice: input.siege,
    })
  },
  list: listEstablishments,
  formOf: (row) => ({
    nom: row.name,
    rue: row.street,
    code_postal: row.postcode,
    ville: row.city,
    latitude: degrees(row.point?.lat),
    longitude: degrees(row.point?.lon),
    siret: row.siret,
    horaires: row.openingHours,
    siege: oui(row.isHeadOffice),
  }),
  write: writeEstablishment,
})

export const numberPart = partOf({
  name: 'numeros',
  table: 'organisation_identifiers',
  input: numberInput,
  async draftOf(db, { nature, numero, tribunal, debut, fin }: z.infer<typeof numberInput>, organisationId) {
    if (nature === 'siret' && !(await isSiretOf(db, numero, organisationId)))
      return refuse('siret_of_another')
    return ok({ scheme: nature, value: numero, court: tribunal, from: debut, to: fin })
  },
  list: async (db, organisationId) => (await listNumbers(db, organisationId)).filter((row) => row.isOwn),
  formOf: (row) => ({
    nature: row.scheme,
    numero: row.value,
    tribunal: row.court,
    debut: row.from ?? '',
    fin: row.to ?? '',
    de_fichier: oui(row.isImported),
  }),
  write: writeNumber,
})

/** A SIRET starts with the SIREN of its body, today's or one of before; of a body whose SIREN is not known, any may be. */
async function isSiretOf(db: Database, siret: string, organisationId: string): Promise<boolean> {
  const sirens = (await listNumbers(db, organisationId)).filter(({ scheme }) => scheme === 'siren')
  return sirens.length === 0 || sirens.some(({ value }) => siret.startsWith(value))
}

export const personPart = partOf({
  name: 'personnes',
  table: 'organisation_people',
  input: personInput,
  async draftOf(_db, input: z.infer<typeof personInput>) {
    return ok({
      name: input.nom,
      role: input.fonction,
      email: input.courriel,
      telephone: input.telephone,
      from: input.debut,
      to: input.fin,
      mandate: input.mandat,
      isPublic: input.public,
    })
  },
  list: listPeople,
  formOf: (row) => ({
    nom: row.name,
    fonction: row.role,
    courriel: row.email,
    telephone: row.telephone,
    debut: row.from ?? '',
    fin: row.to ?? '',
    mandat: row.mandate,
    public: oui(row.isPublic),
  }),
  write: writePerson,
})

export const labelPart = partOf({
  name: 'labels',
  table: 'organisation_labels',
  input: labelInput,
  async draftOf(_db, input: z.infer<typeof labelInput>) {
    return ok({
      name: input.nom,
      issuer: input.emetteur,
      obtainedOn: input.obtenu,
      expiresOn: input.expire,
      proof: input.preuve,
    })
  },
  list: listLabels,
  formOf: (row) => ({
    nom: row.name,
    emetteur: row.issuer,
    obtenu: row.obtainedOn ?? '',
    expire: row.expiresOn ?? '',
    preuve: row.proof,
  }),
  write: writeLabel,
})

export const tiePart = partOf({
  name: 'liens',
  table: 'organisation_ties',
  input: tieInput,
  async draftOf(db, input: z.infer<typeof tieInput>, organisationId) {
    const otherId = await readOther(db, input.autre)
    if (otherId === null || otherId === organisationId) return refuse('organisation_unknown')
    return ok({ kind: input.nature, otherId, from: input.debut, to: input.fin, evidence: input.preuve })
  },
  // A tie is corrected from the page that it was written on.
  list: async (db, organisationId) => (await listTies(db, organisationId)).filter((tie) => tie.isOutgoing),
  formOf: (row) => ({
    nature: row.kind,
    autre: row.other.id,
    debut: row.from ?? '',
    fin: row.to ?? '',
    preuve: row.evidence,
  }),
  write: writeTie,
})

/** The other organisation, by a number or by the address of its page. */
export async function readOther(db: Database, text: string): Promise<string | null> {
  const number = readNumber(text)
  if (number) return (await findByNumber(db, number))?.id ?? null
  const id = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(text)?.[0]
  return id === undefined ? null : standingId(db, id)
}

export const meetingPart = partOf({
  name: 'echanges',
  table: 'organisation_meetings',
  input: meetingInput,
  async draftOf(_db, input: z.infer<typeof meetingInput>) {
    return ok({
      heldOn: input.jour,
      kind: input.nature,
      participants: input.participants,
      about: input.objet,
      nextStep: input.suite,
      nextOn: input.suite_le,
      isDone: input.fait,
    })
  },
  list: listMeetings,
  formOf: (row) => ({
    jour: row.heldOn,
    nature: row.kind,
    participants: row.participants,
    objet: row.about,
    suite: row.nextStep,
    suite_le: row.nextOn ?? '',
    fait: oui(row.isDone),
  }),
  write: writeMeeting,
})

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
