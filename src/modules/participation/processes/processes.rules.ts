import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { EngagementLevel } from '#kernel/engagement.ts'

/** What a process is in law: a free form, or a ballot that the code governs. */
export const processForms = ['concertation', 'participatory_budget', 'consultation', 'referendum'] as const
export type ProcessForm = (typeof processForms)[number]

/** Only these decide at the end (rule PAR-19). */
export const deciders = ['council', 'mayor', 'referendum'] as const
export type Decider = (typeof deciders)[number]

export const electorates = ['everyone', 'residents', 'voters'] as const
export type Electorate = (typeof electorates)[number]

export const moderations = ['before', 'after'] as const
export type Moderation = (typeof moderations)[number]

export const processStatuses = ['draft', 'signed', 'open', 'closed', 'answered', 'abandoned'] as const
export type ProcessStatus = (typeof processStatuses)[number]

export const phaseKinds = [
  'information',
  'proposals',
  'assessment',
  'vote',
  'meeting',
  'decision',
  'other',
] as const
export type PhaseKind = (typeof phaseKinds)[number]

/** Kinds of phases in which people are asked something. */
export const askingKinds: readonly PhaseKind[] = ['proposals', 'vote', 'meeting']

export interface Phase {
  readonly id: string
  readonly kind: PhaseKind
  readonly title: string
  readonly startsOn: CalendarDate
  /** Last day, included. */
  readonly endsOn: CalendarDate
}

/** What was promised: something that will be done, by somebody and by a day, or something that is out of scope. */
export interface PromisePoint {
  readonly id: string
  readonly kind: 'promise' | 'out_of_scope'
  readonly statement: string
  readonly responsible: string
  /** Null for what is out of scope. */
  readonly dueOn: CalendarDate | null
}

export interface District {
  readonly id: string
  readonly name: string
  readonly population: number
}

/** What is written before signing, and never rewritten after. */
export interface ProcessTerms {
  readonly title: string
  readonly theme: string
  readonly summary: string
  readonly measureId: string | null
  readonly form: ProcessForm
  readonly engagement: EngagementLevel
  readonly decider: Decider
  /** `Le conseil municipal`, `Solène Marchaudon, maire`. */
  readonly deciderName: string
  readonly decisionOn: CalendarDate | null
  /** Day of the same decision if nobody were asked. */
  readonly decisionWithoutOn: CalendarDate | null
  readonly refusalReasoning: string
  readonly procedure: string
  readonly information: string
  readonly timeReason: string
  readonly resultsPlan: string
  readonly resultsOn: CalendarDate | null
  readonly electorate: Electorate
  readonly minimumAge: number
  readonly moderation: Moderation
  /** Days within which each contribution gets its answer, from the end of the proposals. */
  readonly answerDays: number
}

export interface Process extends ProcessTerms {
  readonly id: string
  readonly slug: string
  readonly status: ProcessStatus
  readonly signedOn: CalendarDate | null
  readonly openedOn: CalendarDate | null
  readonly closedOn: CalendarDate | null
  readonly answeredOn: CalendarDate | null
  readonly decidedOn: CalendarDate | null
  readonly abandonedOn: CalendarDate | null
  readonly abandonedReason: string
  readonly version: number
  /** Account of whoever prepared it, who is reminded of what it promises. */
  readonly createdBy: string | null
  /** In the order of the days. */
  readonly phases: readonly Phase[]
  readonly points: readonly PromisePoint[]
  /** Districts it is about; empty for the whole town. */
  readonly districts: readonly District[]
}

/** Whether people may do, on that day, what phases of that kind are for. A process that is not open asks nothing. */
export function isPhaseOpen(
  process: Pick<Process, 'status' | 'phases'>,
  kind: PhaseKind,
  day: CalendarDate,
): boolean {
  return process.status === 'open' && phaseOn(process, kind, day) !== null
}

/** The phase of that kind that holds the day, whatever the state of the process; null when none does. */
export function phaseOn(
  { phases }: Pick<Process, 'phases'>,
  kind: PhaseKind,
  day: CalendarDate,
): Phase | null {
  return phases.find((phase) => phase.kind === kind && phase.startsOn <= day && day <= phase.endsOn) ?? null
}

/** The draft of a process is the town's own work; everything after its signature is public. */
export function isPublicStatus(status: ProcessStatus): boolean {
  return publicProcessStatuses.includes(status)
}

/** A signed process that was given up stays public with its reason; an abandoned draft never was. */
export const publicProcessStatuses: readonly ProcessStatus[] = [
  'signed',
  'open',
  'closed',
  'answered',
  'abandoned',
]

/** A phase as other programs read it. */
export function phaseJson({ id, kind, title, startsOn, endsOn }: Phase) {
  return { id, kind, title, starts_on: startsOn, ends_on: endsOn }
}
