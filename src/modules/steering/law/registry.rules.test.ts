import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, calendarDate } from '#kernel/calendar-date.ts'
import { evaluate } from './evaluate.rules.ts'
import { anyDay, anyFacts } from './facts.testing.ts'
import { allRules } from './registry.rules.ts'
import type { AnyRule } from './rule.rules.ts'

const named = allRules.map((rule) => [rule.id, rule] as const)

test('no two rules and no two versions have the same name', () => {
  const ids = allRules.map(({ id }) => id)
  const versions = allRules.flatMap((rule) => rule.versions.map(({ version }) => version))
  expect(ids.length).toBeGreaterThan(50)
  expect(new Set(ids).size).toBe(ids.length)
  expect(new Set(versions).size).toBe(versions.length)
})

describe.each(named)('%s', (_id, rule) => {
  test('its versions follow each other, bear its name, and are checked', () => {
    expect(rule.versions.length).toBeGreaterThan(0)
    rule.versions.forEach((version, index) => {
      const next = rule.versions[index + 1]
      expect(version.version.startsWith(rule.id)).toBe(true)
      expect(version.from === null ? index : 0).toBe(0)
      if (version.from && version.to) expect(version.from <= version.to).toBe(true)
      if (next) expect((version.to ?? '9999') < (next.from ?? '')).toBe(true)
      expect(version.sources.length).toBeGreaterThan(0)
      if (version.confidence === 'to_verify') expect(version.toVerify?.fr).toBeTruthy()
    })
  })

  test('every word of it exists in French and in English', () => {
    for (const { fr, en } of wordings(rule)) {
      expect(fr).not.toBe('')
      expect(en).not.toBe('')
      // Straight apostrophes are typing, not French typography.
      expect(fr).not.toMatch(/[a-zé]'[a-zé]/i)
    }
  })

  test('it answers any facts of the right types on any day, and its next change is a change', () => {
    fc.assert(
      fc.property(anyFacts(rule.facts), anyDay, (facts, on) => {
        const found = evaluate(rule.id, facts, on)
        if (!found.ok) {
          expect(found.refusal.every(({ code }) => code === 'wrong_fact')).toBe(true)
          return
        }
        const { nextChange, status, value, threshold, excess } = found.value
        expect(status === 'unknown').toBe(found.value.missing.length > 0)
        if (excess !== null) expect(excess).toBeGreaterThanOrEqual(0)
        if (nextChange === null) return
        expect(nextChange > on).toBe(true)
        const dayBefore = evaluate(rule.id, facts, addDays(nextChange, -1))
        const changed = evaluate(rule.id, facts, nextChange)
        expect(dayBefore.ok && dayBefore.value.status).toBe(status)
        // A value that is a day, or counts days from `on`, moves with `on`: only the law's own changes are announced.
        if (rule.changeDays && found.value.unit !== 'date')
          expect(dayBefore.ok && dayBefore.value.value).toEqual(value)
        expect(changed.ok && changed.value).not.toMatchObject({ status, value, threshold, excess })
      }),
      { numRuns: rule.changeDays ? 150 : 50 },
    )
  })

  const required = Object.keys(rule.facts).filter((name) => rule.facts[name]?.required)
  const last = rule.versions.at(-1)
  const inForce = last?.from ?? last?.to ?? calendarDate('2026-11-22')

  const asksForFacts = required.length > 0
  if (asksForFacts)
    test('each required fact is asked for by its name when it is absent', () => {
      const [facts = {}] = fc.sample(anyFacts(rule.facts), 1)
      for (const name of required) {
        const { [name]: _left, ...others } = facts
        const found = evaluate(rule.id, others, inForce)
        expect(found.ok && found.value).toMatchObject({ status: 'unknown', missing: [name], value: null })
      }
    })
})

function wordings(rule: AnyRule) {
  const facts = Object.values(rule.facts).map(({ meaning }) => meaning)
  const versions = rule.versions.flatMap(({ statement, toVerify }) =>
    toVerify ? [statement, toVerify] : [statement],
  )
  return [rule.title, ...facts, ...versions]
}
