import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { emptyDirectory } from '#test/empty-directory.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { openTestTerminal } from '#test/test-terminal.ts'
import { importGrantsCommand, importOrganisationsCommand } from './import-actors.command.ts'

// Files as no program should write them, and some do.

let world: World
let folder: string
beforeAll(async () => {
  world = await makeWorld()
  folder = await mkdtemp(path.join(tmpdir(), 'hard-files-'))
})
afterAll(async () => {
  await world.close()
  await rm(folder, { recursive: true })
})
afterEach(() => emptyDirectory(world))

const report = z.looseObject({
  rows: z.number(),
  blank: z.number(),
  accepted: z.number(),
  rejected: z.array(
    z.looseObject({ line: z.number(), column: z.string(), reason: z.string(), message: z.string() }),
  ),
  sum_cents: z.number().optional(),
  encoding: z.string().nullable(),
  delimiter: z.string().nullable(),
})

async function run(content: string | Uint8Array, command = importGrantsCommand, ...options: string[]) {
  await writeFile(path.join(folder, 'a.csv'), content)
  const terminal = openTestTerminal(folder)
  const code = await command.run(['a.csv', '--json', ...options], terminal, await world.context(null))
  return { code, out: terminal.lines.out.join(''), err: terminal.lines.err.join(' ') }
}
const read = async (content: string | Uint8Array, ...options: string[]) => {
  const done = await run(content, importGrantsCommand, ...options)
  return report.parse(JSON.parse(done.out))
}
const names = async () =>
  (await world.db.selectFrom('organisations').select('name').orderBy('name').execute()).map(
    ({ name }) => name,
  )

const header = 'beneficiaire;montant;objet'
const row = 'Chorale du Lac;1\u00a0234,56;Été'

test.each([
  ['UTF-16 with its mark', Buffer.from(`\ufeff${header}\r\n${row}\r\n`, 'utf16le'), null, ';'],
  ['UTF-16 the other way round', Buffer.from(`\ufeff${header}\n${row}\n`, 'utf16le').swap16(), null, ';'],
  ['UTF-16 without a mark', Buffer.from(`${header}\n${row}\n`, 'utf16le'), null, ';'],
  ['Windows-1252', Buffer.from(`${header}\n${row}\n`, 'latin1'), 'windows-1252', ';'],
  ['UTF-8 with a mark', `\ufeff${header}\n${row}\n`, 'utf-8-bom', ';'],
  ['tabs', `${header}\n${row}\n`.replaceAll(';', '\t'), 'utf-8', '\t'],
  ['bars', `${header}\n${row}\n`.replaceAll(';', '|'), 'utf-8', '|'],
  ['colons', `${header}\n${row}\n`.replaceAll(';', ':'), 'utf-8', ':'],
  [
    'commas under a title',
    'Subventions; 2026\nbeneficiaire,montant\nChorale du Lac,"1 234,56"\n',
    'utf-8',
    ',',
  ],
  ['semicolons among texts full of commas', `${header}\n${row}, a, b, c, d\n${';'}\n`, 'utf-8', ';'],
  ['lines of old Macintoshes', `${header}\r${row}\r`, 'utf-8', ';'],
  ['a character of no text', `${header}\nChor\0ale du Lac;1234,56;\n`, 'utf-8', ';'],
] as const)('%s', async (_, content, encoding, delimiter) => {
  expect(await read(content, '--keep-good')).toMatchObject({
    accepted: 1,
    sum_cents: 123_456,
    encoding,
    delimiter,
  })
  expect(await names()).toEqual(['Chorale du Lac'])
})

