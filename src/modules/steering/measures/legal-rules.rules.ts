import type { CalendarDate } from '#kernel/calendar-date.ts'
import {
  type Answer,
  type AnyRule,
  evaluate,
  findRule,
  type Superseded,
  supersededThreshold,
} from '#modules/steering/law/rules.public.ts'
import type { LineKind } from './line-kinds.rules.ts'
import type { MeasureLine, MeasureSheet } from './measures.rules.ts'
import { firstYearOf, horizonOf, occursIn } from './yearly-effect.rules.ts'

export type Facts = Readonly<Record<string, unknown>>

export interface RuleDraft {
  readonly rule: string
  /** Day of the event that the rule names. */
  readonly on: CalendarDate
  /** What the services gave; it comes before what the lines say. */
  readonly facts: Facts
}

/** A rule of law that a measure names. */
export interface NamedRule extends RuleDraft {
  readonly id: string
  readonly version: number
}

/** A fact worked out of the lines. `year`: the calendar year that it is of; null when it is of all of them. */
export interface DerivedFact {
  readonly name: string
  readonly value: number | string
  readonly year: number | null
}

/** What a rule says of a measure. `answer` null: the rule no longer reads these facts, or is no longer ours. */
export interface LegalCheck {
  readonly named: NamedRule
  readonly rule: AnyRule | null
  /** All the facts that the rule was asked with. */
  readonly facts: Facts
  readonly derived: readonly DerivedFact[]
  readonly answer: Answer | null
  readonly superseded: Superseded | null
}

type Lines = Pick<MeasureSheet, 'measure' | 'lines'>

export function legalChecks(file: Lines & { readonly rules: readonly NamedRule[] }): readonly LegalCheck[] {
  return file.rules.map((named) => legalCheck(file, named))
}

function legalCheck(file: Lines, named: NamedRule): LegalCheck {
  const rule = findRule(named.rule)
  const derived = derivedFacts(named.rule, file).filter(({ name }) => !Object.hasOwn(named.facts, name))
  const facts = withDerived(derived, named.facts)
  const found = evaluate(named.rule, facts, named.on)
  const answer = found.ok ? found.value : null
  return { named, rule, facts, derived, answer, superseded: answer && supersededThreshold(facts, answer) }
}

/** Facts as the rule gets them: what the services gave comes before what the lines say. */
export function withDerived(derived: readonly DerivedFact[], facts: Facts): Facts {
  return { ...Object.fromEntries(derived.map(({ name, value }) => [name, value])), ...facts }
}

/**
 * What the lines of a measure say to a rule. Amounts are high estimates: a threshold is watched from the side on which one
 * passes it.
 */
export function derivedFacts(rule: string, { measure, lines }: Lines): readonly DerivedFact[] {
  const years = yearsOf(firstYearOf(measure), lines)
  switch (rule) {
    case 'SUB-02':
      return heaviest(years, ['grants_given', 'premises_in_kind'], {
        cash_year_cents: 'grants_given',
        in_kind_year_cents: 'premises_in_kind',
      })
    // As though one company gave all: the measure knows no company.
    case 'MEC-01':
      return heaviest(years, ['gifts'], { gift_cents: 'gifts' })
    case 'PP':
      return purchases(years)
    default:
      return []
  }
}

interface Year {
  readonly year: number
  /** Sum of the high estimates of a kind in that year, in cents. */
  cents(kind: LineKind): number
}

function yearsOf(firstYear: number, lines: readonly MeasureLine[]): readonly Year[] {
  return Array.from({ length: horizonOf(lines) }, (_, index) => ({
    year: firstYear + index,
    cents: (kind) =>
      lines
        .filter((line) => line.kind === kind && occursIn(line, index + 1))
        .reduce((sum, line) => sum + line.high, 0),
  }))
}

/** The facts in the year that weighs most on the rule; nothing when no line is of these kinds. */
function heaviest(
  years: readonly Year[],
  kinds: readonly LineKind[],
  facts: Readonly<Record<string, LineKind>>,
): readonly DerivedFact[] {
  const weigh = (year: Year) => kinds.reduce((sum, kind) => sum + year.cents(kind), 0)
  const [most] = years.toSorted((a, b) => weigh(b) - weigh(a))
  if (!most || weigh(most) === 0) return []
  return Object.entries(facts).map(([name, kind]) => ({ name, value: most.cents(kind), year: most.year }))
}

/** A need is valued over its whole duration, all purchases of the kind together (CCP, art. R2121-1 to R2121-7). */
function purchases(years: readonly Year[]): readonly DerivedFact[] {
  const total = years.reduce((sum, year) => sum + year.cents('purchases') + year.cents('services'), 0)
  if (total === 0) return []
  return [
    { name: 'kind', value: 'supplies_services', year: null },
    { name: 'value_excl_vat_cents', value: total, year: null },
  ]
}
