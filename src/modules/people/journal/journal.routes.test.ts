import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { makeWorld, type World } from '#test/make-world.ts'
import { recordAct } from './journal.public.ts'
import { verifyJournal } from './verify-journal.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

const chainAnswer = z.object({
  fictional: z.boolean(),
  head: z.object({ seq: z.number(), entryHash: z.string() }),
  entries: z.array(
    z.object({
      seq: z.number(),
      content: z.string().nullable(),
      contentHash: z.string(),
      previousHash: z.string(),
      entryHash: z.string(),
    }),
  ),
  next: z.string().nullable(),
})

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')

/** Every page of the public chain, as somebody outside reads it. */
async function readChain(role: 'administrator' | null) {
  const reader = await world.as(role)
  const entries: z.infer<typeof chainAnswer>['entries'] = []
  let next: string | null = '/api/v1/journal'
  while (next !== null) {
    const page: z.infer<typeof chainAnswer> = chainAnswer.parse(await (await reader.get(next)).json())
    entries.push(...page.entries)
    next = page.next?.replace('http://localhost', '') ?? null
  }
  return entries
}

async function actOnTown(label: string): Promise<void> {
  await recordAct(await world.context('administrator'), {
    act: 'name_town',
    subjectKind: 'town',
    subjectId: label,
    subjectLabel: label,
    role: 'administrator',
    reason: `motif de ${label}`,
  })
}

describe('the public journal', () => {
  test('is verified from outside, by the computation that the page explains', async () => {
    await actOnTown('Ville des essais')
    const entries = await readChain(null)
    let previous = '0'.repeat(64)
    for (const entry of entries) {
      expect(entry.previousHash).toBe(previous)
      if (entry.content !== null) expect(sha256(entry.content)).toBe(entry.contentHash)
      previous = sha256(`${previous}\n${entry.contentHash}`)
      expect(entry.entryHash).toBe(previous)
    }
    expect(await verifyJournal(world.db)).toEqual({ whole: true, entries: entries.length, head: previous })
    const page = await (await (await world.as(null)).get('/journal')).text()
    expect(page).toContain(previous)
  })

  test('says nothing of people to a visitor, in the page or in the file', async () => {
    const visitor = await world.as(null)
    const page = await (await visitor.get('/journal')).text()
    expect(page).toContain('Acte non public')
    for (const text of [page, JSON.stringify(await readChain(null))]) {
      expect(text).not.toContain('Ahmed Agent')
      expect(text).not.toContain('grant_role')
    }
  })

  test('shows acts on accounts to those who may see accounts', async () => {
    const page = await (await (await world.as('administrator')).get('/journal')).text()
    expect(page).toContain('Ahmed Agent')
    expect(page).toContain('Rôle donné')
    expect((await readChain('administrator')).some((entry) => entry.content?.includes('Ahmed Agent'))).toBe(
      true,
    )
  })

  test('shows a public act with its author, capacity and reason', async () => {
    await actOnTown('Valmarie-sur-Essai')
    const page = await (await (await world.as(null)).get('/journal')).text()
    expect(page).toContain('Commune nommée')
    expect(page).toContain('Anaïs Administratrice')
    expect(page).toContain('Administrateur du site')
    expect(page).toContain('motif de Valmarie-sur-Essai')
  })

  test('is read page after page, each entry once', async () => {
    for (let index = 0; index < 60; index += 1) await actOnTown(`Page ${index}`)
    const reader = await world.as(null)
    const seen: number[] = []
    let path: string | undefined = '/journal'
    while (path) {
      const page = await (await reader.get(path)).text()
      seen.push(...[...page.matchAll(/<tr id="acte-(\d+)"/g)].map((match) => Number(match[1])))
      path = /href="(\/journal\?avant=\d+)"/.exec(page)?.[1]
    }
    const last = seen[0] ?? 0
    expect(seen).toEqual(Array.from({ length: last }, (_, index) => last - index))
    expect(last).toBeGreaterThan(60)
  })

  test('reads a strange number of page as the first page', async () => {
    const page = await (await world.as(null)).get('/journal?avant=demain')
    expect(page.status).toBe(200)
  })
})

describe('what is written', () => {
  test('cannot be changed or removed, even by direct SQL', async () => {
    await expect(world.db.deleteFrom('journal_entries').execute()).rejects.toThrow('append-only')
    await expect(world.db.updateTable('official_acts').set({ reason: 'autre' }).execute()).rejects.toThrow(
      'append-only',
    )
  })
})
