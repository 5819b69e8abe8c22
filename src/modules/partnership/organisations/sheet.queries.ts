import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import {
  listEstablishments,
  listLabels,
  listMeetings,
  listNumbers,
  listPeople,
  listTies,
} from './parts.queries.ts'
import { listReceipts, listUndertaking } from './receipts.queries.ts'
import type {
  Consents,
  DatedNumber,
  Establishment,
  FieldValue,
  Label,
  Meeting,
  Person,
  Receipt,
  Tie,
  Topic,
} from './record.rules.ts'
import { recordFields } from './record.rules.ts'

/** The record of an organisation, whole: what a reader may see of it is chosen afterwards (audience.rules.ts). */
export interface OrganisationSheet {
  readonly id: string
  readonly name: string
  readonly isActive: boolean
  readonly version: number
  readonly district: { readonly id: string; readonly name: string } | null
  readonly confirmedOn: CalendarDate | null
  readonly identifiers: readonly DatedNumber[]
  readonly values: readonly FieldValue[]
  readonly consents: Consents
  readonly topics: readonly Topic[]
  readonly establishments: readonly Establishment[]
  readonly people: readonly Person[]
  readonly ties: readonly Tie[]
  readonly labels: readonly Label[]
  readonly meetings: readonly Meeting[]
  /** Of the single undertaking: this record, those that gave way to it, and those that control it or that it controls. */
  readonly receipts: readonly Receipt[]
  readonly undertaking: readonly { readonly id: string; readonly name: string }[]
  /** Records that gave way to this one. */
  readonly absorbed: readonly { readonly id: string; readonly name: string }[]
}

/** The record of that id that has not given way to another; null when there is none, or it is kept from the directory. */
export async function findOrganisation(
  db: Database,
  id: string,
  on: CalendarDate,
): Promise<OrganisationSheet | null> {
  if (!z.uuid().safeParse(id).success) return null
  const row = await db
    .selectFrom('organisations')
    .leftJoin('districts', 'districts.id', 'organisations.district_id')
    .select([
      'organisations.id',
      'organisations.name',
      'status',
      'version',
      'confirmed_on',
      'district_id',
      'districts.name as districtName',
    ])
    .where('organisations.id', '=', id)
    .where('is_public', '=', true)
    .where('merged_into', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  const undertaking = await listUndertaking(db, id, on)
  return {
    id: row.id,
    name: row.name,
    isActive: row.status === 'active',
    version: row.version,
    district:
      row.district_id === null ? null : { id: row.district_id, name: row.districtName ?? row.district_id },
    confirmedOn: row.confirmed_on === null ? null : calendarDate(row.confirmed_on),
    identifiers: await listNumbers(db, id),
    values: await listValues(db, id),
    consents: await listConsents(db, id),
    topics: await listTopicsOf(db, id),
    establishments: await listEstablishments(db, id),
    people: await listPeople(db, id),
    ties: await listTies(db, id),
    labels: await listLabels(db, id),
    meetings: await listMeetings(db, id),
    receipts: await listReceipts(db, id, undertaking),
    undertaking: undertaking.filter((each) => each.id !== id && !each.isAbsorbed),
    absorbed: undertaking.filter((each) => each.absorbedBy === id),
  }
}

/** What is shown for each field, the local layer first. */
export async function listValues(db: Database, id: string): Promise<FieldValue[]> {
  const rows = await db
    .selectFrom('organisation_values')
    .select(['field', 'layer', 'value', 'source', 'recorded_on'])
    .where('organisation_id', '=', id)
    .execute()
  return recordFields.flatMap((field) => {
    const layers = rows.filter((row) => row.field === field)
    const local = layers.find((row) => row.layer === 'local')
    const imported = layers.find((row) => row.layer === 'import')
    const shown = local ?? imported
    if (!shown) return []
    return [
      {
        field,
        value: shown.value,
        source: shown.source,
        recordedOn: calendarDate(shown.recorded_on),
        isLocal: local !== undefined,
        imported: imported?.value ?? null,
      },
    ]
  })
}

async function listConsents(db: Database, id: string): Promise<Consents> {
  const rows = await db
    .selectFrom('organisation_consents')
    .select(['field', 'is_public'])
    .where('organisation_id', '=', id)
    .execute()
  return Object.fromEntries(rows.map((row) => [row.field, row.is_public]))
}

async function listTopicsOf(db: Database, id: string): Promise<Topic[]> {
  const rows = await db
    .selectFrom('topics')
    .innerJoin('organisation_topics', 'organisation_topics.topic_id', 'topics.id')
    .select(['topics.id', 'parent_id', 'label_fr', 'label_en'])
    .where('organisation_id', '=', id)
    .orderBy('topics.id')
    .execute()
  return rows.map(topicOf)
}

/** The whole tree: each topic, then those below it. */
export async function listTopics(db: Database): Promise<Topic[]> {
  const rows = await db
    .selectFrom('topics')
    .select(['id', 'parent_id', 'label_fr', 'label_en'])
    .orderBy('position')
    .orderBy('label_fr')
    .execute()
  const topics = rows.map(topicOf)
  return topics
    .filter((topic) => topic.parentId === null)
    .flatMap((topic) => [topic, ...topics.filter((each) => each.parentId === topic.id)])
}

function topicOf(row: { id: string; parent_id: string | null; label_fr: string; label_en: string }): Topic {
  return { id: row.id, parentId: row.parent_id, label: { fr: row.label_fr, en: row.label_en } }
}

export async function listDistrictChoices(
  db: Database,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  return db.selectFrom('districts').select(['id', 'name']).orderBy('position').orderBy('name').execute()
}

/** Where the record of that id is now: itself, or the one that it gave way to; null when there is none. */
export async function standingId(db: Database, id: string): Promise<string | null> {
  if (!z.uuid().safeParse(id).success) return null
  const row = await db
    .selectFrom('organisations')
    .select(['id', 'merged_into'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? (row.merged_into ?? row.id) : null
}
