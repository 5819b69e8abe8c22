import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fieldOfPath, readTypedFacts, typeFacts } from './fact-form.rules.ts'
import { fact, optional } from './facts.rules.ts'
import { anyFacts } from './facts.testing.ts'
import { allRules } from './registry.rules.ts'

const specs = {
  price_cents: fact.cents('Prix', 'Price'),
  part: fact.share('Part', 'Share'),
  kind: fact.oneOf(['a', 'b'], 'Sorte', 'Kind'),
  marks: optional(fact.someOf(['x', 'y'], 'Marques', 'Marks')),
  close: optional(fact.yearDay('Clôture', 'Close')),
}

describe('typed facts', () => {
  test.each(allRules.map((rule) => [rule.id, rule.facts] as const))(
    '%s: what the form shows is read back, whatever the facts',
    (_id, rule) => {
      fc.assert(
        fc.property(anyFacts(rule), (facts) => {
          const shown = typeFacts(rule, facts)
          const { facts: read, faults } = readTypedFacts(rule, shown)
          expect(faults).toEqual({})
          expect(read).toEqual(withoutBlanks(facts))
        }),
        { numRuns: 25 },
      )
    },
  )

  test('are euros, percents and days as people write them', () => {
    const read = readTypedFacts(specs, {
      price_euros: '1 234,50 €',
      part_percent: '21 %',
      kind: 'b',
      marks: 'x,y',
      close: '31/12',
    })
    expect(read.facts).toEqual({
      price_cents: 123_450,
      part: 0.21,
      kind: 'b',
      marks: ['x', 'y'],
      close: '12-31',
    })
  })

  test('that cannot be read are named by their fields', () => {
    const read = readTypedFacts(specs, {
      price_euros: '-1',
      part_percent: '101',
      kind: 'c',
      marks: 'x,z',
      close: '29/02',
    })
    expect(read.faults).toEqual({
      price_euros: 'positive',
      part_percent: 'percent',
      kind: 'choice',
      marks: 'choice',
      close: 'year_day',
    })
    expect(read.facts).toEqual({})
  })

  test('a list in a row of a list is read, and every fact in it has its field', () => {
    const nested = {
      keys: fact.list(
        { weight: fact.count('points', 'Poids', 'Weight'), parts: fact.list(specs, 'Parts', 'Parts') },
        'Clés',
        'Keys',
      ),
    }
    const { facts, rows, faults } = readTypedFacts(nested, {
      'keys.1.weight': '2',
      'keys.1.parts.3.price_euros': '10',
      'keys.4.parts.none': 'oui',
      'keys.1.parts.3.part_percent': 'x',
    })
    expect(facts).toEqual({ keys: [{ weight: 2, parts: [{ price_cents: 1000 }] }, { parts: [] }] })
    expect(faults).toEqual({ 'keys.1.parts.3.part_percent': 'percent' })
    expect(fieldOfPath(nested, rows, 'keys[0].parts[0].kind')).toBe('keys.1.parts.3.kind')
    expect(fieldOfPath(nested, rows, 'keys[1].weight')).toBe('keys.4.weight')
    expect(fieldOfPath(nested, rows, 'keys[0].parts')).toBe('keys.1.parts')
    expect(fieldOfPath(nested, rows, 'keys[7].weight')).toBe('keys')
    expect(fieldOfPath(nested, rows, 'nothing')).toBe('')
  })
})

/** A text of spaces alone is a blank field, and a row with nothing in it is no row. */
function withoutBlanks(value: unknown): unknown {
  if (Array.isArray(value))
    return value
      .map(withoutBlanks)
      .filter((item) => typeof item !== 'object' || item === null || Object.keys(item).length > 0)
  if (typeof value === 'string') return value.trim()
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, part]) => [name, withoutBlanks(part)] as const)
      .filter(([, part]) => part !== '' && part !== undefined),
  )
}
