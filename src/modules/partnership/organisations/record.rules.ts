import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { Cents } from '#kernel/cents.ts'
import type { PaymentReading } from './french-values.rules.ts'
import type { OpeningHours } from './opening-hours.rules.ts'
import type { Identifier } from './organisations.rules.ts'

/** What registers say of an organisation, in the order of its page. */
export const registerFields = [
  'legal_form',
  'activity',
  'ess',
  'ess_reason',
  'esus',
  'size',
  'founded_on',
] as const
const otherNames = ['usual_name', 'acronym'] as const
export const contactFields = ['website', 'email', 'telephone'] as const

/** Fields whose reader the organisation chooses: its name and its numbers are always public. */
export const choosableFields = [...otherNames, 'presentation', ...contactFields, ...registerFields] as const

/** What its page shows under its identity. */
export const factFields = [...otherNames, ...registerFields] as const

/** Everything that is said of an organisation in one line, in the order of its page. */
export const recordFields = ['name', ...choosableFields] as const
export type RecordField = (typeof recordFields)[number]

/** What the State publishes is shown unless the organisation objects; how to reach somebody is shown once it agreed. */
const privateByDefault: ReadonlySet<string> = new Set(['email', 'telephone'])

export type Consents = Readonly<Partial<Record<string, boolean>>>

/** Whether everybody reads that field: the answer of the organisation, else the rule of the field. Its name is always shown. */
export function isShown(field: string, consents: Consents): boolean {
  if (field === 'name') return true
  return consents[field] ?? !privateByDefault.has(field)
}

/** Why it belongs to the social and solidarity economy (law of 31 July 2014, art. 1 and 2). */
export const essReasons = ['association', 'cooperative', 'mutual', 'foundation', 'company', 'no'] as const

/** Bands of employees as INSEE writes them (`trancheEffectifsUniteLegale`). */
export const sizeBands = [
  'NN',
  '00',
  '01',
  '02',
  '03',
  '11',
  '12',
  '21',
  '22',
  '31',
  '32',
  '41',
  '42',
  '51',
  '52',
  '53',
] as const

export const legalForms = ['9220', '5498', '5710', '5458', '5460', '9300', '6317', '7210', '1000'] as const

export interface FieldValue {
  readonly field: RecordField
  readonly value: string
  readonly source: string
  readonly recordedOn: CalendarDate
  readonly isLocal: boolean
  /** What imports say, whether or not it is what is shown; null when they say nothing. */
  readonly imported: string | null
}

export interface Topic {
  readonly id: string
  readonly parentId: string | null
  readonly label: Readonly<Record<'fr' | 'en', string>>
}

export interface Establishment {
  readonly id: string
  readonly name: string
  readonly street: string
  readonly postcode: string
  readonly city: string
  readonly point: { readonly lat: number; readonly lon: number } | null
  /** Fourteen digits; empty where it is not known. */
  readonly siret: string
  /** In the syntax of OpenStreetMap, as it was written. */
  readonly openingHours: string
  readonly hours: OpeningHours | null
  readonly isHeadOffice: boolean
  /** That its point is in; null where it has none, is outside or no outlines were brought. */
  readonly commune: { readonly code: string; readonly name: string } | null
}

/** A number that names the body between two days: a body that moves changes SIRET. */
export interface DatedNumber extends Identifier {
  readonly id: string
  /** Seat of the court of an entry of Alsace-Moselle; empty for other numbers. */
  readonly court: string
  readonly from: CalendarDate | null
  readonly to: CalendarDate | null
  readonly source: string
  readonly isImported: boolean
  /** Of this record, not of one that gave way to it. */
  readonly isOwn: boolean
}

export const personRoles = [
  'president',
  'treasurer',
  'secretary',
  'director',
  'manager',
  'contact',
  'other',
] as const
export type PersonRole = (typeof personRoles)[number]

export interface Person {
  readonly id: string
  readonly name: string
  readonly role: PersonRole
  readonly email: string
  readonly telephone: string
  readonly from: CalendarDate | null
  readonly to: CalendarDate | null
  readonly mandate: string
  readonly isPublic: boolean
}

export const tieKinds = ['member_of', 'controls', 'partner_of'] as const
export type TieKind = (typeof tieKinds)[number]

export interface Tie {
  readonly id: string
  readonly kind: TieKind
  /** Read from this organisation to the other, or the other way round. */
  readonly isOutgoing: boolean
  readonly other: { readonly id: string; readonly name: string }
  readonly from: CalendarDate | null
  readonly to: CalendarDate | null
  readonly evidence: string
}

export interface Label {
  readonly id: string
  readonly name: string
  readonly issuer: string
  readonly obtainedOn: CalendarDate | null
  readonly expiresOn: CalendarDate | null
  readonly proof: string
}

export const meetingKinds = ['meeting', 'visit', 'call', 'mail', 'event'] as const
export type MeetingKind = (typeof meetingKinds)[number]

export interface Meeting {
  readonly id: string
  readonly heldOn: CalendarDate
  readonly kind: MeetingKind
  readonly participants: string
  readonly about: string
  readonly nextStep: string
  readonly nextOn: CalendarDate | null
  readonly isDone: boolean
}

/** What the town gives; `declared` is aid of another funder, which the organisation told. */
export const receiptKinds = ['grant', 'premises', 'staff', 'gift', 'contract', 'declared'] as const
export type ReceiptKind = (typeof receiptKinds)[number]

/** Which regulation on small aid a receipt comes under; `unsaid` until somebody has looked. */
export const deMinimisKinds = ['unsaid', 'none', 'general', 'sgei'] as const
export type DeMinimisKind = (typeof deMinimisKinds)[number]

export interface Receipt {
  readonly id: string
  readonly kind: ReceiptKind
  readonly day: CalendarDate | null
  readonly amount: Cents
  readonly subject: string
  readonly actReference: string
  /** When it is paid, where its file says so, and what is written beside: « Solde en 2018 ». */
  readonly payment: PaymentReading
  readonly deMinimis: DeMinimisKind
  /** Who gave, where it is not the town. */
  readonly grantor: string
  /** File or part of the product that it comes from; null when it was written by hand. */
  readonly origin: string | null
  /** Name of the record that it was written on, where that is another one of the same undertaking; null else. */
  readonly of: string | null
  readonly isOfFile: boolean
}

/** Whether something with those days stands on that day. */
export function isCurrent(
  { from, to }: { readonly from: CalendarDate | null; readonly to: CalendarDate | null },
  on: CalendarDate,
): boolean {
  return (from === null || from <= on) && (to === null || on <= to)
}

/** Amount that the town itself gave: what other funders gave is beside it. */
export function isOfTown({ kind }: Pick<Receipt, 'kind'>): boolean {
  return kind !== 'declared'
}

/** The state of a label on that day. */
export function labelState({ expiresOn }: Label, on: CalendarDate): 'valid' | 'expired' | 'unknown' {
  if (expiresOn === null) return 'unknown'
  return on <= expiresOn ? 'valid' : 'expired'
}
