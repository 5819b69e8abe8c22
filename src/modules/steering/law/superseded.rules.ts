import { addDays, type CalendarDate } from '#kernel/calendar-date.ts'
import { type Answer, evaluate } from './evaluate.rules.ts'
import { findRule } from './registry.rules.ts'
import type { RuleValue } from './rule.rules.ts'

/** A threshold that no longer holds, and that an older document may still quote. */
export interface Superseded {
  /** Version that set it. */
  readonly version: string
  readonly threshold: RuleValue
  /** Day from which another one replaced it. */
  readonly on: CalendarDate
  /** Version that replaced it. */
  readonly by: string
  readonly newThreshold: RuleValue
}

/** The last change of the threshold that these facts meet, up to the version of the answer; null when it never changed. */
export function supersededThreshold(
  facts: Readonly<Record<string, unknown>>,
  answer: Answer,
): Superseded | null {
  const versions = findRule(answer.rule)?.versions ?? []
  const applied = versions.findIndex(({ version }) => version === answer.version)
  if (answer.threshold === null) return null
  for (let index = applied - 1; index >= 0; index--) {
    const earlier = versions[index]
    const next = versions[index + 1]
    if (!earlier?.to || !next) return null
    const then = evaluate(answer.rule, facts, earlier.to)
    const threshold = then.ok ? then.value.threshold : null
    if (threshold !== null && !isSame(threshold, answer.threshold))
      return {
        version: earlier.version,
        threshold,
        on: addDays(earlier.to, 1),
        by: next.version,
        newThreshold: answer.threshold,
      }
  }
  return null
}

function isSame(a: RuleValue, b: RuleValue): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
