import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayInParis } from '#infra/clock.ts'
import { calendarDate } from '#kernel/calendar-date.ts'
import { roles } from '#kernel/roles.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { openProcess } from '#test/open-process.ts'
import { publish, textOf } from '#test/proposal-pages.ts'
import { testInstant } from '#test/test-town.ts'
import { findSurges, leastSupports, leastTimes, type SupportDay } from './surges.rules.ts'

const dayOf = (number: number, supports: number, processId = 'p'): SupportDay => ({
  number,
  processId,
  supports,
  title: `Idée ${number}`,
  day: calendarDate('2026-11-20'),
  onlyThis: 0,
  sameDomain: null,
})

describe('a surge', () => {
  test('is a day with many supports beside those that are usual in the process', () => {
    const days = [dayOf(1, 2), dayOf(2, 2), dayOf(3, 3), dayOf(4, 10), dayOf(5, 14), dayOf(6, 9, 'other')]
    expect(findSurges(days).map(({ number, usual }) => [number, usual])).toEqual([])
    const more = [...days, dayOf(7, 1), dayOf(8, 1), dayOf(9, 1)]
    expect(findSurges(more).map(({ number, usual }) => [number, usual])).toEqual([
      [5, 2],
      [4, 2],
    ])
  })

  test('never has few supports, nor near the usual number, in whatever order the days come', () => {
    const any = fc.array(fc.record({ number: fc.nat(50), supports: fc.integer({ min: 1, max: 200 }) }))
    fc.assert(
      fc.property(any, (given) => {
        const days = given.map(({ number, supports }) => dayOf(number, supports))
        const found = findSurges(days)
        for (const { supports, usual } of found)
          expect([supports >= leastSupports, supports >= leastTimes * usual]).toEqual([true, true])
        expect(findSurges([...days].reverse()).map(({ supports }) => supports)).toEqual(
          found.map(({ supports }) => supports),
        )
      }),
    )
  })
})

describe('the page of surges', () => {
  let world: World
  beforeAll(async () => {
    world = await makeWorld()
    await openProcess(world.db, 'cadre-de-vie')
  })
  afterAll(() => world.close())

  const page = '/propositions/moderation/afflux'

  async function support(path: string, people: number, domain: string): Promise<void> {
    const number = Number(path.split('/').at(-1))
    await sql`
      with people as (
        insert into contributors (email, name)
          select number_of || '-' || ${number}::text || '@' || ${domain}::text, 'Essai' from generate_series(1, ${people}::int) number_of
          returning id
      )
      insert into proposal_supports (proposal_id, contributor_id, supported_on)
        select p.id, people.id, ${dayInParis(testInstant)}::date from people, proposals p where p.number = ${number}`.execute(
      world.db,
    )
  }

  test('shows moderators the day, the usual number and the mail domain, names nobody, and takes nothing away', async () => {
    const moderator = await world.as('moderator')
    expect(await textOf(moderator.get(page))).toContain('Aucun afflux')
    for (const titre of ['Banc', 'Arbre', 'Fontaine'])
      await support(await publish(world, 'resident', 'cadre-de-vie', { titre }), 2, 'essais.example')
    const path = await publish(world, 'resident', 'cadre-de-vie', { titre: 'Parking géant' })
    await support(path, 12, 'meme-domaine.example')
    const shown = await textOf(moderator.get(page))
    expect(shown).toContain('Parking géant')
    expect(shown).toContain('meme-domaine.example : 12')
    expect(shown).not.toMatch(/Banc|1-\d+@/)
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from proposal_supports s join proposals p on p.id = s.proposal_id
      where p.title = 'Parking géant'`.execute(world.db)
    expect(rows).toEqual([{ count: 12 }])
  })

  test('is for moderators alone', async () => {
    for (const role of [null, ...roles])
      expect([role, (await (await world.as(role)).get(page)).status]).toEqual([
        role,
        role === 'moderator' ? 200 : 404,
      ])
  })
})
