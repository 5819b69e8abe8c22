import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { Role } from '#kernel/roles.ts'

export const projectStatuses = ['preparing', 'running', 'closed', 'abandoned'] as const
export type ProjectStatus = (typeof projectStatuses)[number]

export const parts = ['sponsor', 'lead', 'member'] as const
export type Part = (typeof parts)[number]

/** A project without what hangs on it. */
export interface Project {
  readonly id: string
  /** Short stable name, used in addresses: `demenagement-des-archives`. */
  readonly code: string
  readonly title: string
  readonly purpose: string
  readonly measureId: string | null
  readonly status: ProjectStatus
  /** Read by its members and the head of the administration only. */
  readonly isRestricted: boolean
  readonly startsOn: CalendarDate
  readonly endsOn: CalendarDate | null
  readonly budgetCents: number
  readonly plannedMin: number
  readonly version: number
  /** Raised by each change of the board. */
  readonly boardVersion: number
}

export interface ProjectDraft {
  readonly title: string
  readonly purpose: string
  readonly measureId: string | null
  readonly isRestricted: boolean
  readonly startsOn: CalendarDate
  readonly endsOn: CalendarDate | null
  readonly budgetCents: number
  readonly plannedMin: number
}

export interface Member {
  readonly accountId: string
  readonly name: string
  readonly part: Part
  /** Service of the town or partner authority that the person works for. */
  readonly body: string
  readonly isPartner: boolean
  readonly joinedOn: CalendarDate
  readonly endsOn: CalendarDate | null
}

/** Whether the person is of the project that day. */
export function isActive(member: Pick<Member, 'endsOn'>, on: CalendarDate): boolean {
  return member.endsOn === null || member.endsOn >= on
}

/** Longest time that somebody from outside is let in for, in months: their access ends by itself and is asked for again. */
export const longestPartnerMonths = 12

export interface Delegation {
  readonly version: number
  /** What the team decides alone, what it proposes, what it tells. */
  readonly decides: string
  readonly proposes: string
  readonly informs: string
  /** Most that the team spends without asking, cents. */
  readonly spendingCents: number
  readonly writtenBy: string
  readonly signatures: readonly Signature[]
}

export interface Signature {
  readonly accountId: string
  readonly name: string
  readonly role: Role
  readonly signedOn: CalendarDate
}

export type DelegationDraft = Pick<Delegation, 'decides' | 'proposes' | 'informs' | 'spendingCents'>

export interface Review {
  readonly promised: string
  readonly came: string
  readonly reuse: string
  /** Hours saved a year, as the team declares them; null when it does not. */
  readonly hours: { readonly low: number; readonly likely: number; readonly high: number } | null
  readonly closedOn: CalendarDate
}

export const projectActs = [
  'create',
  'admit',
  'dismiss',
  'sign',
  'start',
  'close',
  'abandon',
  'invite',
  'import',
] as const
export type ProjectAct = (typeof projectActs)[number]

/** Segments of addresses, which no project may have as its code. */
export const reservedCodes: ReadonlySet<string> = new Set([
  'nouveau',
  'mon-travail',
  'services',
  'securite',
  'modeles',
])
