import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Share, splitCost } from './split.rules.ts'
import { readSplit } from './split-file.rules.ts'

function split(input: unknown): readonly Share[] {
  const question = readSplit(typeof input === 'string' ? input : JSON.stringify(input))
  if (!question.ok) throw new Error(JSON.stringify(question.refusal))
  return splitCost(question.value)
}

const pathsOf = (input: unknown) => {
  const question = readSplit(typeof input === 'string' ? input : JSON.stringify(input))
  return question.ok ? [] : question.refusal.map(({ path }) => path)
}

/** E20: potential is given per inhabitant there, and as a total here. */
const e20 = {
  total_cents: 50_000_000,
  parties: [
    { id: 'A', values: { population: 40_000, units: 1200, potential: 40_000_000 } },
    { id: 'B', values: { population: 8000, units: 600, potential: 7_200_000 } },
    { id: 'C', values: { population: 2000, units: 200, potential: 2_200_000 } },
  ],
  keys: [
    { name: 'population', weight: 50 },
    { name: 'units', weight: 40 },
    { name: 'potential', weight: 10 },
  ],
  remainder: 'largest',
}

describe('splitting a cost', () => {
  test('E20, to the cent', () => {
    expect(split(e20)).toEqual([
      { id: 'A', cents: 36_048_583n },
      { id: 'B', cents: 10_728_745n },
      { id: 'C', cents: 3_222_672n },
    ])
  })

  test('one cent among three equal parties goes by id, whatever their order; or to the one named', () => {
    const equal = (order: readonly string[], remainder: unknown) => ({
      total_cents: 100,
      parties: order.map((id) => ({ id, values: { fixed: 1 } })),
      keys: [{ name: 'fixed', weight: '0.1' }],
      remainder,
    })
    expect(split(equal(['c', 'a', 'b'], 'largest'))).toEqual([
      { id: 'c', cents: 33n },
      { id: 'a', cents: 34n },
      { id: 'b', cents: 33n },
    ])
    expect(split(equal(['c', 'a', 'b'], { to: 'b' }))).toEqual([
      { id: 'c', cents: 33n },
      { id: 'a', cents: 33n },
      { id: 'b', cents: 34n },
    ])
  })

  test('half a cent is rounded up for the others, and the named party takes the rest', () => {
    const halves = {
      total_cents: 1,
      parties: [
        { id: 'A', values: { fixed: 1 } },
        { id: 'B', values: { fixed: 1 } },
      ],
      keys: [{ name: 'fixed', weight: 1 }],
      remainder: { to: 'A' },
    }
    expect(split(halves)).toEqual([
      { id: 'A', cents: 0n },
      { id: 'B', cents: 1n },
    ])
  })

  test('decimals are read as written: a double would lose the last digits of these', () => {
    const text = `{"total_cents": 90071992547409930, "parties": [
      {"id": "A", "values": {"k": 0.1}}, {"id": "B", "values": {"k": 0.2}}],
      "keys": [{"name": "k", "weight": 1e0}], "remainder": "largest"}`
    expect(split(text)).toEqual([
      { id: 'A', cents: 30_023_997_515_803_310n },
      { id: 'B', cents: 60_047_995_031_606_620n },
    ])
  })

  test('faults are named with their path, all at once', () => {
    const [first, ...others] = e20.parties
    expect(pathsOf({ ...e20, parties: [{ id: 'A', values: { population: 1 } }, ...others] })).toEqual([
      'parties[0].values.units',
      'parties[0].values.potential',
    ])
    expect(pathsOf({ ...e20, parties: [first, first] })).toEqual(['parties[1]'])
    expect(pathsOf({ ...e20, total_cents: 0.5 })).toEqual(['total_cents'])
    expect(pathsOf({ ...e20, total_cents: 'x' })).toEqual(['total_cents'])
    expect(pathsOf({ ...e20, remainder: { to: 'Z' } })).toEqual(['remainder.to'])
    expect(pathsOf({ ...e20, keys: [{ name: 'population', weight: 0 }] })).toEqual(['keys'])
    expect(pathsOf({ ...e20, keys: [{ name: 'population', weight: -1 }] })).toContain('keys[0].weight')
    expect(
      pathsOf({
        ...e20,
        parties: [{ id: 'A', values: { population: 0 } }],
        keys: [{ name: 'population', weight: 1 }],
      }),
    ).toEqual(['keys[0]'])
    expect(pathsOf('{"total_cents":')).toEqual([''])
    expect(pathsOf({ ...e20, extra: 1 })).toEqual([''])
  })
})

const parties = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 })
const amount = fc.integer({ min: 0, max: 1_000_000 })

const questions = parties.chain((ids) =>
  fc.record({
    total_cents: fc.integer({ min: 0, max: 10_000_000_000 }),
    parties: fc
      .array(fc.tuple(amount, amount), { minLength: ids.length, maxLength: ids.length })
      .map((values) =>
        // One more for the first: no key adds up to nothing.
        ids.map((id, index) => ({
          id,
          values: {
            a: (values[index]?.[0] ?? 0) + (index === 0 ? 1 : 0),
            b: (values[index]?.[1] ?? 0) + (index === 0 ? 1 : 0),
          },
        })),
      ),
    keys: fc.tuple(amount, fc.integer({ min: 1, max: 1000 })).map(([a, b]) => [
      { name: 'a', weight: a / 1000 },
      { name: 'b', weight: b },
    ]),
    remainder: fc.constantFrom<'largest' | { to: string }>('largest', { to: ids[0] ?? '' }),
  }),
)

describe('whatever the keys and weights', () => {
  test('the shares add up to the total', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const given = split(question).reduce((sum, { cents }) => sum + cents, 0n)
        expect(given).toBe(BigInt(question.total_cents))
      }),
    )
  })

  test('the order of the parties changes nothing', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const byId = (shares: readonly Share[]) => new Map(shares.map(({ id, cents }) => [id, cents]))
        const turned = { ...question, parties: question.parties.toReversed() }
        expect(byId(split(turned))).toEqual(byId(split(question)))
      }),
    )
  })

  test('nobody pays for another’s units: a party without anything pays nothing', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const absent = { id: 'absent', values: { a: 0, b: 0 } }
        const shares = split({
          ...question,
          parties: [...question.parties.filter(({ id }) => id !== 'absent'), absent],
          remainder: 'largest',
        })
        expect(shares.find(({ id }) => id === 'absent')?.cents).toBe(0n)
      }),
    )
  })
})
