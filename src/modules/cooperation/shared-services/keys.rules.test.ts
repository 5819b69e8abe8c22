import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRefusedCost, unitCostCents } from './costs.rules.ts'
import { factsOf } from './evidence-facts.rules.ts'
import {
  faultOfKey,
  type KeyName,
  keyInForce,
  keyNames,
  type PartyCounts,
  type SharingKey,
  splitYear,
  unitCostKey,
} from './keys.rules.ts'
import { costWithout, gapName, outcomeOf } from './results.rules.ts'
import { showsFirstYearDip } from './shared-services.rules.ts'
import { readSplit } from './split-file.rules.ts'

const decimal = fc.integer({ min: 1, max: 50_000_000 }).map((thousandths) => (thousandths / 1000).toFixed(3))
const counts = fc
  .uniqueArray(fc.stringMatching(/^[A-Z0-9]{1,6}$/), { minLength: 1, maxLength: 40 })
  .chain((references) =>
    fc.tuple(
      ...references.map((reference) =>
        fc.tuple(...keyNames.map(() => decimal)).map(
          (values): PartyCounts => ({
            reference,
            values: Object.fromEntries(keyNames.map((name, index) => [name, values[index] ?? '0'])),
          }),
        ),
      ),
    ),
  )
const weights = fc
  .uniqueArray(fc.constantFrom<KeyName>(...keyNames), { minLength: 1 })
  .chain((names) => fc.tuple(...names.map((name) => decimal.map((weight) => ({ name, weight })))))
const total = fc.bigInt({ min: 0n, max: 10_000_000_000_000n })

function sharesOf(question: ReturnType<typeof splitYear>): Map<string, bigint> {
  if (!question.ok) throw new Error(JSON.stringify(question.refusal))
  return new Map(question.value.shares.map(({ id, cents }) => [id, cents]))
}
const whole = (shares: ReadonlyMap<string, bigint>) =>
  [...shares.values()].reduce((sum, cents) => sum + cents, 0n)

