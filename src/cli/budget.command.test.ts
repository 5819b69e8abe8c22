import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { budgetCountCommand } from './budget.command.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'budget-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function run(...args: string[]) {
  const out: string[] = []
  const err: string[] = []
  const code = await budgetCountCommand.run(args, {
    cwd: folder,
    out: (text) => out.push(text),
    err: (text) => err.push(text),
  })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

/** Two projects level in votes, the dearer first by id, and an empty ballot. */
const level = `META
key;value
budget;10,50
vote_type;approval
PROJECTS
project_id;cost;name
b/1;6.25;Bancs
a;4;Arbres
c;4.25;Cour
VOTES
voter_id;vote
1;b/1,a
2;b/1,a
3;c
4;
`

async function count(text: string, ...args: string[]) {
  await writeFile(path.join(folder, 'votes.pb'), text)
  return run('votes.pb', ...args)
}

describe('budget count', () => {
  test('answers with the selection, the amounts as decimals, the ballots and the ties', async () => {
    const { code, out, err } = await count(level, '--rule', 'greedy-cost', '--json')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(JSON.parse(out)).toEqual({
      rule: 'greedy-cost',
      selected: ['a', 'b/1'],
      total_cost: '10.25',
      budget: '10.5',
      voters: 4,
      ties: [{ round: 1, candidates: ['a', 'b/1'], chosen: 'a', by: 'lexicographic' }],
    })
  })

  test.each([
    ['lexicographic', 'a', 'lexicographic'],
    ['votes', 'a', 'cost'],
    ['cost', 'a', 'cost'],
    ['seed:Loto du 4 mars', 'a', 'seed:Loto du 4 mars'],
    ['seed:2', 'b/1', 'seed:2'],
  ])('--ties %s: %s first, by %s', async (ties, chosen, by) => {
    const { out } = await count(level, '--rule', 'greedy-cost', '--ties', ties, '--json')
    expect(JSON.parse(out).ties).toEqual([{ round: 1, candidates: ['a', 'b/1'], chosen, by }])
  })

  test('--report says who paid, what was missing and how the rules compare', async () => {
    const { out } = await count(level, '--rule', 'mes-cost', '--report')
    expect(out).toContain('Every voter starts with 21/8.')
    expect(out).toContain('a: 2 supporters pay 2.00 each (could pay 131 % of the cost)')
    expect(out).toContain('c: 1.63 missing (61 % at best); its supporters spent on nothing')
    expect(out).toContain('With at least one funded project: 2 of 4 voters; without: 50.0 %.')
    expect(out).toContain('phragmen:')
  })

  test('--report warns of ballots beyond the sum of costs that the file allows, and counts them', async () => {
    const file = level.replace('budget;', 'max_sum_cost;10\nbudget;')
    const { code, out } = await count(file, '--rule', 'mes-cost', '--report')
    expect(code).toBe(0)
    expect(out).toContain(
      'Warning: votes.pb, line 3: the cost of the projects on the ballot together is beyond max_sum_cost (10) on 2 ballots',
    )
    expect((await count(level, '--rule', 'mes-cost', '--report')).out).not.toContain('Warning')
  })

  test('a bad file: exit code 2, every defect with its line and remedy, and no count', async () => {
    const bad = level.replace('4.25', 'four').replace('2;b/1,a', '1;b/1,zoo')
    const { code, out, err } = await count(bad, '--rule', 'mes-cost', '--json')
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toBe(
      'votes.pb, line 9: the cost of project c, "four", is no amount; write digits, with a point or a comma before the cents: 12000 or 12000.50',
    )
    const votes = await count(level.replace('2;b/1,a', '1;b/1,zoo'), '--rule', 'mes-cost')
    expect(votes.code).toBe(2)
    expect(votes.err.split('\n')).toEqual([
      'votes.pb, line 13: voter 1 is already above; keep one of the two ballots',
      'votes.pb, line 13: no project has the id "zoo"; correct the id, or add the project under PROJECTS',
    ])
  })

  test.each([
    [['--rule', 'mes-cost'], 'name one .pb file'],
    [['votes.pb'], '--rule is needed; one of greedy-cost, mes-cost'],
    [['votes.pb', '--rule', 'mes-borda'], 'no such rule for approval ballots'],
    [['votes.pb', '--rule', 'mes-cost', '--ties', 'seed:'], '--ties seed:: one of'],
    [['none.pb', '--rule', 'mes-cost'], 'none.pb: cannot be read (ENOENT)'],
  ])('bad arguments %j', async (args, sentence) => {
    await writeFile(path.join(folder, 'votes.pb'), level)
    const { code, out, err } = await run(...args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(sentence)
  })
})
