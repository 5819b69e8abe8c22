import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assertDefined } from '#kernel/assert.ts'
import {
  addDays,
  type CalendarDate,
  calendarDate,
  daysBetween,
  partsOf,
  weekdayOf,
} from '#kernel/calendar-date.ts'
import { parseCalendar } from './icalendar.rules.ts'
import { expandObject } from './occurrences.rules.ts'
import { instantAt, wallTimeOf } from './zones.rules.ts'

/**
 * The hours of Paris and the rules of repetition a second time, by another way: the platform's base of zones, and days tried one
 * after the other.
 */
const clockOfParis = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Paris',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

function naiveWall(instant: Date): string {
  const parts = Object.fromEntries(
    clockOfParis.formatToParts(instant).map(({ type, value }) => [type, value]),
  )
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`
}

const text = (day: CalendarDate, minute: number) =>
  `${day}T${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** The instant when the clocks say so: the first one where they say it twice; null where they never do. */
function naiveInstant(day: CalendarDate, minute: number): Date | null {
  for (const ahead of [2, 1]) {
    const instant = new Date(Date.parse(`${text(day, minute)}:00Z`) - ahead * 3_600_000)
    if (naiveWall(instant) === text(day, minute)) return instant
  }
  return null
}

interface Rule {
  readonly freq: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY'
  readonly interval: number
  readonly weekdays: readonly number[]
}

const mondayOf = (day: CalendarDate) => addDays(day, 1 - weekdayOf(day))
const monthNumber = (day: CalendarDate) => partsOf(day).year * 12 + partsOf(day).month

/** Whether the rule names that day, for an event that began on `start`. */
function falls(rule: Rule, start: CalendarDate, day: CalendarDate): boolean {
  const { freq, interval, weekdays } = rule
  if (freq === 'DAILY') return daysBetween(start, day) % interval === 0
  if (freq === 'WEEKLY') {
    const weeks = daysBetween(mondayOf(start), mondayOf(day)) / 7
    return (
      weeks % interval === 0 && (weekdays.length > 0 ? weekdays : [weekdayOf(start)]).includes(weekdayOf(day))
    )
  }
  if (partsOf(day).day !== partsOf(start).day) return false
  const months = monthNumber(day) - monthNumber(start)
  return freq === 'MONTHLY' ? months % interval === 0 : months % (12 * interval) === 0
}

const letters = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const stamp = (day: CalendarDate, minute: number) =>
  `${day.replaceAll('-', '')}T${text(day, minute).slice(11).replace(':', '')}00`

/** Starts around the changes of hour of 29 March and 25 October 2026, at every hour, the missing and the double ones too. */
const starts = fc.record({
  day: fc
    .constantFrom('2026-03-20', '2026-10-16', '2027-03-22')
    .chain((first) => fc.nat(16).map((days) => addDays(calendarDate(first), days))),
  minute: fc.nat(47).map((half) => half * 30),
})

const rules = fc.record({
  freq: fc.constantFrom('DAILY' as const, 'WEEKLY' as const, 'MONTHLY' as const, 'YEARLY' as const),
  interval: fc.integer({ min: 1, max: 4 }),
  weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 3 }),
})

const anyQuarter = fc.nat(70_080).map((quarter) => new Date(Date.UTC(2026, 0, 1) + quarter * 900_000))
const nearChange = fc
  .tuple(fc.constantFrom('2026-03-28', '2026-10-24', '2027-03-27', '2027-10-30'), fc.nat(160))
  .map(([day, quarter]) => new Date(Date.parse(`${day}T12:00:00Z`) + quarter * 900_000))

const until = calendarDate('2028-04-10')
const window = { from: new Date('2020-01-01T00:00:00Z'), until: instantAt(until, 0) }

