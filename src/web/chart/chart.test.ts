import fc from 'fast-check'
import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import { ChartFigure } from './chart-figure.tsx'
import { Histogram } from './histogram.tsx'
import { LineChart } from './line-chart.tsx'
import { Radar } from './radar.tsx'
import { RowChart, waterfallRows } from './row-chart.tsx'
import { endsOf, linearScale, roundTicks } from './scale.ts'

const plain = (value: number) => String(value)

describe('scales', () => {
  test('ticks are round, in order, and enclose what is drawn', () => {
    const figure = fc.tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: -3, max: 3 }))
    const ends = fc.tuple(figure, figure)
    fc.assert(
      fc.property(ends, (figures) => {
        const [low = 0, high = 0] = figures.map(([value, power]) => value * 10 ** power).sort((x, y) => x - y)
        const ticks = roundTicks(low, high)
        const [first, last] = endsOf(ticks)
        const slack = Math.max(Math.abs(low), Math.abs(high)) * 1e-9
        expect(first).toBeLessThanOrEqual(low + slack)
        expect(last).toBeGreaterThanOrEqual(high - slack)
        expect(ticks).toEqual(ticks.toSorted((x, y) => x - y))
        expect(ticks.length).toBeLessThanOrEqual(8)
      }),
    )
  })

  test('nothing but zero still has a length to be drawn on', () => {
    expect(roundTicks(0, 0)).toEqual([0, 1])
    expect(Object.is(roundTicks(-0, 3)[0], 0)).toBe(true)
    expect(roundTicks(-250_000, 30_000)).toEqual([-300_000, -200_000, -100_000, 0, 100_000])
  })

  test('a value goes where it belongs, and a domain of one value to the middle', () => {
    expect(linearScale([0, 10], [100, 200])(2.5)).toBe(125)
    expect(linearScale([3, 3], [0, 100])(3)).toBe(50)
  })
})

describe('curve', () => {
  const moments = [
    { label: '2024', low: -200, likely: -100, high: -50, measured: -80 },
    { label: '2025', low: -150, likely: 0, high: 100, measured: null },
    { label: '2026', low: -100, likely: 100, high: 300 },
  ]
  const html = renderToString(
    h(LineChart, {
      moments,
      marks: [{ at: 0, label: 'le creux', place: 'below' }],
      tick: plain,
      label: 'Courbe',
    }),
  )

  test('promised points are hollow, measured ones solid, and only where something was measured', () => {
    expect(html.match(/class="chart-point" data-look="promised"/g)).toHaveLength(3)
    expect(html.match(/class="chart-point" data-look="measured"/g)).toHaveLength(1)
  })

  test('the band goes through the high figures and back through the low ones', () => {
    // Ticks go from −200, at 234 pixels, to 400, at 18: 0.36 pixel each.
    expect(html).toContain('d="M16.67 180L50 126L83.33 54L83.33 198L50 216L16.67 234Z"')
  })

  test('has a name, and words are written towards the middle', () => {
    expect(html).toContain('role="img" aria-label="Courbe"')
    expect(html).toMatch(/<text class="chart-mark"[^>]*text-anchor="start">le creux/)
  })
})

describe('rows', () => {
  test('a waterfall starts each step where the one before ended and totals from zero', () => {
    const rows = waterfallRows(
      [
        { label: 'achats', amount: -30, value: '−30' },
        { label: 'recettes', amount: 50, value: '50' },
      ],
      { label: 'solde', value: '20' },
    )
    expect(rows.map((row) => row.pieces[0])).toEqual([
      { from: 0, to: -30, look: 'unfavourable' },
      { from: -30, to: 20, look: 'favourable' },
      { from: 0, to: 20, look: 'promised' },
    ])
  })

  test('each row writes its figures beside its bar, on one scale for all', () => {
    const html = renderToString(
      h(RowChart, {
        rows: [
          {
            label: 'promis',
            value: '100',
            pieces: [{ from: 0, to: 100, look: 'promised' }],
            band: { low: 50, high: 200 },
          },
          { label: 'mesuré', value: '200', pieces: [{ from: 0, to: 200, look: 'measured' }] },
        ],
      }),
    )
    expect(html).toContain('<span class="chart-row-value">100</span>')
    expect(html).toMatch(/data-look="promised" x="1%" width="49%"/)
    expect(html).toMatch(/data-look="measured" x="1%" width="98%"/)
    expect(html).toMatch(/class="chart-whisker" x1="25.5%" x2="99%"/)
  })
})

test('slices within the band are tinted, the others are not', () => {
  const html = renderToString(
    h(Histogram, {
      from: -2,
      to: 2,
      shares: [0.1, 0.4, 0.4, 0.1],
      within: { low: -1, high: 1 },
      tick: plain,
      label: 'Résultats',
    }),
  )
  expect([...html.matchAll(/data-look="(\w+)"/g)].map(([, look]) => look)).toEqual([
    'outside',
    'within',
    'within',
    'outside',
  ])
})

test('an axis without an answer has no point on the radar', () => {
  const html = renderToString(
    h(Radar, {
      axes: [
        { label: 'Nécessité', value: 4 },
        { label: 'Rentabilité', value: null },
        { label: 'Effet', value: 0 },
      ],
      max: 4,
      label: 'Profil',
    }),
  )
  expect(html.match(/class="chart-point"/g)).toHaveLength(2)
  expect(html).toContain('cx="172" cy="52"')
})

test('every chart has its table, and nothing that a strict policy refuses', () => {
  const html = renderToString(
    h(ChartFigure, {
      title: 'Le constat',
      locale: 'fr',
      table: h('table', null),
      children: h(Radar, { axes: [], max: 4, label: 'Profil' }),
    }),
  )
  expect(html).toMatch(/<figcaption><h3 class="chart-title">Le constat<\/h3>.*<table><\/table><\/details>/s)
  expect(html).not.toMatch(/ style=|<style|<script/)
})
