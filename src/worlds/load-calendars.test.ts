import { afterAll, beforeAll, expect, test } from 'vitest'
import { assertDefined } from '#kernel/assert.ts'
import { calendarDate } from '#kernel/calendar-date.ts'
import { busyBetween, listOpenCalendars } from '#modules/collaboration/calendars/calendars.public.ts'
import { listServices } from '#modules/people/services/services.public.ts'
import { makeWorld, type World } from '#test/make-world.ts'
import { servicesFile } from '../../db/worlds/world-files.ts'
import { loadAccounts } from './load-accounts.ts'
import { loadCalendars } from './load-calendars.ts'
import { loadServices } from './load-services.ts'
import { readWorld, readWorldFile } from './read-world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  const context = await world.context('director_general')
  const people = await loadAccounts(context, readWorld('town').accounts, calendarDate('2026-01-01'))
  const file = assertDefined(readWorldFile('town', 'services.json', servicesFile), 'the town has services')
  const services = await loadServices({ ...context, actor: people.holding('administrator') }, file)
  await loadCalendars({ ...context, actor: people.holding('director_general') }, file, services)
})
afterAll(() => world?.close())

test('the town of demonstration has sixty agents in twelve services, each with a year of their own', async () => {
  const services = await listServices(world.db)
  expect([services.length, services.reduce((sum, { memberCount }) => sum + memberCount, 0)]).toEqual([12, 60])
  const context = await world.context('director_general')
  const calendars = (await listOpenCalendars(context)).filter(({ kind }) => kind === 'personal')
  const year = [new Date('2026-01-01T00:00:00Z'), new Date('2027-01-01T00:00:00Z')] as const
  const counts = await Promise.all(
    calendars.map(async ({ id }) => (await busyBetween(context, id, ...year))?.length ?? 0),
  )
  expect(counts.filter((count) => count > 60)).toHaveLength(60)
})

test('no room and no vehicle is booked twice, and each is booked', async () => {
  const context = await world.context('director_general')
  const shared = (await listOpenCalendars(context)).filter(
    ({ kind }) => kind === 'room' || kind === 'vehicle',
  )
  expect(shared).toHaveLength(9)
  for (const { id, name } of shared) {
    const busy = (await busyBetween(context, id, new Date('2026-01-01'), new Date('2027-03-01'))) ?? []
    expect([name, busy.length > 0]).toEqual([name, true])
    const twice = busy.filter(
      ({ startsAt }, index) => index > 0 && startsAt < (busy[index - 1]?.endsAt ?? startsAt),
    )
    expect([name, twice]).toEqual([name, []])
  }
})
