import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { EngagementLevel } from '#kernel/engagement.ts'

export const callStatuses = ['draft', 'open', 'jury', 'arbitrated', 'decided', 'closed_out'] as const
export type CallStatus = (typeof callStatuses)[number]

/** What a call is at a moment: its status, and where it stands in its calendar. */
export const stages = [
  'draft',
  'coming',
  'open',
  'closed',
  'jury',
  'arbitrated',
  'decided',
  'closed_out',
] as const
export type Stage = (typeof stages)[number]

export const applicantKinds = ['association', 'foundation', 'cooperative', 'company', 'public_body'] as const
export type ApplicantKind = (typeof applicantKinds)[number]

/** Who comes first of two files with the same mark: said before the jury sits, never after. */
export const tieRules = ['receipt', 'smaller_request', 'larger_request'] as const
export type TieRule = (typeof tieRules)[number]

export interface CallRules {
  readonly title: string
  readonly summary: string
  readonly rulesText: string
  readonly legalBasis: string
  readonly applicants: readonly ApplicantKind[]
  readonly engagement: EngagementLevel
  readonly measureId: string | null
  readonly rulesDeliberationId: string | null
  readonly opensAt: Date
  /** Received at that instant is in time; received after, late. */
  readonly closesAt: Date
  readonly answerOn: CalendarDate
  /** Jurors who read each file, two at least; null: all of them. */
  readonly readersPerFile: number | null
  readonly tieRule: TieRule
  /** Percents of the grant, 100 together; the last is paid after the report. */
  readonly instalments: readonly number[]
  readonly contact: string
}

export interface Call extends CallRules {
  readonly id: string
  readonly code: string
  readonly status: CallStatus
  readonly clonedFrom: string | null
  readonly legalFacts: Readonly<Record<string, unknown>> | null
  readonly legalCheckedOn: CalendarDate | null
  readonly agreementTemplate: string
  readonly version: number
}

/** A line of the score grid. */
export interface Criterion {
  readonly number: number
  readonly label: string
  /** Percent of the whole mark. */
  readonly weight: number
  readonly scale: string
  readonly highest: number
}

export interface Envelope {
  readonly number: number
  readonly label: string
  readonly cents: number
}

export interface Juror {
  readonly accountId: string
  readonly name: string
  readonly isChair: boolean
}

/** A call with all that is published with it. */
export interface Offer {
  readonly call: Call
  readonly criteria: readonly Criterion[]
  readonly envelopes: readonly Envelope[]
  readonly jurors: readonly Juror[]
}

export function stageOf(call: Pick<Call, 'status' | 'opensAt' | 'closesAt'>, now: Date): Stage {
  if (call.status !== 'open') return call.status
  if (now < call.opensAt) return 'coming'
  return now <= call.closesAt ? 'open' : 'closed'
}

/** Codes that addresses of the module need for themselves. */
export const reservedCodes: ReadonlySet<string> = new Set([
  'nouveau',
  'mes-candidatures',
  'confirmation',
  'papiers',
  'scdl',
  'laureats',
])

export type OpeningFault =
  | 'legal_missing'
  | 'legal_contract'
  | 'deliberation_missing'
  | 'weights_not_100'
  | 'envelope_missing'
  | 'jurors_missing'
  | 'chair_missing'
  | 'closing_past'

/** Fewer assessors than this would be one person's opinion. */
export const leastJurors = 2

/**
 * What a draft lacks before it may open, in the order in which a service gathers it. `isGrant` is the answer of the law to
 * "grant or public contract?" (SUB-01); null when it was not asked.
 */
export function whatLacks(offer: Offer, isGrant: boolean | null, now: Date): OpeningFault[] {
  const { call, criteria, envelopes, jurors } = offer
  const lacks: OpeningFault[] = []
  if (isGrant === null) lacks.push('legal_missing')
  if (isGrant === false) lacks.push('legal_contract')
  if (call.rulesDeliberationId === null) lacks.push('deliberation_missing')
  if (sumOf(criteria.map(({ weight }) => weight)) !== 100) lacks.push('weights_not_100')
  if (envelopes.length === 0) lacks.push('envelope_missing')
  if (jurors.length < Math.max(leastJurors, call.readersPerFile ?? 0)) lacks.push('jurors_missing')
  if (!jurors.some(({ isChair }) => isChair)) lacks.push('chair_missing')
  if (call.closesAt <= now) lacks.push('closing_past')
  return lacks
}

export function sumOf(numbers: Iterable<number>): number {
  let sum = 0
  for (const number of numbers) sum += number
  return sum
}
