import { assertDefined } from '#kernel/assert.ts'
import { addDays, type CalendarDate } from '#kernel/calendar-date.ts'
import type { Wording } from '#kernel/locale.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { type FactRefusal, parseFacts } from './facts.rules.ts'
import { findRule } from './registry.rules.ts'
import type {
  AnyRule,
  Conclusion,
  Confidence,
  Contradiction,
  Lacking,
  RuleValue,
  RuleVersion,
  Status,
  Step,
} from './rule.rules.ts'
import { sources } from './sources.ts'

/** The answer of a rule on a day, with everything needed to check it by hand. */
export interface Answer {
  readonly rule: string
  /** Null on a day when no version is in force. */
  readonly version: string | null
  readonly on: CalendarDate
  readonly status: Status
  readonly value: RuleValue
  readonly unit: string | null
  readonly threshold: RuleValue
  readonly excess: number | null
  readonly cure: Wording | null
  readonly article: string
  readonly confidence: Confidence
  readonly toVerify: Wording | null
  readonly source: string
  readonly reviewedOn: CalendarDate
  readonly steps: readonly Step[]
  /** First day after `on` on which the same facts get another status, value, threshold or excess; null when none is known. */
  readonly nextChange: CalendarDate | null
  /** Names of the facts without which the rule cannot answer; empty unless the status is `unknown`. */
  readonly missing: readonly string[]
}

export type EvaluateRefusal = FactRefusal | { readonly code: 'unknown_rule'; readonly name: string }

/**
 * What a rule answers to facts, on the day of the event that it names (its anchor). Facts are checked against what the
 * rule asks for: an unknown one or a wrong type is refused, an absent one makes the answer `unknown`.
 */
export function evaluate(
  ruleId: string,
  facts: Readonly<Record<string, unknown>>,
  on: CalendarDate,
): Result<Answer, readonly EvaluateRefusal[]> {
  const rule = findRule(ruleId)
  if (!rule) return refuse([{ code: 'unknown_rule', name: ruleId }])
  const parsed = parseFacts(rule.facts, facts)
  if (!parsed.ok) return parsed
  const ready = { rule, ...parsed.value }
  const contradiction = contradictionIn(ready)
  if (contradiction) return refuse([{ code: 'wrong_fact', ...contradiction }])
  const found = conclude(ready, on)
  return ok({ ...found, nextChange: nextChange(ready, found) })
}

/** A rule with facts parsed by its own specifications, which is what its functions were typed with: hence `never`. */
interface Ready {
  readonly rule: AnyRule
  readonly values: Readonly<Record<string, unknown>>
  readonly missing: readonly string[]
}

function contradictionIn({ rule, values, missing }: Ready): Contradiction | null {
  return missing.length === 0 ? (rule.contradiction?.(values as never) ?? null) : null
}

type Found = Omit<Answer, 'nextChange'>

function conclude({ rule, values, missing }: Ready, on: CalendarDate): Found {
  const version = rule.versions.find((candidate) => isInForce(candidate, on))
  if (!version) return outOfForce(rule, on)
  if (missing.length > 0) return lacking(rule, version, on, missing)
  const concluded = version.compute(values as never, on)
  return isLacking(concluded)
    ? lacking(rule, version, on, concluded.missing)
    : { ...identity(rule, version, on), ...complete(concluded), missing: [] }
}

function isInForce({ from, to }: RuleVersion<never>, on: CalendarDate): boolean {
  return (from === null || from <= on) && (to === null || on <= to)
}

function isLacking(concluded: Conclusion | Lacking): concluded is Lacking {
  return 'missing' in concluded
}

function identity(rule: AnyRule, version: RuleVersion<never>, on: CalendarDate) {
  return {
    rule: rule.id,
    version: version.version,
    on,
    article: version.article,
    confidence: version.confidence,
    toVerify: version.toVerify ?? null,
    source: version.sources.map((key) => sources[key]).join(' ; '),
    reviewedOn: version.reviewedOn,
  }
}

function complete(concluded: Conclusion) {
  return {
    status: concluded.status,
    value: concluded.value ?? null,
    unit: concluded.unit ?? null,
    threshold: concluded.threshold ?? null,
    excess: concluded.excess ?? null,
    cure: concluded.cure ?? null,
    steps: concluded.steps ?? [],
  }
}

function lacking(
  rule: AnyRule,
  version: RuleVersion<never>,
  on: CalendarDate,
  missing: readonly string[],
): Found {
  return { ...identity(rule, version, on), ...nothing, status: 'unknown', missing }
}

const nothing = { value: null, unit: null, threshold: null, excess: null, cure: null, steps: [] }

/** Before the first version, between two, or after the last: what the rule then says, with the nearest version's article. */
function outOfForce(rule: AnyRule, on: CalendarDate): Found {
  const nearest = assertDefined(
    rule.versions.findLast(({ from }) => from !== null && from <= on) ?? rule.versions[0],
    `${rule.id} has a version`,
  )
  const isBefore = nearest.from !== null && on < nearest.from
  const base = { ...identity(rule, nearest, on), ...nothing, version: null, missing: [] }
  if (isBefore && rule.before)
    return {
      ...base,
      status: 'forbidden',
      threshold: rule.before.threshold ?? null,
      steps: [{ name: 'before_first_version', value: nearest.from, unit: 'date', text: rule.before.text }],
    }
  return {
    ...base,
    status: 'not_applicable',
    steps: [
      isBefore
        ? { name: 'in_force_from', value: nearest.from, unit: 'date', text: notYet }
        : { name: 'in_force_to', value: nearest.to, unit: 'date', text: noLonger },
    ],
  }
}

const notYet: Wording = {
  fr: 'La règle n’était pas encore en vigueur à cette date.',
  en: 'The rule was not yet in force on this date.',
}
const noLonger: Wording = {
  fr: 'La règle n’est plus en vigueur à cette date.',
  en: 'The rule is no longer in force on this date.',
}

/** The first later day, among those on which something can change, whose answer differs. */
function nextChange(ready: Ready, found: Found): CalendarDate | null {
  for (const day of [...daysToTry(ready, found.on)].sort()) {
    const later = conclude(ready, day)
    if (differs(found, later)) return day
  }
  return null
}

function daysToTry({ rule, values, missing }: Ready, on: CalendarDate): ReadonlySet<CalendarDate> {
  const days = new Set<CalendarDate>()
  const keep = (day: CalendarDate | null) => {
    if (day !== null && day > on) days.add(day)
  }
  for (const { from, to } of rule.versions) {
    keep(from)
    keep(to && addDays(to, 1))
  }
  if (missing.length === 0 && rule.changeDays)
    for (const day of rule.changeDays(values as never, on)) keep(day)
  return days
}

function differs(a: Found, b: Found): boolean {
  return (
    a.status !== b.status ||
    a.excess !== b.excess ||
    !isSame(a.value, b.value) ||
    !isSame(a.threshold, b.threshold)
  )
}

function isSame(a: RuleValue, b: RuleValue): boolean {
  return (
    a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b))
  )
}