describe('over the changes of hour, against days tried one by one', () => {
  test('every meeting takes place when the clocks of Paris say so, those taken out left out', () => {
    fc.assert(
      fc.property(
        starts,
        rules,
        fc.integer({ min: 1, max: 20 }).map((quarters) => quarters * 15),
        fc.array(fc.nat(40), { maxLength: 3 }),
        ({ day, minute }, rule, minutes, takenOut) => {
          // The day of a weekly rule is one of its weekdays: what else means is left open (RFC 5545, 3.8.5.3).
          const weekdays =
            rule.freq === 'WEEKLY' && rule.weekdays.length > 0 ? [...rule.weekdays, weekdayOf(day)] : []
          const given = { ...rule, weekdays: [...new Set(weekdays)] }
          const expected = naiveDays(given, day)
          const excluded = takenOut.flatMap((index) => expected[index] ?? [])
          const parts = [
            `FREQ=${given.freq}`,
            `INTERVAL=${given.interval}`,
            ...(given.weekdays.length > 0
              ? [`BYDAY=${given.weekdays.map((each) => letters[each - 1]).join(',')}`]
              : []),
          ]
          const lines = [
            `DTSTART;TZID=Europe/Paris:${stamp(day, minute)}`,
            `DURATION:PT${minutes}M`,
            `RRULE:${parts.join(';')}`,
            ...excluded.map((each) => `EXDATE;TZID=Europe/Paris:${stamp(each, minute)}`),
          ]
          const left = expected.filter((each) => !excluded.includes(each))
          const found = startsOf(lines)
          // Where the clocks skip that time, only that it is one meeting of that day is asked.
          const shown = found.map((instant, index) => {
            const each = left[index]
            return each && naiveInstant(each, minute) === null ? each : naiveWall(instant)
          })
          expect(shown).toEqual(
            left.map((each) => (naiveInstant(each, minute) === null ? each : text(each, minute))),
          )
          for (const [index, each] of left.entries()) {
            const instant = naiveInstant(each, minute)
            if (instant) expect(found[index]).toEqual(instant)
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  test('the clocks of the town are those of the platform, on any day and around the changes', () => {
    fc.assert(
      fc.property(fc.oneof(anyQuarter, nearChange), (instant) => {
        const { day, minute } = wallTimeOf(instant)
        expect(text(day, minute)).toBe(naiveWall(instant))
        const back = instantAt(day, minute)
        expect(naiveWall(back)).toBe(text(day, minute))
        expect(Math.abs(back.getTime() - instant.getTime()) % 3_600_000).toBe(0)
      }),
      { numRuns: 1000 },
    )
  })

  test('whole days begin and end at midnight in Paris, on days of 23 and 25 hours too', () => {
    const days = ['2026-03-29', '2026-10-25', '2026-11-24']
    const hours = days.map((day) => {
      const next = addDays(calendarDate(day), 1)
      const [one] = occurrencesOf([
        `DTSTART;VALUE=DATE:${day.replaceAll('-', '')}`,
        `DTEND;VALUE=DATE:${next.replaceAll('-', '')}`,
      ])
      const { startsAt, endsAt } = assertDefined(one, day)
      expect([naiveWall(startsAt), naiveWall(endsAt)]).toEqual([`${day}T00:00`, `${next}T00:00`])
      return (endsAt.getTime() - startsAt.getTime()) / 3_600_000
    })
    expect(hours).toEqual([23, 25, 24])
  })
})

function naiveDays(rule: Rule, start: CalendarDate): CalendarDate[] {
  const days: CalendarDate[] = []
  for (let day = start; day < until; day = addDays(day, 1)) if (falls(rule, start, day)) days.push(day)
  return days
}

function occurrencesOf(lines: readonly string[]) {
  const object = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x', 'BEGIN:VEVENT', 'UID:u', 'SUMMARY:S'],
    ...lines,
    ...['END:VEVENT', 'END:VCALENDAR'],
  ].join('\r\n')
  const expansion = expandObject(assertDefined(parseCalendar(object), 'it can be read'), window, null)
  if (!expansion.ok) throw new Error(expansion.refusal)
  return expansion.value.occurrences
}

const startsOf = (lines: readonly string[]) => occurrencesOf(lines).map(({ startsAt }) => startsAt)

describe('what programs write', () => {
  const weekly = ['DTSTART;TZID=Europe/Paris:20261019T090000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=4']
  const exception = (lines: readonly string[]) => ['END:VEVENT', 'BEGIN:VEVENT', 'UID:u', ...lines]

  test('a meeting that was moved takes place once, where it was moved to', () => {
    const moved = exception([
      'RECURRENCE-ID;TZID=Europe/Paris:20261026T090000',
      'DTSTART;TZID=Europe/Paris:20261027T140000',
      'DURATION:PT2H',
      'SUMMARY:Déplacée',
    ])
    expect(
      occurrencesOf([...weekly, ...moved]).map(({ startsAt, summary }) => [naiveWall(startsAt), summary]),
    ).toEqual([
      ['2026-10-19T09:00', 'S'],
      ['2026-10-27T14:00', 'Déplacée'],
      ['2026-11-02T09:00', 'S'],
      ['2026-11-09T09:00', 'S'],
    ])
  })

  test('one that was called off takes no time; a date added by hand and by the rule is one meeting', () => {
    const cancelled = exception([
      'RECURRENCE-ID:20261026T080000Z',
      'DTSTART:20261026T080000Z',
      'DURATION:PT1H',
      'STATUS:CANCELLED',
    ])
    expect(startsOf([...weekly, ...cancelled]).map(naiveWall)).not.toContain('2026-10-26T09:00')
    const twice = [...weekly, 'RDATE;TZID=Europe/Paris:20261026T090000,20261028T090000']
    expect(startsOf(twice).map(naiveWall)).toEqual([
      '2026-10-19T09:00',
      '2026-10-26T09:00',
      '2026-10-28T09:00',
      '2026-11-02T09:00',
      '2026-11-09T09:00',
    ])
  })

  test('without a zone, a time is that of the town; Outlook’s name of our zone is ours', () => {
    expect(startsOf(['DTSTART:20260701T090000', 'DURATION:PT1H'])).toEqual([new Date('2026-07-01T07:00:00Z')])
    expect(startsOf(['DTSTART;TZID=Romance Standard Time:20260701T090000', 'DURATION:PT1H'])).toEqual([
      new Date('2026-07-01T07:00:00Z'),
    ])
  })
})
