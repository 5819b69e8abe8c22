import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { makeWorld, type World } from '#test/make-world.ts'
import { openProcess } from '#test/open-process.ts'
import { publish } from '#test/proposal-pages.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await openProcess(world.db, 'cadre-de-vie')
  for (const titre of ['Un', 'Deux', 'Trois']) await publish(world, 'resident', 'cadre-de-vie', { titre })
})
afterAll(() => world.close())

test.each([
  '/propositions',
  '/propositions?q=un&tri=supported',
  '/propositions/export.json',
  '/propositions/flux.atom',
])('%s asks the database six questions at most, however many proposals there are', async (path) => {
  const asked = vi.spyOn(world.db.getExecutor(), 'executeQuery')
  for (const role of [null, 'manager'] as const) {
    const browser = await world.as(role)
    // What the page is made of is kept until somebody writes; who is signed in is known from the page before.
    await sql`update proposals set support_count = support_count`.execute(world.db)
    await browser.get('/propositions/charte')
    asked.mockClear()
    expect((await browser.get(path)).status).toBe(200)
    // Who is signed in is asked again whenever anybody writes on that server, other tests too.
    const ofPage = asked.mock.calls.filter(([{ sql: text }]) => !/"(sessions|accounts)"/.test(text))
    // The spy does see the questions of the page.
    expect(ofPage.length).toBeGreaterThan(0)
    expect(ofPage.length).toBeLessThanOrEqual(6)
  }
  asked.mockRestore()
})
