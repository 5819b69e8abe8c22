import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendarDate } from '#kernel/calendar-date.ts'
import { lastRenewal, nextRenewal, unconfirmedParties } from './councils.rules.ts'
import type { Agreement } from './deadlines.rules.ts'
import { type ExposureInput, exposureOf, levelOf, tutelageOf } from './exposure.rules.ts'

const day = calendarDate
const today = day('2026-11-23')

const agreement: Agreement = {
  effectOn: day('2026-11-01'),
  term: 'tacit',
  termMonths: 36,
  renewalMonths: 12,
  mostRenewals: null,
  noticeMonths: 6,
  exitNoticeMonths: 6,
  renewedTimes: 0,
  noticeGivenOn: null,
}

/** The worked example of docs/cooperation-exposure.md: a bus of the evening, three parties, three years tacit. */
const example: ExposureInput = {
  depth: 'formal',
  yearlyCents: 12_000_000,
  exitCostCents: 1_200_000,
  parties: [
    { id: 'town', name: 'La ville', kind: 'town', fundingBp: 5000, hasVeto: false },
    { id: 'epci', name: 'L’agglomération', kind: 'epci', fundingBp: 4000, hasVeto: true },
    { id: 'dept', name: 'Le département', kind: 'departement', fundingBp: 1000, hasVeto: false },
  ],
  agreement,
}

test('the worked example, point by point', () => {
  const { parties, score, level, concentration } = exposureOf(example, today)
  expect(
    parties.map(({ partyId, renewalOn, monthsToExit, points, score: total }) => [
      partyId,
      renewalOn,
      monthsToExit,
      points.timing,
      points.funding,
      points.veto,
      points.exit,
      total,
    ]),
  ).toEqual([
    // Six months' notice from 1 April 2032: 40 × (24 − 6) / (24 − 3) = 34; leaving costs a fifth of its 60,000 €.
    ['town', '2032-03-31', 6, 34, 15, 0, 12, 61],
    ['epci', '2032-03-31', 6, 34, 12, 15, 11, 72],
    ['dept', '2028-03-31', 6, 34, 3, 0, 0, 37],
  ])
  expect([score, level]).toEqual([72, 'high'])
  expect(concentration).toBeCloseTo(0.25 + 0.16 + 0.01)
})

test('what would lower it: the most useful first, each with the score it leaves', () => {
  const epci = exposureOf(example, today).parties[1]
  expect(epci?.cures).toEqual([
    { part: 'veto', scoreAfter: 57 },
    { part: 'timing', scoreAfter: 61 },
    { part: 'exit', scoreAfter: 61 },
    { part: 'funding', scoreAfter: 70 },
  ])
})

describe('what it follows from', () => {
  test('nothing signed binds nobody: a new majority is out at once', () => {
    const [town] = exposureOf({ ...example, agreement: null }, today).parties
    expect([town?.monthsToExit, town?.points.timing]).toEqual([0, 40])
  })

  test('whoever is held for two years or more is not exposed, but shows a sign of tutelage', () => {
    const twelveYears = {
      ...agreement,
      exitNoticeMonths: null,
      term: 'fixed' as const,
      termMonths: 144,
    }
    const held = { ...example, agreement: twelveYears }
    expect(exposureOf(held, today).parties[0]?.points.timing).toBe(0)
    expect(tutelageOf(held, [], today)).toEqual(['t5', 't6'])
  })

  test('signs: those found by the services, a single veto outside a legal person, a majority of the money', () => {
    expect(tutelageOf(example, ['t2'], today)).toEqual(['t2', 't6'])
    const equal = example.parties.map((party) => ({ ...party, hasVeto: true }))
    expect(tutelageOf({ ...example, parties: equal }, [], today)).toEqual([])
    expect(tutelageOf({ ...example, depth: 'integrated' }, [], today)).toEqual([])
    const payer = example.parties.map((party, index) => ({ ...party, fundingBp: index === 0 ? 5001 : 0 }))
    expect(tutelageOf({ ...example, parties: payer }, [], today)).toEqual(['t6', 'majority'])
  })

  test('levels', () => {
    expect([0, 34, 35, 59, 60, 100].map(levelOf)).toEqual(['low', 'low', 'medium', 'medium', 'high', 'high'])
  })
})

test('for any shares and notices: 0 to 100, and no cure makes it worse', () => {
  const input = fc.record({
    shares: fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 6 }),
    vetoes: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
    notice: fc.option(fc.integer({ min: 0, max: 120 })),
    yearlyCents: fc.integer({ min: 0, max: 1_000_000_000 }),
    exitCostCents: fc.integer({ min: 0, max: 1_000_000_000 }),
  })
  fc.assert(
    fc.property(input, ({ shares, vetoes, notice, ...money }) => {
      const parties = shares.map((fundingBp, index) => ({
        id: String(index),
        name: String(index),
        kind: 'commune' as const,
        fundingBp,
        hasVeto: vetoes[index] ?? false,
      }))
      const withNotice = { ...agreement, exitNoticeMonths: notice }
      for (const { score, cures } of exposureOf(
        { ...example, ...money, parties, agreement: withNotice },
        today,
      ).parties) {
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(100)
        for (const { scoreAfter } of cures) expect(scoreAfter).toBeLessThan(score)
      }
    }),
    { numRuns: 200 },
  )
})

describe('elections', () => {
  test('each rank has its own', () => {
    expect([
      nextRenewal('town', today),
      nextRenewal('departement', today),
      nextRenewal('region', today),
    ]).toEqual(['2032-03-31', '2028-03-31', '2028-03-31'])
    expect(lastRenewal('epci', today)).toBe('2026-03-22')
    expect(nextRenewal('commune', day('2044-01-01'))).toBe('2044-03-31')
  })

  test('a council elected after the effect is awaited, until it has confirmed that election', () => {
    const parties = [
      { id: 'a', kind: 'commune' as const },
      { id: 'b', kind: 'departement' as const },
    ]
    const asked = unconfirmedParties(parties, day('2024-01-01'), [], today)
    expect(asked).toEqual([{ partyId: 'a', electedOn: '2026-03-22' }])
    const confirmed = [{ partyId: 'a', electionOn: day('2026-03-22') }]
    expect(unconfirmedParties(parties, day('2024-01-01'), confirmed, today)).toEqual([])
    expect(unconfirmedParties(parties, day('2026-05-01'), [], today)).toEqual([])
  })
})
