import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { countRows, listTables, readHead } from '#infra/backup.queries.ts'
import { restoreBackup, writeBackup } from '#infra/backup.ts'
import { type OpenDatabase, openEmbedded } from '#infra/database.ts'
import { createAccount } from '#modules/people/accounts/accounts.public.ts'
import { verifyJournal } from '#modules/people/journal/journal.public.ts'
import { makeWorld, testDatabaseKind, type World } from './make-world.ts'
import { openEmptySchema } from './test-server.ts'

let world: World
const folder = mkdtempSync(path.join(tmpdir(), 'faire-commune-backup-'))
const file = path.join(folder, 'town.gz')

beforeAll(async () => {
  world = await makeWorld()
})
afterAll(async () => {
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})

/** An empty place of each kind that this machine has: a backup restores on the other kind too. */
const places: readonly [string, () => Promise<OpenDatabase>][] = [
  ['an embedded database', () => openEmbedded(null)],
  ...(testDatabaseKind() === 'server'
    ? [['a server', openEmptySchema] as [string, typeof openEmptySchema]]
    : []),
]

async function contents({ db }: Pick<OpenDatabase, 'db'>): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = { head: await readHead(db) }
  for (const table of await listTables(db)) found[table] = await countRows(db, table)
  return found
}

async function addAccount(name: string): Promise<void> {
  const context = await world.context('administrator')
  const made = await createAccount(context, { nom: name, courriel: `${name}@essais.example`, fonction: '' })
  expect(made.ok).toBe(true)
}

describe('a backup', () => {
  test('made while the town is in use is one instant of it', async () => {
    const writing = Array.from({ length: 20 }, (_, index) => addAccount(`pendant-${index}`))
    const head = await writeBackup(world.db, file, new Date('2026-11-23T09:00:00Z'))
    await Promise.all(writing)
    // Each account that it holds has its act, and each act its entry.
    expect(head.tables.official_acts).toBe(head.tables.journal_entries)
    expect(head.journal_head.seq).toBe(head.tables.journal_entries)
  })

  test('is for its owner’s eyes only, and leaves no half behind', () => {
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(() => statSync(`${file}.unfinished`)).toThrow('ENOENT')
  })

  test.each(places)('gives back the same rows and the same head of the journal in %s', async (_, open) => {
    // A row whose number the database gave: the next one must not get the same.
    await (await world.as(null)).post('/connexion/lien', { courriel_lien: 'mayor@essais.example' })
    await writeBackup(world.db, file, new Date('2026-11-23T09:00:00Z'))
    const before = await contents(world)
    const place = await open()
    try {
      expect((await restoreBackup(place, file)).ok).toBe(true)
      expect(await contents(place)).toEqual(before)
      expect(await verifyJournal(place.db)).toMatchObject({ whole: true })
      await expectLiving(place)
    } finally {
      await place.close()
    }
  })

  test('is refused by a place that holds a town already', async () => {
    await writeBackup(world.db, file, new Date('2026-11-23T09:00:00Z'))
    const before = await contents(world)
    expect(await restoreBackup(asPlace(world), file)).toEqual({ ok: false, refusal: { code: 'not_empty' } })
    expect(await contents(world)).toEqual(before)
  })
})

/** What came back still counts on, keeps its rules, and points only to what is there. */
async function expectLiving({ db }: OpenDatabase): Promise<void> {
  const message = { recipient: 'a@essais.example', subject: 's', body_text: 't' }
  await db.insertInto('outbox').values(message).execute()
  await expect(db.deleteFrom('journal_entries').execute()).rejects.toThrow('append-only')
  const orphan = { account_id: 'nobody', role: 'agent', starts_on: '2026-01-01' }
  await expect(
    db
      .insertInto('role_grants')
      .values({ ...orphan, granted_by: '00000000-0000-0000-0000-000000000000' })
      .execute(),
  ).rejects.toThrow('foreign key')
}

function asPlace({ db, kind }: World): OpenDatabase {
  return {
    db,
    kind,
    version: async () => '',
    runScript: (text) =>
      sql
        .raw(text)
        .execute(db)
        .then(() => undefined),
    close: async () => undefined,
  }
}

describe('a file that is not a whole backup', () => {
  const wrong = path.join(folder, 'wrong.gz')

  /** Writes the backup with some of its lines changed. */
  async function spoil(change: (lines: string[]) => string[]): Promise<void> {
    await writeBackup(world.db, file, new Date('2026-11-23T09:00:00Z'))
    const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n')
    writeFileSync(wrong, gzipSync(change(lines).join('\n')))
  }

  async function refusal(): Promise<unknown> {
    const place = await (testDatabaseKind() === 'server' ? openEmptySchema() : openEmbedded(null))
    try {
      const restored = await restoreBackup(place, wrong)
      // Nothing of it stays, so that the next try finds an empty place.
      if (!restored.ok && restored.refusal.code === 'not_a_backup')
        expect((await restoreBackup(place, file)).ok).toBe(true)
      return restored.ok ? null : restored.refusal.code
    } finally {
      await place.close()
    }
  }

  test('cut short is refused, and nothing of it stays', async () => {
    await spoil((lines) => lines.slice(0, -4))
    expect(await refusal()).toBe('not_a_backup')
  })

  test('with another head of the journal is refused', async () => {
    await spoil(([head = '', ...lines]) => [
      head.replace(/"entry_hash":"\w+"/, '"entry_hash":"00"'),
      ...lines,
    ])
    expect(await refusal()).toBe('not_a_backup')
  })

  test('made by a later version is refused by name', async () => {
    await spoil(([head = '', ...lines]) => [
      head.replace('"migrations":[', '"migrations":[{"name":"9999_later.sql","digest":"d"},'),
      ...lines,
    ])
    expect(await refusal()).toBe('other_version')
  })

  test('that is no archive at all is refused', async () => {
    await writeBackup(world.db, file, new Date('2026-11-23T09:00:00Z'))
    writeFileSync(wrong, 'bonjour')
    expect(await refusal()).toBe('not_a_backup')
  })
})
