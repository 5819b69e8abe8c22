import type { Context } from '#infra/context.ts'
import { assertDefined } from '#kernel/assert.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { Cents } from '#kernel/cents.ts'
import { lockTerritory } from '#modules/partnership/territory/territory.public.ts'
import { insertRecordRows, type RecordRows } from './bring.queries.ts'
import { locatePlaces } from './located.queries.ts'
import { decideClaim, insertClaim, listClaims } from './officers.queries.ts'
import { findByNumber } from './organisation-book.queries.ts'
import { listKnownOrganisations } from './organisations.queries.ts'
import { insertReceipt } from './receipts.queries.ts'
import type {
  DeMinimisKind,
  MeetingKind,
  PersonRole,
  ReceiptKind,
  RecordField,
  TieKind,
} from './record.rules.ts'

/** What a town knew of an organisation before this site, beside what files say. Organisations are named by their RNA. */
export interface BroughtRecord {
  readonly rna: string
  readonly values: Readonly<Partial<Record<RecordField, string>>>
  readonly publicFields: readonly string[]
  readonly topics: readonly string[]
  readonly districtId: string | null
  readonly confirmedOn: CalendarDate | null
  readonly closedOn: CalendarDate | null
  readonly place: {
    readonly street: string
    readonly city: string
    readonly point: { readonly lat: number; readonly lon: number }
    readonly hours: string
  }
  readonly people: readonly {
    readonly name: string
    readonly role: PersonRole
    readonly from: CalendarDate
    readonly isPublic: boolean
  }[]
  readonly labels: readonly {
    readonly name: string
    readonly issuer: string
    readonly obtainedOn: CalendarDate
    readonly expiresOn: CalendarDate
  }[]
  readonly ties: readonly {
    readonly otherRna: string
    readonly kind: TieKind
    readonly from: CalendarDate
    readonly evidence: string
  }[]
  readonly meetings: readonly {
    readonly heldOn: CalendarDate
    readonly kind: MeetingKind
    readonly participants: string
    readonly about: string
    readonly nextStep: string
    readonly nextOn: CalendarDate | null
    readonly isDone: boolean
  }[]
}

/** Brings the records of a directory that was kept elsewhere, in one transaction; each organisation has to be known. */
export async function bringRecords(context: Context, records: readonly BroughtRecord[]): Promise<void> {
  await context.db.transaction().execute(async (tx) => {
    const byRna = new Map(
      (await listKnownOrganisations(tx)).flatMap(({ id, identifiers }) =>
        identifiers.filter(({ scheme }) => scheme === 'rna').map(({ value }) => [value, id] as const),
      ),
    )
    const idOf = (rna: string) => assertDefined(byRna.get(rna), `${rna} is in the directory`)
    await lockTerritory(tx, 'read')
    await insertRecordRows(tx, rowsOf(context, records, idOf))
    await locatePlaces(tx)
  })
}

function rowsOf(
  { actor, clock }: Context,
  records: readonly BroughtRecord[],
  idOf: (rna: string) => string,
): RecordRows {
  const by = actor?.name ?? 'Faire Commune'
  const each = <Row>(rows: (record: BroughtRecord, organisation_id: string) => readonly Row[]) =>
    records.flatMap((record) => rows(record, idOf(record.rna)))
  const known = (value: (record: BroughtRecord) => string | null) =>
    new Map(each((record, id) => (value(record) === null ? [] : [[id, value(record) ?? ''] as const])))
  return {
    ids: records.map(({ rna }) => idOf(rna)),
    districts: known((record) => record.districtId),
    confirmed: known((record) => record.confirmedOn),
    closed: known((record) => record.closedOn),
    values: each((record, organisation_id) =>
      Object.entries(record.values)
        .filter(([, value]) => value !== '')
        .map(([field, value]) => ({
          organisation_id,
          field,
          layer: 'local',
          value,
          source: by,
          recorded_on: record.confirmedOn ?? clock.today(),
        })),
    ),
    consents: each((record, organisation_id) =>
      record.publicFields.map((field) => ({
        organisation_id,
        field,
        is_public: true,
        given_by: by,
        given_on: clock.today(),
      })),
    ),
    topics: each(({ topics }, organisation_id) => topics.map((topic_id) => ({ organisation_id, topic_id }))),
    establishments: each(({ place }, organisation_id) => [
      {
        organisation_id,
        street: place.street,
        city: place.city,
        lat: place.point.lat,
        lon: place.point.lon,
        opening_hours: place.hours,
        is_head_office: true,
      },
    ]),
    people: each(({ people }, organisation_id) =>
      people.map(({ name, role, from, isPublic }) => ({
        organisation_id,
        name,
        role,
        from_on: from,
        is_public: isPublic,
      })),
    ),
    labels: each(({ labels }, organisation_id) =>
      labels.map(({ name, issuer, obtainedOn, expiresOn }) => ({
        organisation_id,
        name,
        issuer,
        obtained_on: obtainedOn,
        expires_on: expiresOn,
      })),
    ),
    ties: each(({ ties }, organisation_id) =>
      ties.map(({ otherRna, kind, from, evidence }) => ({
        organisation_id,
        other_id: idOf(otherRna),
        kind,
        from_on: from,
        evidence,
      })),
    ),
    meetings: each(({ meetings }, organisation_id) =>
      meetings.map((meeting) => ({
        organisation_id,
        held_on: meeting.heldOn,
        kind: meeting.kind,
        participants: meeting.participants,
        about: meeting.about,
        next_step: meeting.nextStep,
        next_on: meeting.nextOn,
        is_done: meeting.isDone,
        written_by: by,
      })),
    ),
  }
}

export interface BroughtReceipt {
  readonly rna: string
  readonly kind: ReceiptKind
  readonly day: CalendarDate
  readonly amount: Cents
  readonly subject: string
  readonly actReference: string
  readonly deMinimis: DeMinimisKind
  readonly grantor: string
}

/** What was received besides the lines of files, before this site. */
export async function bringReceipts(context: Context, receipts: readonly BroughtReceipt[]): Promise<void> {
  for (const { rna, ...receipt } of receipts) {
    const found = await findByNumber(context.db, { scheme: 'rna', value: rna })
    await insertReceipt(context.db, assertDefined(found, `${rna} is in the directory`).id, receipt)
  }
}

/** An account that answered for an organisation before this site. */
export async function bringOfficer(
  context: Context,
  officer: {
    readonly rna: string
    readonly accountId: string
    readonly name: string
    readonly capacity: string
  },
): Promise<void> {
  const { db, clock, actor } = context
  const found = await findByNumber(db, { scheme: 'rna', value: officer.rna })
  const organisationId = assertDefined(found, `${officer.rna} is in the directory`).id
  await insertClaim(db, { ...officer, organisationId, email: null }, clock.now())
  const [claim] = await listClaims(db)
  const decision = {
    from: 'asked',
    to: 'accepted',
    by: actor?.name ?? '',
    at: clock.now(),
    reason: '',
  } as const
  await decideClaim(db, assertDefined(claim, 'it was just made').id, decision)
}
