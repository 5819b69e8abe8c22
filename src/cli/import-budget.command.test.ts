import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { makeWorld, testDatabaseKind, type World } from '#test/make-world.ts'
import { referencePath } from '#test/reference.ts'
import { openTestTerminal } from '#test/test-terminal.ts'
import { budgetCountCommand } from './budget.command.ts'
import { importBudgetCommand } from './import-budget.command.ts'

let world: World
let folder: string
beforeAll(async () => {
  world = await makeWorld()
  folder = await mkdtemp(path.join(tmpdir(), 'budget-import-'))
})
afterAll(async () => {
  await world.close()
  await rm(folder, { recursive: true })
})

async function run(...args: string[]) {
  const terminal = openTestTerminal(folder)
  const code = await importBudgetCommand.run(args, terminal, await world.context(null))
  const { out, err } = terminal.lines
  return { code, out: out.join('\n'), err: err.join('\n') }
}

const file = `META
key;value
description;Vote de Petite-Ville
budget;100
vote_type;approval
currency;PLN
date_begin;06.09.2019
date_end;2019-09-20
PROJECTS
project_id;cost;votes;name;selected
M/1;60;2;Arbres;1
M/2;50;2;Bancs;0
M/3;30.50;1;Cour;1
VOTES
voter_id;vote;age
1;M/1,M/3;31
2;M/1;40
3;M/2;52
4;M/2;61
`

test('an election becomes an edition with its ballots, without its voters, and its result is compared', async () => {
  await writeFile(path.join(folder, 'petite.pb'), file)
  const { code, out, err } = await run('petite.pb')
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toBe(
    [
      '/budgets-participatifs/vote-de-petite-ville: 3 projects, 4 ballots, 2 selected by greedy-cost',
      'The file says 2 were selected, 1 of them the same.',
    ].join('\n'),
  )
  const visitor = await world.as(null)
  const page = await (await visitor.get('/budgets-participatifs/vote-de-petite-ville/resultats')).text()
  expect(page).toMatch(/80,50\sPLN|PLN\s?80\.50/)
  const published = await (
    await visitor.get('/budgets-participatifs/vote-de-petite-ville/bulletins/1.pb')
  ).text()
  expect(published).toContain('M/1;60;Arbres')
  expect(published).not.toMatch(/;31|;52|age/)
  expect(
    published
      .trim()
      .split('\n')
      .slice(-4)
      .map((row) => row.split(';')[1])
      .sort(),
  ).toEqual(['M/1', 'M/1,M/3', 'M/2', 'M/2'])
})

test('the same title twice, a rule of other ballots and a bad line are refused, and nothing is written', async () => {
  await writeFile(path.join(folder, 'petite.pb'), file)
  const count = async () => (await world.db.selectFrom('budget_editions').select('id').execute()).length
  const before = await count()
  expect(await run('petite.pb')).toMatchObject({ code: 2, err: expect.stringContaining('--title') })
  expect(await run('petite.pb', '--title', 'Autre', '--rule', 'mes-borda')).toMatchObject({ code: 2 })
  await writeFile(path.join(folder, 'bad.pb'), file.replace('3;M/2', '3;M/9'))
  expect(await run('bad.pb', '--title', 'Autre')).toMatchObject({
    code: 2,
    err: expect.stringContaining('bad.pb, line 18'),
  })
  await writeFile(path.join(folder, 'free.pb'), file.replace('M/2;50', 'M/2;0'))
  expect(await run('free.pb', '--title', 'Autre')).toMatchObject({ code: 2 })
  expect(await run()).toMatchObject({ code: 2, err: expect.stringContaining('Which file?') })
  expect(await run('none.pb')).toMatchObject({ code: 2 })
  expect(await count()).toBe(before)
})

/** Real elections of each kind of ballot: French points, Polish approvals and rankings, with the rule to count by. */
const real: readonly (readonly [string, string])[] = [
  ['france_toulouse_2019_.pb', 'greedy-cardinal'],
  ['poland_warszawa_2017_goclaw.pb', 'greedy-cost'],
  ['poland_krakow_2018_czyzyny.pb', 'mes-borda'],
]
const instances = referencePath('data', 'participatory-budgets', 'instances')
const recounted = z.object({ selected: z.array(z.string()), voters: z.number() })

describe.skipIf(instances === null)('real elections', () => {
  test.each(real)('%s: our published file counts as the original does', async (name, rule) => {
    const original = path.join(instances ?? '', name)
    const title = `Essai ${name.replace(/[_.]/g, ' ').trim()}`
    const { code, out, err } = await run(original, '--title', title, '--rule', rule)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const address = /^(\S+):/.exec(out)?.[1] ?? ''
    const published = await (await (await world.as(null)).get(`${address}/bulletins/1.pb`)).text()
    await writeFile(path.join(folder, 'published.pb'), published)
    const counts = []
    for (const counted of [original, 'published.pb']) {
      const lines: string[] = []
      const terminal = {
        cwd: folder,
        out: (line: string) => lines.push(line),
        err: (line: string) => lines.push(line),
      }
      await budgetCountCommand.run([counted, '--rule', rule, '--ties', 'votes', '--json'], terminal)
      counts.push(recounted.parse(JSON.parse(lines.join('\n'))))
    }
    expect(counts[1]).toEqual(counts[0])
    expect(counts[0]?.selected.length).toBeGreaterThan(0)
    expect(out).toContain(`${counts[0]?.voters} ballots, ${counts[0]?.selected.length} selected by ${rule}`)
  })
})

const expectedFile = referencePath('data', 'participatory-budgets', 'expected.json')
const expectations = z.record(
  z.string(),
  z.object({
    outcomes: z.record(z.string(), z.array(z.string())),
    instance: z.object({ voters: z.number() }),
  }),
)
/** Four of the 82 elections have more voters, and would take half as long as all others together. */
const mostVoters = 12_000

/** The embedded database would take minutes for so many ballots: there the three above. */
if (testDatabaseKind() === 'server')
  describe.skipIf(expectedFile === null)('every real election', () => {
    const known = expectations.parse(expectedFile ? JSON.parse(readFileSync(expectedFile, 'utf8')) : {})
    const files = Object.entries(known).filter(([, { instance }]) => instance.voters <= mostVoters)

    test.each(files)('%s has its known result', async (name, { outcomes }) => {
      const rule = Object.keys(outcomes).find((one) => one.startsWith('greedy-')) ?? ''
      const title = name.slice(0, -3)
      const read = await run(path.join(instances ?? '', name), '--title', title, '--rule', rule)
      expect(read).toMatchObject({ code: 0, err: '' })
      const selected = await world.db
        .selectFrom('budget_outcomes as o')
        .innerJoin('budget_projects as p', 'p.id', 'o.project_id')
        .innerJoin('budget_editions as e', 'e.id', 'p.edition_id')
        .select('p.reference')
        .where('e.title', '=', title)
        .where('o.rank', 'is not', null)
        .execute()
      expect(selected.map(({ reference }) => reference).sort()).toEqual([...(outcomes[rule] ?? [])].sort())
    })
  })
