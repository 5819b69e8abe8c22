import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { LeadField } from '#modules/steering/law/rules.public.ts'

export const depths = ['informal', 'formal', 'integrated'] as const
/** From a meeting to a new legal person (note, II.A; INT-31). */
export type Depth = (typeof depths)[number]

/** What a cooperation is in law, by depth. */
export const legalKinds = {
  informal: ['meeting', 'network'],
  formal: [
    'agreement',
    'scheme',
    'pact',
    'purchasing_group',
    'service_available',
    'shared_service',
    'lead_agreement',
  ],
  integrated: ['syndicate', 'spl', 'gip'],
} as const satisfies Readonly<Record<Depth, readonly string[]>>
export type LegalKind = (typeof legalKinds)[Depth][number]

export const everyLegalKind: readonly LegalKind[] = depths.flatMap((depth) => [...legalKinds[depth]])

export function isOfDepth(kind: LegalKind, depth: Depth): boolean {
  return legalKinds[depth].some((each) => each === kind)
}

export const statuses = [
  'idea',
  'mandated',
  'compared',
  'tested',
  'signed',
  'running',
  'ended',
  'dropped',
] as const
export type CooperationStatus = (typeof statuses)[number]

export const partyKinds = ['town', 'commune', 'epci', 'departement', 'region'] as const
/** `town` is the town of this site; the others are those of the catalogue. */
export type PartyKind = (typeof partyKinds)[number]

export const partyRoles = ['coordinator', 'member', 'lead'] as const
/** `lead` is the *chef de file* that the law names (CGCT L1111-9); one chosen freely is a coordinator. */
export type PartyRole = (typeof partyRoles)[number]

export interface Party {
  readonly id: string
  readonly kind: PartyKind
  readonly code: string
  readonly name: string
  readonly role: PartyRole
  /** Field in which the law makes it the lead; null unless it is one. */
  readonly leadField: LeadField | null
  /** Its part of the money, in hundredths of a percent. */
  readonly fundingBp: number
  readonly hasVeto: boolean
  readonly joinedOn: CalendarDate
  readonly leftOn: CalendarDate | null
  readonly leftReason: string
  /** Day on which it agreed that everybody reads the cooperation. */
  readonly publishesOn: CalendarDate | null
}

export const termKinds = ['open', 'fixed', 'tacit', 'express'] as const
export type TermKind = (typeof termKinds)[number]

/** What the parties agree on, beside the text itself. */
export interface Terms {
  readonly effectOn: CalendarDate | null
  /** Null until it is chosen. */
  readonly term: TermKind | null
  readonly termMonths: number | null
  readonly renewalMonths: number | null
  /** Tacit renewals at most; null without limit. */
  readonly mostRenewals: number | null
  readonly noticeMonths: number | null
  readonly exitClause: string
  /** Notice to leave before the end; null when one leaves at the end of a term only. */
  readonly exitNoticeMonths: number | null
  readonly exitCostCents: number
  readonly yearlyCents: number
  /** Each council says again that it goes on, within six months of its election. */
  readonly reconfirms: boolean
}

/** A form that the cooperation took: the latest is the one being prepared, or in force. */
export interface Round extends Terms {
  readonly number: number
  readonly depth: Depth
  readonly legalKind: LegalKind
  readonly reason: string
  readonly chosenOn: CalendarDate
  readonly signedOn: CalendarDate | null
  readonly noticeGivenOn: CalendarDate | null
  readonly endedOn: CalendarDate | null
  /** Express renewals decided so far. */
  readonly renewedTimes: number
}

export interface Cooperation {
  readonly id: string
  readonly slug: string
  readonly title: string
  readonly theme: string
  readonly summary: string
  readonly measureId: string | null
  readonly status: CooperationStatus
  readonly sharedOn: CalendarDate | null
  readonly endedReason: string
  readonly createdBy: string | null
  readonly version: number
  /** The coordinator or lead first, then in the order in which they joined. */
  readonly parties: readonly Party[]
  /** From the first. */
  readonly rounds: readonly Round[]
}

/** Parties on a day: whoever gave notice is one until its first day without the agreement. */
export function presentParties(
  { parties }: Pick<Cooperation, 'parties'>,
  on: CalendarDate,
): readonly Party[] {
  return parties.filter(({ leftOn }) => leftOn === null || leftOn > on)
}

/** Parties that go on: the form to come is made by those that gave no notice. */
export function stayingParties({ parties }: Pick<Cooperation, 'parties'>): readonly Party[] {
  return parties.filter(({ leftOn }) => leftOn === null)
}

/** Parties that a form binds: those of the day on which it was signed; until then, those that go on. */
export function partiesOfRound(
  cooperation: Pick<Cooperation, 'parties'>,
  { signedOn }: Pick<Round, 'signedOn'>,
): readonly Party[] {
  return signedOn === null ? stayingParties(cooperation) : presentParties(cooperation, signedOn)
}

export function latestRound({ rounds }: Pick<Cooperation, 'rounds'>): Round | null {
  return rounds.at(-1) ?? null
}

/** The form in force: the last that was signed and has not ended. While another one is prepared, it goes on. */
export function roundInForce({ rounds }: Pick<Cooperation, 'rounds'>): Round | null {
  return rounds.findLast(({ signedOn, endedOn }) => signedOn !== null && endedOn === null) ?? null
}

export type Direction = 'horizontal' | 'vertical'

/** Horizontal between authorities of one rank, vertical between ranks (note, II.A); null with fewer than two. */
export function directionOf(parties: readonly Pick<Party, 'kind'>[]): Direction | null {
  if (parties.length < 2) return null
  return new Set(parties.map(({ kind }) => rankOf(kind))).size === 1 ? 'horizontal' : 'vertical'
}

/** The town is a commune like its neighbours. */
export function rankOf(kind: PartyKind): Exclude<PartyKind, 'town'> {
  return kind === 'town' ? 'commune' : kind
}

export const publicStatuses = ['signed', 'running', 'ended'] as const satisfies readonly CooperationStatus[]

/** Everybody reads what was signed once every party present has agreed to it. */
export function isPublic(
  cooperation: Pick<Cooperation, 'parties' | 'rounds' | 'status'>,
  on: CalendarDate,
): boolean {
  const present = presentParties(cooperation, on)
  return (
    cooperation.rounds.some(({ signedOn }) => signedOn !== null) &&
    (publicStatuses.some((status) => status === cooperation.status) || roundInForce(cooperation) !== null) &&
    present.length > 0 &&
    present.every(({ publishesOn }) => publishesOn !== null)
  )
}

/** What everybody reads of a published cooperation: the forms that were signed. The next one stays inside until then. */
export function asPublished(cooperation: Cooperation): Cooperation {
  const isPreparing = publicStatuses.every((status) => status !== cooperation.status)
  return {
    ...cooperation,
    rounds: cooperation.rounds.filter(({ signedOn }) => signedOn !== null),
    status: isPreparing ? 'running' : cooperation.status,
  }
}

/** Informal cooperation takes no act (INT-31): no council votes and nothing is signed but the minutes. */
export function needsCouncils({ depth }: Pick<Round, 'depth'>): boolean {
  return depth !== 'informal'
}
