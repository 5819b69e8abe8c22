import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { runWords } from './run-words.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sortition-'))
  await write('quotas.csv', 'category,feature,min,max\ngenre,femme,1,1\ngenre,homme,1,1\n')
  await write('pool.csv', 'id,genre,adresse\np1,femme,a\np2,homme,a\np3,homme,b\np4,femme,c\n')
})
afterAll(() => rm(folder, { recursive: true }))

function write(name: string, content: string | Uint8Array): Promise<void> {
  return writeFile(path.join(folder, name), content)
}

async function run(words: string): Promise<{ code: number; out: string; err: string }> {
  const lines = { out: '', err: '' }
  const code = await runWords(
    words.split(' '),
    {},
    {
      cwd: folder,
      out: (text) => {
        lines.out += `${text}\n`
      },
      err: (text) => {
        lines.err += `${text}\n`
      },
    },
  )
  return { code, ...lines }
}

const ASK = 'sortition probabilities --categories quotas.csv --pool pool.csv --size 2 --json'

describe('sortition probabilities', () => {
  it.each(['leximin', 'maximin', 'goldilocks', 'nash'])(
    'gives everybody the same by %s where quotas allow',
    async (method) => {
      const { code, out } = await run(`${ASK} --method ${method}`)
      expect(code).toBe(0)
      expect(JSON.parse(out)).toMatchObject({
        status: 'ok',
        probabilities: { p1: 0.5, p2: 0.5, p3: 0.5, p4: 0.5 },
        min: 0.5,
        gap: 0,
        not_selectable: [],
        relaxation: null,
      })
    },
  )

  it('draws no two of one household, and says so in the chances', async () => {
    const { out } = await run(`${ASK} --method leximin --household adresse`)
    const told = z.object({ probabilities: z.record(z.string(), z.number()) }).parse(JSON.parse(out))
    expect(told.probabilities).toEqual({ p1: 0.5, p2: 0.5, p3: 0.5, p4: 0.5 })
    await write('couple.csv', 'id,genre,adresse\np1,femme,a\np2,homme,a\np3,homme,b\n')
    const couple = await run(`${ASK.replace('pool.csv', 'couple.csv')} --method leximin --household adresse`)
    expect(JSON.parse(couple.out)).toMatchObject({
      probabilities: { p1: 1, p2: 0, p3: 1 },
      not_selectable: ['p2'],
    })
  })

  it('prints the same twice', async () => {
    const first = await run(`${ASK} --method random`)
    expect(await run(`${ASK} --method random`)).toEqual(first)
  })

  it('tells the smallest change where no panel fits', async () => {
    await write('women.csv', 'id,genre\np1,femme\np2,femme\n')
    const { code, out } = await run(`${ASK.replace('pool.csv', 'women.csv')} --method leximin`)
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      status: 'infeasible',
      probabilities: {},
      relaxation: {
        objective: 4,
        changes: [
          { category: 'genre', feature: 'femme', lower_min_by: 0, raise_max_by: 1 },
          { category: 'genre', feature: 'homme', lower_min_by: 1, raise_max_by: 0 },
        ],
      },
    })
  })

  it('reads the Windows encoding of French spreadsheets', async () => {
    await write('ansi.csv', Buffer.from('category;feature;min;max\ndiplôme;supérieur;0;2\n', 'latin1'))
    await write('ansi-pool.csv', 'id;Diplôme\np1;Supérieur\np2;supérieur\n')
    const words = ASK.replace('quotas.csv', 'ansi.csv').replace('pool.csv', 'ansi-pool.csv')
    expect((await run(`${words} --method leximin`)).code).toBe(0)
  })

  it.each([
    [
      'a feature without quota',
      'id,genre\np1,femme\np2,autre\n',
      'bad.csv, line 3, genre: "autre" has no quota; write one of',
    ],
    ['two equal ids', 'id,genre\np1,femme\np1,homme\n', 'bad.csv, line 3, id: the id "p1" stands on line 2'],
    [
      'a missing column',
      'id,age\np1,3\n',
      'bad.csv, line 1, genre: the column is missing; the columns are id, age',
    ],
    ['too few people', 'id,genre\np1,femme\n', '--size 2: the pool has 1 people; ask for fewer'],
  ])('refuses %s with line and remedy', async (_, pool, sentence) => {
    await write('bad.csv', pool)
    const { code, err, out } = await run(`${ASK.replace('pool.csv', 'bad.csv')} --method leximin`)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(sentence)
  })

  it.each([
    ['--method best', '--method: one of leximin'],
    ['--method leximin --size x', '--size: how many seats'],
    ['--method leximin --pool none.csv', 'none.csv: cannot be read (ENOENT)'],
    ['--method leximin --colour red', 'colour'],
    ['--method leximin --household street', 'street: the column is missing'],
  ])('refuses %s', async (words, sentence) => {
    const { code, err } = await run(`${ASK} ${words}`)
    expect(code).toBe(2)
    expect(err).toContain(sentence)
  })
})

describe('sortition draw', () => {
  it('draws from the published list, the same panel each time, and replays by hand', async () => {
    await run(`${ASK} --method leximin --panels-out panels.json`)
    const first = await run('sortition draw --panels panels.json --seed loto-3-17-22 --json')
    expect(await run('sortition draw --panels panels.json --seed loto-3-17-22 --json')).toEqual(first)
    const drawn = z
      .object({
        selected: z.array(z.string()),
        steps: z.array(z.object({ step: z.string(), value: z.string() })),
      })
      .parse(JSON.parse(first.out))
    const file = z
      .object({ panels: z.array(z.object({ weight: z.number(), members: z.array(z.string()) })) })
      .parse(JSON.parse(await readFile(path.join(folder, 'panels.json'), 'utf8')))
    const ticket = Number(drawn.steps[2]?.value.slice(-12))
    let before = 0
    const byHand = file.panels.find(({ weight }) => {
      before += weight
      return before > ticket
    })
    expect(drawn.selected).toEqual(byHand?.members)
  })

  it('refuses a list that was changed', async () => {
    await run(`${ASK} --method leximin --panels-out panels.json`)
    const text = await readFile(path.join(folder, 'panels.json'), 'utf8')
    await write('changed.json', text.replace('"weight":', '"weight":1'))
    const { code, err } = await run('sortition draw --panels changed.json --seed x')
    expect(code).toBe(2)
    expect(err).toContain('the list was changed since it was written')
  })

  it('asks for its options', async () => {
    expect((await run('sortition draw --seed x')).code).toBe(2)
  })
})
