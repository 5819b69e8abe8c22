import { type CalendarDate, parseCalendarDate } from '#kernel/calendar-date.ts'
import { type Answer, evaluate } from './evaluate.rules.ts'
import {
  type FactFault,
  fieldOfPath,
  readTypedFacts,
  type TypedValues,
  typeFacts,
} from './fact-form.rules.ts'
import type { AnyRule } from './rule.rules.ts'

/** Field of the day on which a rule is asked. */
export const dayField = 'le'

/** What a person asked a rule by its form. */
export interface Question {
  readonly facts: Readonly<Record<string, unknown>>
  readonly faults: Readonly<Record<string, FactFault>>
  /** Null when the form cannot be read. */
  readonly answer: Answer | null
  /** Fields of the facts that the answer lacks, one for each that it names. */
  readonly missing: readonly string[]
}

/** Reads the facts and the day of a form, and asks the rule. `known`: facts had from elsewhere, where none is typed. */
export function askRule(
  rule: AnyRule,
  typed: TypedValues,
  known: Readonly<Record<string, unknown>> = {},
): Question {
  const { facts, faults: typedFaults, rows } = readTypedFacts(rule.facts, typed)
  const on = parseCalendarDate(typed[dayField] ?? '')
  const faults = on ? typedFaults : { [dayField]: 'date' as const, ...typedFaults }
  if (!on || Object.keys(faults).length > 0) return { facts, faults, answer: null, missing: [] }
  const found = evaluate(rule.id, { ...known, ...facts }, on)
  const fieldFor = (path: string) => fieldOfPath(rule.facts, rows, path)
  if (found.ok) return { facts, faults, answer: found.value, missing: found.value.missing.map(fieldFor) }
  // Types were read above: what the engine still refuses is a fact that contradicts the others.
  const contradictions = found.refusal.map(({ name }) => [fieldFor(name), 'contradiction' as const])
  return { facts, faults: Object.fromEntries(contradictions), answer: null, missing: [] }
}

/** The same question as the values of a form, or of an address. */
export function typeQuestion(
  rule: AnyRule,
  facts: Readonly<Record<string, unknown>>,
  on: CalendarDate,
): Record<string, string> {
  return { [dayField]: on, ...typeFacts(rule.facts, facts) }
}
