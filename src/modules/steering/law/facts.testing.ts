import fc from 'fast-check'
import { addDays, calendarDate } from '#kernel/calendar-date.ts'
import type { FactSpec, FactSpecs } from './facts.rules.ts'

/** Days over which the rules of the product change. */
export const anyDay = fc.integer({ min: 0, max: 13_000 }).map((n) => addDays(calendarDate('2000-01-01'), n))

/** Any facts that a rule accepts by their types; they may still contradict each other. */
export function anyFacts(specs: FactSpecs): fc.Arbitrary<Record<string, unknown>> {
  const required = Object.keys(specs).filter((name) => specs[name]?.required)
  const values = Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, anyFact(spec)]))
  return fc.record(values, { requiredKeys: required, noNullPrototype: true })
}

function anyFact(spec: FactSpec): fc.Arbitrary<unknown> {
  switch (spec.type) {
    case 'cents':
      return fc.oneof(
        fc.integer({ min: spec.least, max: 100_000_000_000 }),
        fc.integer({ min: spec.least, max: 5_000_000 }),
      )
    case 'count':
      return fc.integer({ min: spec.least, max: 120_000 })
    case 'share':
      return fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000)
    case 'rate':
      return fc.integer({ min: spec.least * 1000, max: 100_000 }).map((n) => n / 1000)
    case 'boolean':
      return fc.boolean()
    case 'date':
      return anyDay
    case 'year_day':
      return fc.constantFrom('12-31', '06-30', '08-31', '02-28')
    case 'text':
      return fc.string({ maxLength: 20 })
    case 'choice':
      return fc.constantFrom(...spec.options)
    case 'choices':
      return fc.uniqueArray(fc.constantFrom(...spec.options))
    case 'list':
      return fc.array(anyFacts(spec.items), { maxLength: 4 })
  }
}
