import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, calendarDate, weekdayOf } from '#kernel/calendar-date.ts'
import { loadOf, loadsOfServices, type ServiceTask, spread } from './workload.rules.ts'

const today = calendarDate('2026-11-23')
const days = fc.integer({ min: -60, max: 120 }).map((shift) => addDays(today, shift))

test('whatever its dates, a task is spread to the minute, over Mondays from this week on', () => {
  const task = fc.record({
    startsOn: fc.option(days),
    dueOn: days,
    effortMin: fc.integer({ min: 1, max: 60_000 }),
    people: fc.integer({ min: 1, max: 9 }),
  })
  fc.assert(
    fc.property(task, (one) => {
      const weeks = [...spread(one, today)]
      const share = Math.round(one.effortMin / one.people)
      expect(weeks.reduce((sum, [, minutes]) => sum + minutes, 0)).toBe(share)
      expect(weeks.filter(([week]) => weekdayOf(week) !== 1 || week < '2026-11-23')).toEqual([])
    }),
  )
})

test('ten hours over two weeks are five a week; late ones are for this week', () => {
  const task = { startsOn: today, dueOn: calendarDate('2026-12-04'), effortMin: 600, people: 1 }
  const late = { startsOn: null, dueOn: calendarDate('2026-11-02'), effortMin: 90, people: 2 }
  expect([...loadOf([task, late], today)]).toEqual([
    ['2026-11-23', 345],
    ['2026-11-30', 300],
  ])
})

test('a service of two people is counted, and neither its load nor its late work is told', () => {
  const of = (service: string, accountId: string, cardId: string): ServiceTask => ({
    service,
    accountId,
    cardId,
    startsOn: null,
    dueOn: calendarDate('2026-11-20'),
    effortMin: 60,
    people: 1,
  })
  const tasks = [of('Voirie', 'a', '1'), of('Voirie', 'b', '2'), of('Accueil', 'c', '3')]
  const three = [...tasks, of('Voirie', 'd', '4')]
  expect(loadsOfServices(tasks, today)).toEqual([
    { service: 'Accueil', people: 1, openCards: 1, late: null, weeks: null },
    { service: 'Voirie', people: 2, openCards: 2, late: null, weeks: null },
  ])
  expect(loadsOfServices(three, today)[1]).toEqual({
    service: 'Voirie',
    people: 3,
    openCards: 3,
    late: 3,
    weeks: new Map([['2026-11-23', 180]]),
  })
})
