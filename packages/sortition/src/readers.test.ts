import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { generatePool } from '../bench/generate-pool.ts'
import {
  type Fault,
  type Lottery,
  type Read,
  readCategories,
  readPanels,
  readRespondents,
  writePanels,
} from './index.ts'

function faultsOf(read: Read<unknown>): readonly Fault[] {
  if (read.ok) throw new Error('faults were expected')
  return read.faults
}

const CATEGORIES = 'category,feature,min,max\ngenre,femme,1,2\ngenre,homme,1,2\n'
const quotas = [
  { traits: [{ category: 'genre', feature: 'femme' }], min: 1, max: 2, flex: null },
  { traits: [{ category: 'genre', feature: 'homme' }], min: 1, max: 2, flex: null },
]

describe('the file of categories', () => {
  it('is read with commas or semicolons, a byte-order mark, Windows ends of line, quotes and extra columns', () => {
    const expected = { ok: true, value: quotas }
    expect(readCategories(CATEGORIES)).toEqual(expected)
    const spreadsheet = `\uFEFFCategory;Feature;Note;min;max\r\n genre ;"femme";"a;b\r\nc";1;2\r\nGenre;homme;;1;2\r\n;;;;\r\n`
    expect(readCategories(spreadsheet)).toEqual(expected)
  })

  it('holds intersections and flexes', () => {
    const read = readCategories(
      'category,feature,min,max,min_flex,max_flex\ngenre & age,femme & 16-24,1,2,0,3\nmétier,arts & lettres,0,1,,\n',
    )
    expect(read).toEqual({
      ok: true,
      value: [
        {
          traits: [
            { category: 'genre', feature: 'femme' },
            { category: 'age', feature: '16-24' },
          ],
          min: 1,
          max: 2,
          flex: { min: 0, max: 3 },
        },
        { traits: [{ category: 'métier', feature: 'arts & lettres' }], min: 0, max: 1, flex: null },
      ],
    })
  })

  it.each([
    ['category,feature,min\n', 1, 'max'],
    ['', null, 'file'],
    ['category,feature,min,max\n', null, 'file'],
    ['category,feature,min,max\ngenre,femme,1,2\ngenre,homme,2,1\n', 3, 'min'],
    ['category,feature,min,max\ngenre,femme,un,2\n', 2, 'min'],
    ['category,feature,min,max\ngenre,femme,1,-2\n', 2, 'max'],
    ['category,feature,min,max\ngenre,femme,1,2\nGENRE, Femme ,0,2\n', 3, 'feature'],
    ['category,feature,min,max\n,femme,1,2\n', 2, 'category'],
    ['category,feature,min,max\ngenre & age,femme,1,2\n', 2, 'feature'],
    ['category,feature,min,max\ngenre,femme,1,2,3\n', 2, 'row'],
    ['category,feature,min,max\ngenre,"femme,1,2\n', 2, 'column 2'],
    ['category,feature,min,min\ngenre,femme,1,2\n', 1, 'min'],
    ['category,feature,min,max,min_flex\ngenre,femme,1,2,2\n', 2, 'min_flex'],
  ])('%j is refused with line and field', (text, line, field) => {
    const [fault] = faultsOf(readCategories(text))
    expect(fault).toMatchObject({ line, field })
    expect(fault?.remedy).not.toBe('')
  })

  it('tells all faults at once', () => {
    const faults = faultsOf(readCategories('category,feature,min,max\na,b,x,1\nc,d,1,y\n'))
    expect(faults.map(({ line }) => line)).toEqual([2, 3])
  })
})