test('quotes inside a cell are its text; one that is never closed is said with its line', async () => {
  const stray = `${header}\nClub "A" du Lac;12;5" de neige\n"Amicale\ndu Lac";13;x\n`
  expect(await read(stray)).toMatchObject({ rows: 2, accepted: 2, sum_cents: 2500 })
  expect(await names()).toEqual(['Amicale\ndu Lac', 'Club "A" du Lac'])
  const open = await run(`${header}\nUn;1;x\n"Deux;2;x\nTrois;3;x\n`)
  expect([open.code, open.err]).toEqual([2, expect.stringContaining('guillemet non fermé, ligne 3')])
})

test('long files with stray quotes and cells of several lines are cut where their rows end', async () => {
  const rows = Array.from({ length: 8000 }, (_, index) =>
    index % 3 === 0 ? `Club ${index};1;5" de neige` : `"Club\n${index}";1;"a ""b""\nc"`,
  )
  const done = await read(`${header}\n${rows.join('\n')}\n`, '--dry-run')
  expect(done).toMatchObject({ rows: 8000, accepted: 8000, rejected: [], sum_cents: 800_000 })
})

test.each([
  ['', 'Le fichier est vide'],
  ['\ufeff', 'Le fichier est vide'],
  ['\n\n;;\n', 'Aucune ligne d’en-tête reconnue'],
  ['montant\n12\n', 'Aucune ligne d’en-tête reconnue'],
  ['{"a": [1, 2]}', 'Aucune ligne d’en-tête reconnue'],
  ['PK\u0003\u0004 no workbook', 'ni un CSV ni un XLSX'],
  [
    'beneficiaire;montant;montant\nA;1;2\n',
    'Deux colonnes portent le même nom. / Two columns have the same name. (montant)',
  ],
])('%j is refused with what to do', async (content, sentence) => {
  for (const command of [importGrantsCommand, importOrganisationsCommand]) {
    const { code, out, err } = await run(content, command, '--dry-run')
    if (command === importGrantsCommand) expect(err).toContain(sentence)
    expect([code, out]).toEqual([2, ''])
  }
  expect(await names()).toEqual([])
})

test('each amount that is none, or that could be two, is said with its cell', async () => {
  const cells = [
    '(1 234,56)',
    '1,5E+3',
    '12,345',
    '99999999999999999',
    '1.234,56',
    '1,234.56',
    '1 234,56',
    '12 15',
    '',
  ]
  const done = await read(
    `beneficiaire;Montant\n${cells.map((cell, n) => `B${n};${cell}`).join('\n')}\n`,
    '--dry-run',
  )
  expect(done.rejected.map(({ line, column, reason }) => [cells[line - 2], column, reason])).toEqual([
    ['(1 234,56)', 'Montant', 'amount_negative'],
    ['1,5E+3', 'Montant', 'amount_unreadable'],
    ['12,345', 'Montant', 'amount_ambiguous'],
    ['99999999999999999', 'Montant', 'amount_unreadable'],
    ['12 15', 'Montant', 'amount_unreadable'],
    ['', 'Montant', 'amount_missing'],
  ])
  expect(done.sum_cents).toBe(3 * 123_456)
})

test('amounts that no sum can hold keep their rows out; the report stays exact', async () => {
  const huge = '90071992547409,90'
  const done = await read(`beneficiaire;montant\nA;${huge}\nB;${huge}\nC;0,01\n`, '--dry-run')
  expect(done.rejected.map(({ line, reason }) => [line, reason])).toEqual([[3, 'amount_huge']])
  expect(done.sum_cents).toBe(9_007_199_254_740_991)
})

test('rows that are short, long or empty are counted; a text in the place of a name is said', async () => {
  const done = await read(`${header}\nA\nB;5;x;y;z\n\n;;\n${'x'.repeat(100_000)};1;z\n`, '--keep-good')
  expect(done).toMatchObject({ rows: 5, blank: 2, accepted: 1 })
  expect(done.rejected.map(({ line, reason }) => [line, reason])).toEqual([
    [2, 'amount_missing'],
    [6, 'name_long'],
  ])
  expect(done.rejected[1]?.message.length).toBeLessThan(400)
})
