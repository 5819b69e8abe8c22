import { expect } from 'vitest'
import { calendarDate } from '#kernel/calendar-date.ts'
import { type Answer, evaluate } from './evaluate.rules.ts'
import type { RuleValue } from './rule.rules.ts'

/** The answer of a rule to facts that it must accept. */
export function ask(rule: string, on: string, facts: Readonly<Record<string, unknown>> = {}): Answer {
  const found = evaluate(rule, facts, calendarDate(on))
  if (!found.ok) throw new Error(`refused: ${JSON.stringify(found.refusal)}`)
  return found.value
}

/** Names of the facts that a rule refuses. */
export function refused(
  rule: string,
  on: string,
  facts: Readonly<Record<string, unknown>>,
): readonly string[] {
  const found = evaluate(rule, facts, calendarDate(on))
  return found.ok ? [] : found.refusal.map(({ name }) => name)
}

/** What a step of the reasoning found. */
export function stepOf(answer: Answer, name: string): RuleValue {
  const step = answer.steps.find((candidate) => candidate.name === name)
  expect(step, `a step named ${name}`).toBeDefined()
  return step?.value ?? null
}

/** Euros as the rules count them. */
export function euros(amount: number): number {
  return Math.round(amount * 100)
}
