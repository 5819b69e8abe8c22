import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { sharedServiceSplitCommand } from './shared-service.command.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'split-'))

async function run(content: string, ...options: readonly string[]) {
  writeFileSync(path.join(folder, 'split.json'), content)
  const said = { out: '', err: '' }
  const terminal = {
    cwd: folder,
    out: (text: string) => {
      said.out += `${text}\n`
    },
    err: (text: string) => {
      said.err += `${text}\n`
    },
  }
  return { code: await sharedServiceSplitCommand.run(['split.json', ...options], terminal), ...said }
}

const question = {
  total_cents: 1001,
  parties: [
    { id: 'A', values: { population: 1 } },
    { id: 'B', values: { population: 1 } },
  ],
  keys: [{ name: 'population', weight: 1 }],
  remainder: 'largest',
}

test('the shares are printed as JSON, or a line a party', async () => {
  const json = await run(JSON.stringify(question), '--json')
  expect(json.code).toBe(0)
  expect(JSON.parse(json.out)).toEqual({
    total_cents: 1001,
    shares: [
      { id: 'A', cents: 501 },
      { id: 'B', cents: 500 },
    ],
  })
  expect((await run(JSON.stringify(question))).out).toBe('A\t5.01\nB\t5.00\n')
})

test('a fault is said with its path, and the exit code is 2', async () => {
  const { code, out, err } = await run(JSON.stringify({ ...question, remainder: { to: 'Z' } }))
  expect([code, out]).toEqual([2, ''])
  expect(err).toBe('split.json: remainder.to: "Z" is none of the parties\n')
})
