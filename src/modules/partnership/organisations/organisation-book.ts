import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import type { Visitor } from '#kernel/actor.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { Cents } from '#kernel/cents.ts'
import { parseSiren } from '#kernel/siren.ts'
import { seenBy } from './audience.rules.ts'
import { parseRna, readSiret } from './identifiers.rules.ts'
import { isOfficerByAccount } from './officers.queries.ts'
import { findByNumber, insertOrganisation, listOfficersOrganisations } from './organisation-book.queries.ts'
import { standingOf } from './organisations.permissions.ts'
import type { Scheme } from './organisations.rules.ts'
import { insertReceipt, listReceipts, listUndertaking } from './receipts.queries.ts'
import type { DeMinimisKind, ReceiptKind } from './record.rules.ts'
import { parseAlsaceMoselle } from './register-entries.rules.ts'
import { findOrganisation, standingId } from './sheet.queries.ts'
import { type AidWindow, aidWindow } from './undertaking.rules.ts'

// What other modules ask of the directory. Rights are theirs.

/** A number as somebody types it, with what it is; null when it is none that we know. A damaged SIRET gives its SIREN. */
export function readNumber(text: string): { readonly scheme: Scheme; readonly value: string } | null {
  const siren = parseSiren(text)
  if (siren !== null) return { scheme: 'siren', value: siren }
  const siret = readSiret(text, false)
  if (siret.kind === 'valid') return { scheme: 'siret', value: siret.siret }
  if (siret.kind === 'recovered') return { scheme: 'siren', value: siret.siren }
  const rna = parseRna(text)
  if (rna !== null) return { scheme: 'rna', value: rna }
  const register = parseAlsaceMoselle(text)
  return register === null ? null : { scheme: 'alsace_moselle', value: register }
}

/**
 * The organisation of a number (SIREN, SIRET, RNA, Alsace-Moselle), wherever its record stands now; null when none has it,
 * or several do, which a person has to settle.
 */
export async function findOrganisationByNumber(
  db: Database,
  text: string,
): Promise<{ readonly id: string; readonly name: string } | null> {
  const number = readNumber(text)
  return number && findByNumber(db, number)
}

/** What a form may be filled with from the directory; empty text where nothing is known. */
export interface Prefill {
  readonly id: string
  readonly name: string
  readonly siren: string
  readonly siret: string
  readonly rna: string
  readonly legalForm: string
  readonly acronym: string
  readonly presentation: string
  readonly website: string
  readonly email: string
  readonly telephone: string
  readonly street: string
  readonly postcode: string
  readonly city: string
  /** Who presides today, where the record says so. */
  readonly president: string
}

/** What this person may see of the record, and no more: anybody types a number, and some of a record is not public. */
export async function prefillOf(
  db: Database,
  id: string,
  actor: Visitor,
  on: CalendarDate,
): Promise<Prefill | null> {
  const standing = await standingId(db, id)
  const found = standing && (await findOrganisation(db, standing, on))
  if (!found) return null
  const isOfficer = actor !== null && (await isOfficerByAccount(db, found.id, actor.id))
  const sheet = seenBy(found, standingOf(actor, isOfficer))
  const value = (field: string) => sheet.values.find((each) => each.field === field)?.value ?? ''
  const number = (scheme: Scheme) =>
    sheet.identifiers.find((each) => each.scheme === scheme && each.to === null)?.value ?? ''
  const office = sheet.establishments.find((each) => each.isHeadOffice) ?? sheet.establishments[0]
  const president = sheet.people.find(
    ({ role, from, to }) =>
      role === 'president' && (from === null || from <= on) && (to === null || on <= to),
  )
  return {
    id: sheet.id,
    name: sheet.name,
    siren: number('siren'),
    siret: number('siret'),
    rna: number('rna'),
    legalForm: value('legal_form'),
    acronym: value('acronym'),
    presentation: value('presentation'),
    website: value('website'),
    email: value('email'),
    telephone: value('telephone'),
    street: office?.street ?? '',
    postcode: office?.postcode ?? '',
    city: office?.city ?? '',
    president: president?.name ?? '',
  }
}

/** Organisations that this account answers for, so that it applies in their name. */
export function organisationsOf(
  db: Database,
  accountId: string,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  return listOfficersOrganisations(db, accountId)
}

/**
 * Opens a record for an organisation that applied and that the directory lacks; answers the one that has the number where
 * there is one. `db` may be the caller's transaction.
 */
export async function ensureOrganisation(
  db: Database,
  asked: { readonly name: string; readonly number: string; readonly source: string },
  on: CalendarDate,
): Promise<{ readonly id: string; readonly name: string }> {
  const number = readNumber(asked.number)
  const known = number && (await findByNumber(db, number))
  if (known) return known
  return insertOrganisation(db, { ...asked, number }, on)
}

export interface GrantToRecord {
  readonly organisationId: string
  readonly kind: Exclude<ReceiptKind, 'declared'>
  readonly day: CalendarDate
  readonly amount: Cents
  readonly subject: string
  readonly actReference: string
  readonly deMinimis: DeMinimisKind
  /** The object that it comes from: the same one is recorded once, however often it is sent. */
  readonly source: { readonly kind: string; readonly id: string }
}

/** Writes on the record what the town gave; answers whether it is new. `db` is the caller's transaction. */
export async function recordGrant(
  { db }: Pick<Context, 'db'>,
  { organisationId, source, ...draft }: GrantToRecord,
): Promise<{ readonly isNew: boolean }> {
  return { isNew: (await insertReceipt(db, organisationId, { ...draft, grantor: '' }, source)) !== null }
}

/** De minimis aid of the single undertaking on that day, with the answer of the law (AID-01). */
export async function aidWindowOf(
  db: Database,
  organisationId: string,
  on: CalendarDate,
): Promise<AidWindow> {
  const undertaking = await listUndertaking(db, organisationId, on)
  return aidWindow(await listReceipts(db, organisationId, undertaking), on)
}