describe('a year, split by any key', () => {
  test('the shares add up to the total, whatever the keys, the weights and who takes the rest', () => {
    fc.assert(
      fc.property(total, counts, weights, fc.nat(), (cents, parties, key, chosen) => {
        for (const remainder of ['largest', parties[chosen % parties.length]?.reference ?? ''])
          expect(whole(sharesOf(splitYear(cents, parties, { weights: key, remainder })))).toBe(cents)
      }),
      { numRuns: 300 },
    )
  })

  test('the order of the parties changes nothing', () => {
    fc.assert(
      fc.property(total, counts, weights, fc.nat(), (cents, parties, key, turn) => {
        const turned = [...parties.slice(turn % parties.length), ...parties.slice(0, turn % parties.length)]
        const draft = { weights: key, remainder: 'largest' }
        expect(splitYear(cents, turned.reverse(), draft)).toEqual(splitYear(cents, parties, draft))
      }),
      { numRuns: 200 },
    )
  })

  test('by units alone nobody pays for another’s: who used none owes none, and using more never costs less but for the cent of rounding', () => {
    fc.assert(
      fc.property(total, counts, decimal, (cents, parties, more) => {
        const key = { weights: [{ name: 'units' as const, weight: '1' }], remainder: 'largest' }
        const idle = { reference: 'zz-idle', values: { units: '0' } }
        const shares = sharesOf(splitYear(cents, [...parties, idle], key))
        expect(shares.get('zz-idle')).toBe(0n)
        const [first, ...others] = parties
        if (!first) return
        const grown = { ...first, values: { units: (Number(first.values.units) + Number(more)).toFixed(3) } }
        const after = sharesOf(splitYear(cents, [grown, ...others, idle], key))
        expect((after.get(first.reference) ?? 0n) >= (shares.get(first.reference) ?? 0n) - 1n).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  test('what is written is what the command reads, to the last digit', () => {
    const parties = [
      { reference: 'B', values: { potential: '9007199254740993.125' } },
      { reference: 'A', values: { potential: '1' } },
    ]
    const split = splitYear(3n, parties, { weights: [{ name: 'potential', weight: '0.10' }], remainder: 'A' })
    expect(split.ok && split.value.question).toBe(
      '{"total_cents":3,"parties":[{"id":"A","values":{"potential":1}},{"id":"B","values":{"potential":9007199254740993.125}}],"keys":[{"name":"potential","weight":0.10}],"remainder":{"to":"A"}}',
    )
    expect(readSplit(split.ok ? split.value.question : '').ok).toBe(true)
  })

  test('a value that lacks, and a key that nobody has any of, are named', () => {
    const key = {
      weights: [
        { name: 'agents' as const, weight: '1' },
        { name: 'area' as const, weight: '1' },
      ],
      remainder: 'largest',
    }
    const parties = [
      { reference: 'A', values: { agents: '0', area: '10' } },
      { reference: 'B', values: { agents: '0' } },
    ]
    expect(splitYear(100n, parties, key)).toEqual({
      ok: false,
      refusal: [
        { name: 'agents', reference: null },
        { name: 'area', reference: 'B' },
      ],
    })
  })

  test('a key with no weight, an unreadable one, or a stranger for the rest, is refused', () => {
    const fault = (weight: string, remainder = 'largest') =>
      faultOfKey({ weights: [{ name: 'units', weight }], remainder }, ['A'])
    expect([fault('0'), fault('-1'), fault('x'), fault('1', 'B'), fault('1', 'A'), fault('0.5')]).toEqual([
      'weights_missing',
      'weight_unreadable',
      'weight_unreadable',
      'remainder_unknown',
      null,
      null,
    ])
  })

  test('the key in force is the newest of those that start last, among the adopted', () => {
    const key = (number: number, fromYear: number, status: SharingKey['status']) =>
      ({ number, fromYear, status }) as SharingKey
    const keys = [
      key(4, 2026, 'proposed'),
      key(3, 2025, 'adopted'),
      key(2, 2025, 'adopted'),
      key(1, 2024, 'adopted'),
    ]
    expect([2023, 2024, 2025, 2027].map((year) => keyInForce(keys, year)?.number ?? null)).toEqual([
      null,
      1,
      3,
      3,
    ])
  })
})

describe('E19', () => {
  test('unit cost 40.00, refund 44,000; with the overhead it would be 40.95', () => {
    expect(unitCostCents(21_000_000n, '5250')).toBe(4000)
    expect(unitCostCents(21_500_000n, '5250')).toBe(4095)
    expect(unitCostCents(1n, '0')).toBeNull()
    const parties = [
      { reference: 'EPCI', values: { units: '4150' } },
      { reference: 'V', values: { units: '1100' } },
    ]
    expect(sharesOf(splitYear(21_000_000n, parties, unitCostKey('EPCI'))).get('V')).toBe(4_400_000n)
    const overhead = {
      year: 2025,
      nature: 'overhead' as const,
      label: 'x',
      cents: 1,
      isCounted: true,
      linkedProof: '',
    }
    expect([
      isRefusedCost(overhead),
      isRefusedCost({ ...overhead, isCounted: false }),
      isRefusedCost({ ...overhead, linkedProof: 'Loyer du seul atelier' }),
    ]).toEqual([true, false, false])
  })
})

describe('before and after', () => {
  test('a forecast has its dip in the first year, not later', () => {
    const year = (number: number, runningCents: number) => ({
      number,
      runningCents,
      transitionCents: 10,
      withoutCents: 100,
    })
    expect([
      showsFirstYearDip([]),
      showsFirstYearDip([year(1, 90)]),
      showsFirstYearDip([year(1, 91)]),
      showsFirstYearDip([year(2, 200)]),
    ]).toEqual([false, false, true, false])
  })

  test('what would have happened moves with volumes and wages; nothing is known of who had none', () => {
    expect(costWithout({ costCents: 10_000_000, volume: 1000 }, 1100, 103)).toBe(11_330_000)
    expect(costWithout({ costCents: 0, volume: 0 }, 10, 103)).toBeNull()
  })

  test('without growth and at the same price, sharing changes nothing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000_000 }),
        fc.integer({ min: 1, max: 100_000 }),
        (cents, units) => {
          const baseline = { costCents: cents, volume: units, quality: null, delayDays: null }
          const year = {
            partyId: 'A',
            year: 2025,
            shareCents: cents,
            ownCostCents: 0,
            units,
            quality: null,
            delayDays: null,
          }
          expect(outcomeOf(baseline, year, 100)?.gapCents).toBe(0)
        },
      ),
    )
  })

  test('a gap has no name before two statements, and the ledger no gain', () => {
    expect([gapName(0, 5), gapName(1, 5), gapName(2, 5), gapName(2, -5)]).toEqual([
      'difference',
      'difference',
      'saving',
      'extra_cost',
    ])
    const outcome = {
      year: 2025,
      costCents: 100 as never,
      withoutCents: 150 as never,
      gapCents: 50 as never,
      quality: { before: 1, after: null },
      delayDays: { before: 1, after: null },
    }
    const service = { id: 'x', code: 'paie-2', title: 'Paie' }
    const kinds = (statements: number) => factsOf(service, outcome, statements).map(({ about }) => about.kind)
    expect([kinds(1), kinds(2)]).toEqual([['indicator'], ['indicator', 'gain']])
    expect(
      factsOf(service, { ...outcome, gapCents: -50 as never }, 1).map(({ about }) => about.kind),
    ).toEqual(['indicator', 'cost'])
  })
})
