import { addDays, type CalendarDate, daysBetween } from '#kernel/calendar-date.ts'

export const categories = [
  'mobility',
  'nature',
  'public_space',
  'culture',
  'sport',
  'youth',
  'solidarity',
  'energy',
  'safety',
  'town_hall',
  'other',
] as const
export type Category = (typeof categories)[number]

export const proposalStatuses = [
  'draft',
  'submitted',
  'published',
  'refused',
  'hidden',
  'withdrawn',
  'merged',
] as const
/**
 * `submitted` waits for a moderator; `refused` was never public; `hidden` was, until a moderator took it away. Only
 * `published` is in lists, counts and exports.
 */
export type ProposalStatus = (typeof proposalStatuses)[number]

export const verdicts = ['accepted', 'accepted_in_part', 'refused'] as const
export type Verdict = (typeof verdicts)[number]

/** Where a proposal is, in degrees (WGS 84). */
export interface Point {
  readonly lat: number
  readonly lon: number
}

/** What its author writes. */
export interface ProposalText {
  readonly title: string
  readonly body: string
  readonly category: Category
  readonly street: string
  readonly point: Point | null
  readonly districtId: string | null
}

/** The process that a proposal answers to, as far as proposals care. */
export interface ProposalProcess {
  readonly id: string
  readonly slug: string
  readonly title: string
  readonly isOpen: boolean
  /** Last day for proposals; null when no phase asks for any. */
  readonly lastDay: CalendarDate | null
  readonly moderation: 'before' | 'after'
  readonly answerDays: number
}

/** Contact of whoever wrote or supported something: what notifications are sent to. */
export type Contact = { readonly accountId: string } | { readonly email: string }

/** Somebody who takes part: with an account, a confirmed mailbox, or neither (words taken down at the desk). */
export interface Contributor {
  readonly id: string
  readonly accountId: string | null
  readonly email: string | null
  readonly name: string
}

export function contactOf({ accountId, email }: Pick<Contributor, 'accountId' | 'email'>): Contact | null {
  if (accountId !== null) return { accountId }
  return email === null ? null : { email }
}

export interface Proposal extends ProposalText {
  readonly id: string
  readonly number: number
  readonly process: { readonly id: string; readonly slug: string; readonly title: string }
  /** Null for a draft that nobody has signed yet. */
  readonly author: Contributor | null
  /** Those who may speak for it: who wrote it and the co-authors. */
  readonly authorIds: readonly string[]
  readonly coauthors: readonly Contributor[]
  readonly isDictated: boolean
  readonly status: ProposalStatus
  readonly writtenAt: Date
  readonly publishedOn: CalendarDate | null
  readonly answerDueOn: CalendarDate | null
  readonly verdict: Verdict | null
  readonly mergedInto: number | null
  readonly version: number
  readonly supportCount: number
  readonly commentCount: number
}

export const longestTitle = 140
export const longestBody = 8000
export const mostPictures = 4

/** Proposals of drafts that nobody came back to are deleted after so many days. */
export const draftLife_days = 30

/**
 * Day by which the town answers, said when the proposal is published: so many days after the last day for proposals, or
 * after the publication where that comes later (a moderator may need some days).
 */
export function answerDueOn(
  process: Pick<ProposalProcess, 'lastDay' | 'answerDays'>,
  publishedOn: CalendarDate,
): CalendarDate {
  const from = process.lastDay !== null && process.lastDay > publishedOn ? process.lastDay : publishedOn
  return addDays(from, process.answerDays)
}

/** How long the town still has, or by how much it is late; null once it answered, or when nothing is owed any more. */
export type Countdown = { readonly kind: 'left' | 'late'; readonly days: number } | null

export function countdownOf(
  { status, verdict, answerDueOn: due }: Pick<Proposal, 'status' | 'verdict' | 'answerDueOn'>,
  today: CalendarDate,
): Countdown {
  if (status !== 'published' || verdict !== null || due === null) return null
  const days = daysBetween(today, due)
  return days >= 0 ? { kind: 'left', days } : { kind: 'late', days: -days }
}

/** Whether people may still support it and discuss it: until the town has answered. */
export function isDiscussed(proposal: Pick<Proposal, 'status' | 'verdict'>): boolean {
  return proposal.status === 'published' && proposal.verdict === null
}

export function isPublic(status: ProposalStatus): boolean {
  return status === 'published' || status === 'merged' || status === 'withdrawn'
}
