import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { emptyDirectory } from '#test/empty-directory.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { openTestTerminal } from '#test/test-terminal.ts'
import { importGrantsCommand, importOrganisationsCommand } from './import-actors.command.ts'

let world: World
let folder: string
beforeAll(async () => {
  world = await makeWorld()
  folder = await mkdtemp(path.join(tmpdir(), 'actors-import-'))
})
afterAll(async () => {
  await world.close()
  await rm(folder, { recursive: true })
})
afterEach(() => emptyDirectory(world))

async function run(command: typeof importGrantsCommand, ...args: string[]) {
  const terminal = openTestTerminal(folder)
  const code = await command.run(args, terminal, await world.context(null))
  const { out, err } = terminal.lines
  return { code, out: out.join('\n'), err }
}
const count = async () => (await world.db.selectFrom('organisations').select('id').execute()).length

test('a faulty file is written only when the good lines are asked for; a dry run writes nothing', async () => {
  await writeFile(path.join(folder, 'a.csv'), 'nom;siren;rna\nRoller;450324660;\nFaux;450324661;\n;;\n')
  const dry = await run(importOrganisationsCommand, 'a.csv', '--dry-run', '--json')
  expect(dry.code).toBe(0)
  expect(JSON.parse(dry.out)).toMatchObject({
    rows: 3,
    blank: 1,
    accepted: 1,
    rejected: [
      {
        line: 3,
        column: 'siren',
        reason: 'identifier_unreadable',
        message: expect.stringMatching(/^« 450324661 »/),
      },
    ],
    created: 1,
    changed: 0,
    unchanged: 0,
    closed: 0,
    identifiers: { siret_valid: 0, siren_recovered: 0, rna_valid: 0, missing: 1 },
    encoding: 'utf-8',
    delimiter: ';',
  })
  const refused = await run(importOrganisationsCommand, 'a.csv')
  expect([refused.code, refused.out.startsWith('nothing written: ')]).toEqual([2, true])
  expect(refused.err[0]).toMatch(/^a\.csv:3:siren: « 450324661 » .* \/ /)
  expect(await count()).toBe(0)
  const kept = await run(importOrganisationsCommand, 'a.csv', '--keep-good')
  expect(kept).toMatchObject({ code: 0, out: '1 created, 0 changed, 0 unchanged, 0 closed, 1 to mend' })
  expect(await count()).toBe(1)
})

test('a long file says how far it is, read then written; a program that reads JSON hears the report alone', async () => {
  const rows = Array.from({ length: 5000 }, (_, index) => `Comité ${index};W86${1_000_000 + index}`)
  await writeFile(path.join(folder, 'long.csv'), ['nom;rna', ...rows].join('\n'))
  const json = await run(importOrganisationsCommand, 'long.csv', '--dry-run', '--json')
  expect([json.err, JSON.parse(json.out).created]).toEqual([[], 5000])
  const { err, out } = await run(importOrganisationsCommand, 'long.csv')
  expect(err).toEqual([
    ...[1000, 2000, 3000, 4000, 5000].map((done) => `read ${done} / 5000`),
    'written 2500 / 5000',
    'written 5000 / 5000',
  ])
  expect(out).toBe('5000 created, 0 changed, 0 unchanged, 0 closed, 0 to mend')
})

test('what is no file, no table or has no header that we know is said with its remedy', async () => {
  await writeFile(path.join(folder, 'quote.csv'), 'nom;siren\nRoller;450324660\n"Chorale;552100554\n')
  await writeFile(path.join(folder, 'other.csv'), 'a;b\n1;2\n')
  const sentences = await Promise.all(
    ['none.csv', 'quote.csv', 'other.csv'].map(async (file) => {
      const { code, err } = await run(importOrganisationsCommand, file, '--dry-run')
      return [code, err.join(' ')]
    }),
  )
  expect(sentences).toEqual([
    [2, expect.stringContaining('none.csv')],
    [2, expect.stringMatching(/quote\.csv: .*line 3/)],
    [2, expect.stringContaining('other.csv: Aucune ligne d’en-tête reconnue')],
  ])
  expect((await run(importGrantsCommand)).code).toBe(2)
})
