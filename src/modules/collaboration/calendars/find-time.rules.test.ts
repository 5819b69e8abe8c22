import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendarDate } from '#kernel/calendar-date.ts'
import { usualServiceHours } from '#modules/people/services/rules.public.ts'
import { findTimes, merged } from './find-time.rules.ts'
import { commonHours, openings, type Span, usualHours } from './working-hours.rules.ts'
import { wallTimeOf } from './zones.rules.ts'

const minute = 60_000
const quarter = 15 * minute
const first = calendarDate('2026-10-19')

/** Taken time within five weeks, which hold a change of hour and the first of November. */
const span = fc.tuple(fc.nat(35 * 96), fc.integer({ min: 1, max: 40 })).map(([from, quarters]) => ({
  from: Date.UTC(2026, 9, 18, 22) + from * quarter,
  to: Date.UTC(2026, 9, 18, 22) + (from + quarters) * quarter,
}))
const busy = fc.array(span, { maxLength: 60 })

const meets = (spans: readonly Span[], wanted: Span) =>
  spans.some(({ from, to }) => from < wanted.to && wanted.from < to)

/** The same answer, by trying every quarter of an hour of every opening and asking everybody. */
function bruteForce(
  open: readonly Span[],
  people: readonly (readonly Span[])[],
  rooms: readonly (readonly Span[])[] | null,
  duration: number,
  count: number,
): Span[] {
  const chosen: Span[] = []
  for (const opening of open)
    for (let from = opening.from; from + duration <= opening.to; from += quarter) {
      const wanted = { from, to: from + duration }
      const isFree =
        !people.some((taken) => meets(taken, wanted)) &&
        (!rooms || rooms.some((taken) => !meets(taken, wanted)))
      if (isFree && chosen.length < count && !meets(chosen, wanted)) chosen.push(wanted)
    }
  return chosen
}

describe('finding a time', () => {
  test('every answer is free for all and for a room, inside the hours, and apart from the others', () => {
    fc.assert(
      fc.property(
        fc.array(busy, { minLength: 1, maxLength: 12 }),
        fc.option(fc.array(busy, { minLength: 1, maxLength: 3 })),
        fc.constantFrom(30, 45, 60, 90, 180),
        fc.integer({ min: 1, max: 10 }),
        (people, rooms, minutes, count) => {
          const open = openings(first, calendarDate('2026-11-15'), usualHours)
          const duration_ms = minutes * minute
          const { free, nearly } = findTimes({
            openings: open,
            duration_ms,
            step_ms: quarter,
            people: people.map((taken, who) => ({ who, busy: taken })),
            rooms: rooms?.map((taken, who) => ({ who, busy: taken })) ?? null,
            count,
          })
          expect(free.map(({ from, to }) => ({ from, to }))).toEqual(
            bruteForce(open, people, rooms, duration_ms, count),
          )
          for (const slot of free) {
            expect(slot.taken).toEqual([])
            if (rooms) expect(meets(rooms[slot.room ?? -1] ?? [], slot)).toBe(false)
          }
          // Who is taken is told exactly; nobody is left out of the account, and no time is offered twice.
          for (const slot of nearly) {
            expect(slot.taken).toEqual(people.flatMap((taken, who) => (meets(taken, slot) ? [who] : [])))
            expect(slot.taken.length).toBeGreaterThan(0)
            expect(meets([...free, ...nearly.filter((other) => other !== slot)], slot)).toBe(false)
          }
          expect(free.length + nearly.length).toBeLessThanOrEqual(count)
        },
      ),
      { numRuns: 200 },
    )
  })

  test('the order of people and of their events changes nothing', () => {
    fc.assert(
      fc.property(fc.array(busy, { minLength: 2, maxLength: 6 }), (people) => {
        const ask = (list: readonly (readonly Span[])[]) =>
          findTimes({
            openings: openings(first, calendarDate('2026-10-30'), usualHours),
            duration_ms: 60 * minute,
            step_ms: quarter,
            people: list.map((taken) => ({ who: null, busy: taken })),
            rooms: null,
            count: 5,
          }).free
        expect(ask([...people].reverse().map((taken) => [...taken].reverse()))).toEqual(ask(people))
      }),
      { numRuns: 50 },
    )
  })

  test('merging keeps the same time, in order and apart', () => {
    fc.assert(
      fc.property(busy, fc.nat(35 * 96), (spans, at) => {
        const instant = {
          from: Date.UTC(2026, 9, 18, 22) + at * quarter,
          to: Date.UTC(2026, 9, 18, 22) + at * quarter + 1,
        }
        const result = merged(spans)
        expect(meets(result, instant)).toBe(meets(spans, instant))
        for (const [index, { from, to }] of result.entries()) {
          expect(from).toBeLessThan(to)
          expect(from).toBeGreaterThan(result[index - 1]?.to ?? -1)
        }
      }),
    )
  })
})

describe('working hours', () => {
  test('neither weekend, nor holiday, nor break, nor outside the hours when people may be reached', () => {
    const spans = openings(
      calendarDate('2026-10-23'),
      calendarDate('2026-11-11'),
      commonHours({ from: 6 * 60, to: 22 * 60 }, []),
    )
    const shown = spans.map(({ from, to }) => {
      const [start, end] = [wallTimeOf(new Date(from)), wallTimeOf(new Date(to))]
      expect(start.day).toBe(end.day)
      return [start.day, start.minute / 60, end.minute / 60]
    })
    const days = ['23', '26', '27', '28', '29', '30'].map((day) => `2026-10-${day}`)
    // The first of November is a Sunday, the eleventh a holiday.
    const november = ['02', '03', '04', '05', '06', '09', '10'].map((day) => `2026-11-${day}`)
    expect(shown).toEqual(
      [...days, ...november].flatMap((day) => [
        [day, 8, 12],
        [day, 13.5, 18.5],
      ]),
    )
  })

  test('people of several services are asked to meet when all of them work, in nobody’s break', () => {
    const library = {
      ...usualServiceHours,
      opens: 10 * 60,
      reachableFrom: 10 * 60,
      closes: 19 * 60,
      reachableTo: 19 * 60,
      breakFrom: 13 * 60,
      breakTo: 14 * 60,
      weekdays: [2, 3, 4, 5, 6],
    }
    const day = (asked: { from: number; to: number }) =>
      openings(
        calendarDate('2026-11-23'),
        calendarDate('2026-11-28'),
        commonHours(asked, [library, usualServiceHours]),
      ).map(({ from, to }) => {
        const [start, end] = [wallTimeOf(new Date(from)), wallTimeOf(new Date(to))]
        return [start.day, start.minute / 60, end.minute / 60]
      })
    // Neither Monday, when the library is closed, nor Saturday, when the others are.
    const days = ['24', '25', '26', '27'].map((number) => `2026-11-${number}`)
    expect(day({ from: 0, to: 24 * 60 })).toEqual(
      days.flatMap((name) => [
        [name, 10, 12],
        [name, 14, 18.5],
      ]),
    )
    expect(day({ from: 12 * 60, to: 14 * 60 })).toEqual([])
  })
})
