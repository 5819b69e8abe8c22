import { expect, test } from 'vitest'
import { calendarDate } from '#kernel/calendar-date.ts'
import type { Clock } from './clock.ts'
import { whileUnchanged } from './while-unchanged.ts'

function openPlace() {
  const place = { day: '2026-11-23', version: 1, key: 'a', worked: 0 }
  const from = () => ({
    key: place.key,
    clock: { now: () => new Date(), today: () => calendarDate(place.day) },
    dataVersion: async () => String(place.version),
  })
  const ask = whileUnchanged(
    ({ key }: ReturnType<typeof from>) => key,
    async ({ key }) => {
      place.worked += 1
      return `${key}${place.version}${place.day}`
    },
  )
  return { place, ask: () => ask(from()) }
}

test('is worked out once for a key, and again after a write or at midnight', async () => {
  const { place, ask } = openPlace()
  const answers = [await ask(), await ask()]
  place.key = 'b'
  answers.push(await ask(), await ask())
  place.key = 'a'
  answers.push(await ask())
  expect([answers, place.worked]).toEqual([
    ['a12026-11-23', 'a12026-11-23', 'b12026-11-23', 'b12026-11-23', 'a12026-11-23'],
    2,
  ])
  place.version = 2
  expect(await ask()).toBe('a22026-11-23')
  place.day = '2026-11-24'
  expect([await ask(), await ask()]).toEqual(['a22026-11-24', 'a22026-11-24'])
  place.version = 1
  place.day = '2026-11-23'
  expect([await ask(), place.worked]).toEqual(['a12026-11-23', 5])
})

test('what is written during the work is not missed', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  let version = 1
  const ask = whileUnchanged(
    () => '',
    async () => {
      const seen = version
      await promise
      return seen
    },
  )
  const services = {
    clock: { now: () => new Date(), today: () => calendarDate('2026-11-23') },
    dataVersion: async () => String(version),
  }
  const early = ask(services)
  await Promise.resolve()
  await Promise.resolve()
  version = 2
  resolve()
  expect(await early).toBe(1)
  expect(await ask(services)).toBe(2)
})

test('keys that visitors make up do not pile up', async () => {
  let worked = 0
  const ask = whileUnchanged(
    ({ key }: { key: string; clock: Clock; dataVersion: () => Promise<string> }) => key,
    async () => {
      worked += 1
      return worked
    },
    3,
  )
  const clock = { now: () => new Date(), today: () => calendarDate('2026-11-23') }
  const of = (key: string) => ask({ key, clock, dataVersion: async () => '1' })
  expect([await of('a'), await of('b'), await of('c'), await of('a')]).toEqual([1, 2, 3, 1])
  expect([await of('d'), await of('d'), await of('a')]).toEqual([4, 4, 5])
})