describe('the pool', () => {
  it('keeps the columns of the quotas and the household, and nothing else', () => {
    const read = readRespondents(
      'id,Genre,phone,adresse\np1,FEMME,06,3 Rue Haute\np2,homme,07,\n',
      quotas,
      'adresse',
    )
    expect(read).toEqual({
      ok: true,
      value: [
        { id: 'p1', features: { genre: 'FEMME' }, household: '3 rue haute' },
        { id: 'p2', features: { genre: 'homme' }, household: null },
      ],
    })
  })

  it.each([
    ['id\np1\n', 1, 'genre'],
    ['id,genre\np1,femme\n', 1, 'adresse'],
    ['id,genre,adresse\np1,fem,a\n', 2, 'genre'],
    ['id,genre,adresse\np1,,a\n', 2, 'genre'],
    ['id,genre,adresse\np1,femme,a\np1,homme,b\n', 3, 'id'],
    ['id,genre,adresse\n,femme,a\n', 2, 'id'],
    ['id,genre,adresse\n', null, 'file'],
    ['id,genre,adresse\n"p\n1",femme,a\np2,x,b\n', 4, 'genre'],
  ])('%j is refused with line and field', (text, line, field) => {
    const faults = faultsOf(readRespondents(text, quotas, 'adresse'))
    expect(faults[0]).toMatchObject({ line, field })
  })

  it('is read as it was written, whatever the texts', () => {
    const cell = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .map((text) => text.trim())
      .filter((text) => text !== '')
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
    fc.assert(
      fc.property(fc.uniqueArray(cell, { minLength: 1, maxLength: 8 }), (ids) => {
        const text = ['"id";"genre"', ...ids.map((id) => `${quoted(id)};"femme"`)].join('\r\n')
        const read = readRespondents(text, quotas, null)
        expect(read.ok && read.value.map(({ id }) => id)).toEqual(ids)
      }),
      { seed: 4 },
    )
  })
})

describe('the list of panels', () => {
  const lottery: Lottery = {
    seats: 2,
    totalWeight: 10,
    panels: [
      { weight: 7, members: ['p1', 'é"2'] },
      { weight: 3, members: ['p1', 'p3'] },
    ],
  }
  const written = writePanels(lottery)

  it('is read as it was written', () => {
    expect(readPanels(written)).toEqual({ ok: true, value: lottery })
  })

  it.each([
    ['a weight that is changed', written.replace('"weight":7', '"weight":8'), null, 'total_weight'],
    ['a weight that is no whole number', written.replace('"weight":3', '"weight":3.5'), 8, 'panel 2'],
    ['a missing member', written.replace(',"p3"', ''), 8, 'panel 2'],
    ['somebody twice', written.replace('"p3"', '"p1"'), 8, 'panel 2'],
    ['no list', written.replace('"panels"', '"panel"'), null, 'format'],
    ['another format', written.replace('panels/1', 'panels/9'), null, 'format'],
    ['no seats', written.replace('"seats": 2', '"seats": 0'), null, 'seats'],
  ])('is refused with %s', (_, text, line, field) => {
    expect(faultsOf(readPanels(text))[0]).toMatchObject({ line, field })
  })

  it('is refused where it is cut off', () => {
    const [fault] = faultsOf(readPanels(written.slice(0, -10)))
    expect(fault?.field).toBe('file')
  })
})

describe('the readers', () => {
  it('answer any text with a value or faults, and never throw', () => {
    const noise = fc.array(
      fc.oneof(
        fc.constantFrom(
          '"',
          ',',
          ';',
          '\n',
          '\r\n',
          '\uFEFF',
          ' & ',
          'category',
          'min',
          '{',
          '"panels"',
          '7',
        ),
        fc.string(),
      ),
    )
    fc.assert(
      fc.property(noise, (parts) => {
        const text = parts.join('')
        for (const read of [readCategories(text), readRespondents(text, quotas, null), readPanels(text)]) {
          expect(read.ok || read.faults.length > 0).toBe(true)
        }
      }),
      { numRuns: 500, seed: 4 },
    )
  })

  it('read a generated pool back', () => {
    const problem = generatePool(50, 10, 3, 1)
    const columns = Object.keys(problem.people[0]!.features)
    const rows = problem.people.map(({ id, features }) =>
      [id, ...columns.map((name) => features[name])].join(','),
    )
    const text = [['id', ...columns].join(','), ...rows].join('\n')
    expect(readRespondents(text, problem.quotas, null)).toEqual({ ok: true, value: problem.people })
  })
})
