import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendarDate } from '#kernel/calendar-date.ts'
import { layOut, rowMinutes } from './grid.rules.ts'
import { partsOn, type ShownEvent, showOccurrences } from './shown-events.rules.ts'
import { instantAt } from './zones.rules.ts'

const day = calendarDate('2026-11-24')
const blank = {
  objectId: 'o',
  recurrence: '',
  calendarId: 'c',
  calendarName: 'C',
  kind: 'personal' as const,
  isAllDay: false,
  standing: 'busy' as const,
  place: '',
}
const event = (title: string, from: number, to: number): ShownEvent => ({
  ...blank,
  title,
  startsAt: instantAt(day, from),
  endsAt: new Date(instantAt(day, from).getTime() + (to - from) * 60_000),
})

describe('a day as rows of half hours', () => {
  test('each event is in one cell, and each row has as many places as columns', () => {
    const column = fc.array(
      fc
        .tuple(fc.nat(1400), fc.integer({ min: 0, max: 300 }))
        .map(([from, length]) => [from, from + length] as const),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(fc.array(column, { minLength: 1, maxLength: 5 }), (columns) => {
        const events = columns.map((list, c) => list.map(([from, to], i) => event(`${c}-${i}`, from, to)))
        const grid = layOut(events.map((list) => partsOn(day, list)))
        const titles: string[] = []
        // A cell that spans rows stands in those below it: the sum of all spans is the whole table.
        let places = 0
        for (const row of grid.cells)
          for (const cell of row) {
            if (cell === 'covered') continue
            places += cell === 'free' ? 1 : cell.span
            if (cell !== 'free') titles.push(...cell.parts.map((part) => part.event.title ?? ''))
          }
        expect(places).toBe(grid.rows.length * columns.length)
        const whole = grid.wholeDays.flat().map((part) => part.event.title ?? '')
        expect([...titles, ...whole].sort()).toEqual(
          events
            .flat()
            .map(({ title }) => title ?? '')
            .sort(),
        )
      }),
    )
  })

  test('an event stands at its hour; two that meet share a block', () => {
    const grid = layOut([partsOn(day, [event('a', 540, 600), event('b', 570, 630), event('c', 840, 870)])])
    const blocks = grid.cells.flatMap((row) => row.filter((cell) => typeof cell === 'object'))
    expect(
      blocks.map(({ row, span, parts }) => [
        grid.rows[row],
        span * rowMinutes,
        parts.map((part) => part.event.title),
      ]),
    ).toEqual([
      [540, 90, ['a', 'b']],
      [840, 30, ['c']],
    ])
  })
})

describe('what others see', () => {
  const occurrence = {
    ...blank,
    startsAt: instantAt(day, 540),
    endsAt: instantAt(day, 600),
    summary: 'Titre',
    location: 'Lieu',
    isPrivate: false,
  }
  const seen = (access: 'busy' | 'read', change: object = {}, readerId = 'other') =>
    showOccurrences(
      [{ ...occurrence, ...change }],
      [{ id: 'c', name: 'C', kind: 'personal', ownerId: 'owner', access }],
      readerId,
    ).map(({ title, place }) => [title, place])

  test('a title only where the calendar may be read and the event is not private', () => {
    expect(seen('read')).toEqual([['Titre', 'Lieu']])
    expect(seen('busy')).toEqual([[null, '']])
    expect(seen('read', { isPrivate: true })).toEqual([[null, '']])
    expect(seen('read', { isPrivate: true }, 'owner')).toEqual([['Titre', 'Lieu']])
  })

  test('time left free or refused tells others nothing', () => {
    expect(seen('busy', { standing: 'free' })).toEqual([])
    expect(seen('read', { standing: 'declined' })).toEqual([])
    expect(seen('read', { standing: 'declined' }, 'owner')).toEqual([['Titre', 'Lieu']])
  })
})
