import { assertDefined } from '#kernel/assert.ts'
import { addDays, addMonths, type CalendarDate } from '#kernel/calendar-date.ts'
import type { AnyRule, RuleVersion } from './rule.rules.ts'

/** Why a rule must be read again: it was not for a year, or the law changed since. */
export type ReviewReason = 'older_than_a_year' | 'changed_since'

export interface RuleReview {
  readonly rule: AnyRule
  /** Day on which the versions that still matter were last read; the oldest of them. */
  readonly reviewedOn: CalendarDate
  readonly reasons: readonly ReviewReason[]
  /** Last known change since the review, up to the day asked. */
  readonly changedOn: CalendarDate | null
  /** First known change after the day asked. */
  readonly nextChange: CalendarDate | null
}

/** Where each rule stands on a day, in the order given. */
export function reviewRules(rules: readonly AnyRule[], on: CalendarDate): readonly RuleReview[] {
  return rules.map((rule) => reviewRule(rule, on))
}

/** Rules to read again, the longest unread first. */
export function rulesToReview(rules: readonly AnyRule[], on: CalendarDate): readonly RuleReview[] {
  return reviewRules(rules, on)
    .filter(({ reasons }) => reasons.length > 0)
    .sort((a, b) => a.reviewedOn.localeCompare(b.reviewedOn))
}

function reviewRule(rule: AnyRule, on: CalendarDate): RuleReview {
  const reviewedOn = lastReview(rule, on)
  const changes = changeDays(rule)
  const changedOn = changes.findLast((day) => day > reviewedOn && day <= on) ?? null
  const reasons: ReviewReason[] = []
  if (addMonths(reviewedOn, 12) < on) reasons.push('older_than_a_year')
  if (changedOn) reasons.push('changed_since')
  return { rule, reviewedOn, reasons, changedOn, nextChange: changes.find((day) => day > on) ?? null }
}

/** What is over needs no new reading, unless nothing came after it. */
function lastReview({ versions }: AnyRule, on: CalendarDate): CalendarDate {
  const living = versions.filter(({ to }) => to === null || to >= on)
  const read = living.length > 0 ? living : versions.slice(-1)
  return assertDefined(read.map(({ reviewedOn }) => reviewedOn).sort()[0], 'a rule has a version')
}

/** Days on which a version starts, or stops without a successor, in their order. */
function changeDays({ versions }: AnyRule): readonly CalendarDate[] {
  const starts = versions.flatMap(({ from }) => from ?? [])
  const ends = versions.flatMap((version: RuleVersion<never>) => (version.to ? addDays(version.to, 1) : []))
  return [...new Set([...starts, ...ends])].sort()
}
