import { describe, expect, test } from 'vitest'
import { calendarDate } from '#kernel/calendar-date.ts'
import type { PromisedLine, PromisedMeasure, Tally } from '#modules/steering/evidence/evidence.public.ts'
import { standing, summarise } from './home.rules.ts'

const on = calendarDate('2026-12-31')

describe('figures of the first page', () => {
  test('only what was decided counts, by part of the note', () => {
    const figures = summarise(
      [measure({ part: 'I' }), measure({ part: 'III' }), measure({ isPromised: false })],
      on,
    )
    expect(figures.decided).toEqual({ I: 1, II: 0, III: 1 })
    expect(figures.cost.whole).toEqual({ low: 1600, likely: 2000, high: 3000 })
  })

  test('to date, only measures on which something was recorded are compared with what they announced', () => {
    const followed = measure({ tallies: [tally({ kind: 'cost', lineId: 'cost', quantity: 450 })] })
    const figures = summarise([followed, measure({})], on)
    expect(figures.followed).toBe(1)
    expect(figures.cost.toDate).toEqual({ low: 400, likely: 500, high: 750 })
    expect(figures.cost.measured).toBe(450)
    expect([figures.facts, figures.lastFact]).toEqual([1, '2026-10-31'])
  })

  test('hours are never counted as money', () => {
    const hours = line({ id: 'hours', label: 'Pilotage', family: 'time', unit: 'hours' })
    const figures = summarise(
      [
        measure({
          lines: [hours],
          tallies: [tally({ kind: 'cost', lineId: 'hours', unit: 'hours', quantity: 70 })],
        }),
      ],
      on,
    )
    expect(figures.cost).toEqual({
      toDate: { low: 0, likely: 0, high: 0 },
      whole: { low: 0, likely: 0, high: 0 },
      measured: 0,
    })
    expect(figures.followed).toBe(1)
  })
})

test.each([
  [399, 'below', 1],
  [400, 'within', 0],
  [750, 'within', 0],
  [760, 'above', 10],
])('%i against 400 to 750 is %s', (measured, where, beyond) => {
  const band = { low: 400, likely: 500, high: 750 }
  expect(standing({ toDate: band, whole: band, measured })).toEqual({ where, beyond })
})

/** Two years from the first of January 2026: at the end of 2026 one has passed. */
function measure(given: Partial<PromisedMeasure>): PromisedMeasure {
  return {
    id: 'm',
    code: 'm',
    title: 'Mesure',
    part: 'I',
    startsOn: calendarDate('2026-01-01'),
    isPromised: true,
    closedOn: null,
    lines: [line({})],
    conditions: [],
    tallies: [],
    ...given,
  }
}

function line(given: Partial<PromisedLine>): PromisedLine {
  return {
    id: 'cost',
    label: 'Achats',
    direction: 'cost',
    family: 'cash',
    unit: 'cents',
    firstYear: 1,
    lastYear: 2,
    low: 400,
    likely: 500,
    high: 750,
    ...given,
  }
}

function tally(given: Partial<Tally>): Tally {
  return {
    kind: 'cost',
    lineId: 'cost',
    lineLabel: 'Achats',
    unit: 'cents',
    quantity: 0,
    facts: 1,
    lastDay: calendarDate('2026-10-31'),
    ...given,
  }
}
