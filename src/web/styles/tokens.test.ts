import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contrast, fromHex, type Oklch } from './oklch.ts'

const sheet = readFileSync(path.join(import.meta.dirname, 'tokens.css'), 'utf8')
  .replace(/\s+/g, ' ')
  .replace(/\( /g, '(')
  .replace(/ \)/g, ')')

type Scheme = 'light' | 'dark'

/** What is read on what: text needs 4.5 (RGAA 3.2), edges of fields and the focus 3 (RGAA 3.3). */
const grounds = ['paper', 'sheet', 'shade']
const partNames = ['part-1', 'part-2', 'part-3', 'good', 'wait', 'bad', 'accent']
const textPairs: readonly (readonly [string, string])[] = [
  ...['ink', 'ink-soft', 'accent', 'accent-strong'].flatMap((text) =>
    grounds.map((ground) => [text, ground] as const),
  ),
  ...partNames.flatMap((name) => [
    [name, 'paper'] as const,
    [name, 'sheet'] as const,
    [name, `${name}-soft`] as const,
    ['ink', `${name}-soft`] as const,
    ['ink-soft', `${name}-soft`] as const,
  ]),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['paper', 'ink-soft'],
]
const edgePairs: readonly (readonly [string, string])[] = ['line-strong', 'focus'].flatMap((edge) =>
  grounds.map((ground) => [edge, ground] as const),
)

test('known colours give the contrasts that WCAG gives', () => {
  expect(contrast(fromHex('#000000'), fromHex('#ffffff'))).toBeCloseTo(21, 1)
  expect(contrast(fromHex('#767676'), fromHex('#ffffff'))).toBeCloseTo(4.54, 1)
})

describe.each<Scheme>(['light', 'dark'])('%s', (scheme) => {
  test('every pair is readable with the colour of the theme', () => {
    expect(faults(scheme, fromHex('#0b6e69'))).toEqual([])
  })

  test('and whatever colour the town chooses', () => {
    const hexes = fc
      .integer({ min: 0, max: 0xffffff })
      .map((number) => `#${number.toString(16).padStart(6, '0')}`)
    const extremes = ['#ffff00', '#00ff00', '#00ffff', '#ff00ff', '#0000ff', '#ff0000', '#ffffff', '#000000']
    fc.assert(
      fc.property(hexes, (hex) => {
        expect(faults(scheme, fromHex(hex)), hex).toEqual([])
      }),
      { numRuns: 300, examples: extremes.map((hex) => [hex] as [string]) },
    )
  })
})

function faults(scheme: Scheme, town: Oklch): string[] {
  const least = (pairs: readonly (readonly [string, string])[], wanted: number) =>
    pairs.flatMap(([text, ground]) => {
      const found = contrast(colourOf(text, scheme, town), colourOf(ground, scheme, town))
      return found >= wanted ? [] : [`--${text} on --${ground}: ${found.toFixed(2)} < ${wanted}`]
    })
  return [...least(textPairs, 4.5), ...least(edgePairs, 3)]
}

const plain = /^oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)$/
const ofTheTown = /^oklch\(from var\(--town\) ([\d.]+) min\(c, ([\d.]+)\) h\)$/

function colourOf(token: string, scheme: Scheme, town: Oklch): Oklch {
  const declared = new RegExp(`--${token}: light-dark\\((oklch\\(.+?\\)), (oklch\\(.+?\\))\\);`).exec(sheet)
  const written = declared?.[scheme === 'light' ? 1 : 2] ?? ''
  const [, lightness, chroma, hue] = plain.exec(written) ?? []
  if (hue !== undefined) return { lightness: Number(lightness), chroma: Number(chroma), hue: Number(hue) }
  const [, own, most] = ofTheTown.exec(written) ?? []
  if (most === undefined) throw new Error(`--${token}: no colour that this test can read`)
  return { lightness: Number(own), chroma: Math.min(town.chroma, Number(most)), hue: town.hue }
}
