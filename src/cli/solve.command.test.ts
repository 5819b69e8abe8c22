import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runWords } from './run-words.ts'

let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'solve-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function solve(content: unknown, ...options: string[]) {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  await writeFile(join(folder, 'question.json'), text)
  const written = { out: '', err: '' }
  const code = await runWords(
    ['solve', 'question.json', ...options],
    {},
    {
      cwd: folder,
      out: (line) => {
        written.out += line
      },
      err: (line) => {
        written.err += line
      },
    },
  )
  return { code, ...written }
}

const question = {
  years: [2027, 2028],
  limits: { operating_cents: [100, null], staff_hours: { A: [10.5] } },
  measures: [
    { id: 'm1', value: 12.5, operating_cents: [60], staff_hours: { A: [7] }, starts: [2027, 2028] },
    { id: 'm2', value: 3, operating_cents: [60], requires: ['m1'] },
  ],
}

describe('an answer', () => {
  test('has every key, and code 0', async () => {
    const { code, out, err } = await solve(question, '--gap', '0', '--time-limit', '5')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(JSON.parse(out)).toEqual({
      status: 'optimal',
      value: 12.5,
      bound: 12.5,
      gap: 0,
      selected: ['m1'],
      starts: { m1: 2027 },
      binding: [{ limit: 'operating_cents', year: 2027, grade: null }],
      conflict: null,
    })
  })

  test('that there is none has code 0 too', async () => {
    const { code, out } = await solve({
      ...question,
      measures: [{ id: 'a', value: 1, operating_cents: [101], mandatory: true }],
    })
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ status: 'infeasible', value: null, selected: null })
  })
})

test('ties that the time did not settle are said, in the answer and on stderr', async () => {
  const equal = Array.from({ length: 12 }, (_, index) => ({ id: `m${index}`, value: 1 }))
  const { code, out, err } = await solve({ years: [2027], measures: equal }, '--time-limit', '0')
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ value: 12, ties: 'unproven' })
  expect(err).toContain('did not suffice to settle ties')
})

describe('a bad file ends with code 2 and the path of the key', () => {
  const measure = question.measures[0]
  test.each([
    ['measures[0].value', { ...question, measures: [{ ...measure, value: '12' }] }],
    [
      'measures[0].operating_cents[1]',
      { ...question, measures: [{ ...measure, operating_cents: [1, 0.5] }] },
    ],
    ['measures[0].mandatry', { ...question, measures: [{ ...measure, mandatry: true }] }],
    ['measures[1].requires[0]', { ...question, measures: [measure, { id: 'b', value: 1, requires: ['x'] }] }],
    ['measures[1].id', { ...question, measures: [measure, measure] }],
    ['measures[0].starts[0]', { ...question, measures: [{ ...measure, starts: [2030] }] }],
    ['limits.staff_hours.D', { ...question, limits: { staff_hours: { D: [1] } } }],
    ['years[1]', { ...question, years: [2027, 2029] }],
    ['synergies[0].measures[1]', { ...question, synergies: [{ measures: ['m1', 'm9'], value: 1 }] }],
    ['years', { measures: [] }],
    ['question.json', '{ no JSON'],
  ])('%s', async (path, content) => {
    const { code, out, err } = await solve(content)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(`${path}: `)
  })

  test('as do bad options', async () => {
    expect(await solve(question, '--gap', 'small')).toMatchObject({
      code: 2,
      err: '--gap small: a number, 0 or more',
    })
  })
})
