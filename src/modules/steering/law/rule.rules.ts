import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { Wording } from '#kernel/locale.ts'
import type { FactSpecs, FactValues } from './facts.rules.ts'
import type { SourceKey } from './sources.ts'

/** Headings under which the rules are listed. A theme is a file of `rules/`, or a few rules of one. */
export const themes = [
  'scic',
  'social_economy',
  'subsidies',
  'patronage',
  'crowdfunding',
  'loans',
  'advertising',
  'premises',
  'state_aid',
  'procurement',
  'cooperation',
  'participation',
  'council',
  'open_data',
  'digital',
  'staff',
] as const
export type Theme = (typeof themes)[number]

/** What happens on the day that chooses the version: `on` is the date of this event, not always today. */
export type Anchor =
  | 'act'
  | 'grant'
  | 'launch'
  | 'fy_end'
  | 'payment'
  | 'ballot'
  | 'request'
  | 'sign'
  | 'statutes'
  | 'notification'
  | 'publication'
  | 'breach'
  | 'issue'
  | 'budget'
  | 'meeting'
  | 'renewal'
  | 'reference_day'

export type Status =
  | 'allowed'
  | 'forbidden'
  | 'required'
  | 'not_required'
  | 'computed'
  | 'warning'
  | 'not_applicable'
  | 'unknown'

/** `to_verify`: a lawyer or an official text must still confirm it before anyone relies on it alone. */
export type Confidence = 'sourced' | 'to_verify'

/** What a rule finds: an amount in cents, a share (0.21), a count, a date, a word, or several of these by name. */
export type RuleValue = number | string | boolean | null | { readonly [name: string]: number | string | null }

/** One line of the reasoning, in the order in which a person would check it. */
export interface Step {
  readonly name: string
  readonly value: RuleValue
  readonly unit: string | null
  readonly text: Wording
}

/** What a version concludes from complete facts. What is left out is null in the answer. */
export interface Conclusion {
  readonly status: Exclude<Status, 'unknown'>
  readonly value?: RuleValue
  readonly unit?: string
  readonly threshold?: RuleValue
  /** How far the value is past the threshold, in the unit that the rule says; 0 within it. */
  readonly excess?: number
  /** What would make the answer favourable; only with an unfavourable one. */
  readonly cure?: Wording
  readonly steps?: readonly Step[]
}

/** The version cannot conclude without these facts, which it needs only in this case. */
export interface Lacking {
  readonly missing: readonly string[]
}

export type Compute<Specs extends FactSpecs> = (
  facts: FactValues<Specs>,
  on: CalendarDate,
) => Conclusion | Lacking

export interface RuleVersion<Specs extends FactSpecs = FactSpecs> {
  /** `SCIC-01b`: the letter is the version's; a rule with a single version has its own id here. */
  readonly version: string
  /** The rule in plain words of ours, as it read in this version. */
  readonly statement: Wording
  /** Short French reference of the text: `loi 47-1775, art. 19 septies`. */
  readonly article: string
  /** First day in force; null when it was in force before every date that this product deals with. */
  readonly from: CalendarDate | null
  /** Last day in force, included; null when no end is known. */
  readonly to: CalendarDate | null
  readonly sources: readonly SourceKey[]
  readonly confidence: Confidence
  /** What remains to be confirmed, whatever the confidence. */
  readonly toVerify?: Wording
  readonly reviewedOn: CalendarDate
  readonly compute: Compute<Specs>
}

/** What the rule answers on a day before its first version, where the thing was then impossible. */
export interface Impossibility {
  readonly text: Wording
  readonly threshold?: RuleValue
}

export interface Contradiction {
  readonly name: string
  readonly expected: string
}

export interface Rule<Specs extends FactSpecs = FactSpecs> {
  readonly id: string
  readonly theme: Theme
  readonly title: Wording
  readonly anchor: Anchor
  readonly facts: Specs
  /** In the order of time, without overlap. */
  readonly versions: readonly RuleVersion<Specs>[]
  /** Left out: before the first version the rule is not applicable. */
  readonly before?: Impossibility
  /** The fact that contradicts the others (more votes than voters), and what was expected; null when they agree. */
  readonly contradiction?: (facts: FactValues<Specs>) => Contradiction | null
  /**
   * Days after `on` on which the answer may change with the same facts, beside the starts and ends of versions: the
   * day an aid leaves its window. More days than needed is harmless; the engine keeps those that change the answer.
   */
  readonly changeDays?: (facts: FactValues<Specs>, on: CalendarDate) => readonly CalendarDate[]
}

/** A rule among others: its facts are known only once parsed, by its own specifications. */
export interface AnyRule extends Omit<Rule, 'versions' | 'changeDays' | 'contradiction'> {
  readonly versions: readonly RuleVersion<never>[]
  readonly contradiction?: (facts: never) => Contradiction | null
  readonly changeDays?: (facts: never, on: CalendarDate) => readonly CalendarDate[]
}

/** Checks the facts that a rule's formulas use against those it asks for, at build time. */
export function defineRule<const Specs extends FactSpecs>(rule: Rule<Specs>): Rule<Specs> {
  return rule
}

/** A line of reasoning, with its words in French then English. */
export function step(name: string, value: RuleValue, unit: string | null, fr: string, en: string): Step {
  return { name, value, unit, text: { fr, en } }
}
