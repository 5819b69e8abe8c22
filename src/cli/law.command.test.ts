import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { PureCommand } from './command.ts'
import { lawEvaluateCommand, lawFactsCommand, lawListCommand } from './law.command.ts'

const cwd = mkdtempSync(path.join(tmpdir(), 'law-'))
afterAll(() => rmSync(cwd, { recursive: true }))

async function run(command: PureCommand, ...args: string[]) {
  const out: string[] = []
  const err: string[] = []
  const code = await command.run(args, { cwd, out: (text) => out.push(text), err: (text) => err.push(text) })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

function write(name: string, content: unknown): string {
  writeFileSync(path.join(cwd, name), typeof content === 'string' ? content : JSON.stringify(content))
  return name
}

const note = write('scic.json', {
  capital_total_cents: 10_000_000,
  territorial_public_capital_cents: 2_100_000,
})

describe('law evaluate', () => {
  test('prints the keys that other programs read, in their order', async () => {
    const { code, out } = await run(
      lawEvaluateCommand,
      'SCIC-01',
      '--on',
      '2014-07-30',
      '--facts',
      note,
      '--json',
    )
    const answer = JSON.parse(out)
    expect(code).toBe(0)
    expect(Object.keys(answer)).toEqual([
      'rule',
      'version',
      'on',
      'status',
      'value',
      'unit',
      'threshold',
      'excess',
      'cure',
      'article',
      'confidence',
      'steps',
      'next_change',
      'missing',
    ])
    expect(answer).toMatchObject({
      rule: 'SCIC-01',
      version: 'SCIC-01a',
      on: '2014-07-30',
      status: 'forbidden',
      value: 0.21,
      threshold: 0.2,
      excess: 100_000,
      next_change: '2014-08-02',
      missing: [],
    })
    expect(answer.cure).toContain('105 000 €'.replace(' ', '\u202f').replace(' ', '\u00a0'))
    expect(Object.keys(answer.steps[0])).toEqual(['name', 'value', 'unit', 'text'])
  })

  test('speaks English when asked to', async () => {
    const { out } = await run(
      lawEvaluateCommand,
      'SCIC-01',
      '--on',
      '2014-07-30',
      '--facts',
      note,
      '--lang',
      'en',
    )
    expect(out).toContain('Sell €1,000 of shares')
    expect((await run(lawEvaluateCommand, 'SCIC-01', '--on', '2014-07-30', '--lang', 'de')).code).toBe(2)
  })

  test('a missing fact is an answer', async () => {
    const part = write('part.json', { capital_total_cents: 10_000_000 })
    const { code, out } = await run(
      lawEvaluateCommand,
      'SCIC-01',
      '--on',
      '2026-11-22',
      '--facts',
      part,
      '--json',
    )
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      status: 'unknown',
      missing: ['territorial_public_capital_cents'],
    })
    const none = await run(lawEvaluateCommand, 'SUB-15', '--on', '2026-11-22', '--json')
    expect(JSON.parse(none.out).missing).toEqual(['received_on', 'suspensions'])
  })

  test.each([
    ['an unknown rule', ['SCIC-99', '--on', '2026-11-22'], 'SCIC-99'],
    ['no rule', ['--on', '2026-11-22'], 'RULE'],
    ['two rules', ['SUB-02', 'SUB-15', '--on', '2026-11-22'], 'RULE'],
    ['no day', ['SCIC-01'], '--on'],
    ['a day that does not exist', ['SCIC-01', '--on', '2026-02-30'], '--on'],
    ['an unknown option', ['SCIC-01', '--at', '2026-11-22'], '--at'],
    ['an unknown fact', ['SUB-15', '--on', '2026-11-22', '--facts', note], 'capital_total_cents'],
    ['a file that is not there', ['SUB-15', '--on', '2026-11-22', '--facts', 'absent.json'], 'absent.json'],
    [
      'a file that is no JSON',
      ['SUB-15', '--on', '2026-11-22', '--facts', write('bad.json', '{')],
      'bad.json',
    ],
    ['a list', ['SUB-15', '--on', '2026-11-22', '--facts', write('list.json', [])], 'list.json'],
    [
      'a wrong type',
      [
        'SCIC-01',
        '--on',
        '2026-11-22',
        '--facts',
        write('text.json', { capital_total_cents: '100', territorial_public_capital_cents: 1 }),
      ],
      'capital_total_cents',
    ],
  ])('%s: exit 2, named on stderr', async (_name, args, named) => {
    const { code, out, err } = await run(lawEvaluateCommand, ...args, '--json')
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err).toContain(named)
  })
})

test('law facts says what each fact is', async () => {
  const { code, out } = await run(lawFactsCommand, 'AID-01', '--json')
  const facts = JSON.parse(out)
  expect(code).toBe(0)
  expect(
    facts.map(({ name, type, unit, required }: Record<string, unknown>) => [name, type, unit, required]),
  ).toEqual([
    ['aids', 'list', null, true],
    ['new_aid_cents', 'cents', 'cents', true],
    ['fy_end', 'year_day', null, false],
    ['road_freight', 'boolean', null, false],
  ])
  expect(facts[0].items[0]).toMatchObject({ name: 'granted_on', type: 'date', required: true })
  expect((await run(lawFactsCommand, 'SCIC-99')).err).toContain('SCIC-99')
  expect((await run(lawFactsCommand)).code).toBe(2)
})

test('law list gives every rule with its versions', async () => {
  const { code, out } = await run(lawListCommand, '--json')
  const rules: { id: string; versions: { version: string; from: string | null; confidence: string }[] }[] =
    JSON.parse(out)
  expect(code).toBe(0)
  expect(
    rules.find(({ id }) => id === 'SCIC-01')?.versions.map(({ version, from }) => [version, from]),
  ).toEqual([
    ['SCIC-01a', '2001-07-18'],
    ['SCIC-01b', '2014-08-02'],
    ['SCIC-01c', '2022-02-23'],
  ])
  const lines = (await run(lawListCommand)).out.split('\n')
  expect(lines).toHaveLength(rules.length)
})
