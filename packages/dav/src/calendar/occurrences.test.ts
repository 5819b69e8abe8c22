import fc from 'fast-check'
import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { calendar } from '../dav-client.testing.ts'
import { occurrencesBefore } from './occurrences.ts'
import { parseCalendar } from './parse-calendar.ts'
import { timeZoneNamed } from './time-zone.ts'

const paris = timeZoneNamed('Europe/Paris') ?? ICAL.Timezone.utcTimezone
const hour_s = 3600

/** Hours between Paris and UTC, as Node’s own tables of zones have them: another implementation than ical.js. */
const parisHour = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Paris',
  hour: '2-digit',
  hourCycle: 'h23',
})

/** The instant of a clock time of Paris: that of the two offsets with which the clock says so. */
function instantOf(day: Date, hour: number): number {
  const naive_s = day.getTime() / 1000 + hour * hour_s
  const offsets = [2, 1].filter(
    (offset) => Number(parisHour.format((naive_s - offset * hour_s) * 1000)) === hour,
  )
  return naive_s - (offsets[0] ?? 1) * hour_s
}

const day_ms = 86_400_000
const text = (date: Date) => date.toISOString().slice(0, 10).replaceAll('-', '')

test('every nth day or week at one hour of Paris, with days taken out, as another implementation counts it', () => {
  const cases = fc.record({
    start: fc.integer({ min: 0, max: 20_000 }),
    // Neither two nor three o’clock, which one night a year has twice, or not at all.
    hour: fc.integer({ min: 4, max: 23 }),
    unit: fc.constantFrom('DAILY', 'WEEKLY'),
    interval: fc.integer({ min: 1, max: 20 }),
    count: fc.integer({ min: 1, max: 60 }),
    out: fc.uniqueArray(fc.integer({ min: 0, max: 59 }), { maxLength: 5 }),
  })
  fc.assert(
    fc.property(cases, ({ start, hour, unit, interval, count, out }) => {
      // From 1996 on the hours of Europe change as they do today.
      const first = new Date(Date.UTC(1996, 10, 1) + start * day_ms)
      const step = interval * (unit === 'WEEKLY' ? 7 : 1)
      const days = Array.from(
        { length: count },
        (_, index) => new Date(first.getTime() + index * step * day_ms),
      )
      const clock = (date: Date) => `;TZID=Europe/Paris:${text(date)}T${String(hour).padStart(2, '0')}0000`
      const excluded = out.flatMap((index) => days[index] ?? []).map((day) => `EXDATE${clock(day)}`)
      const rule = `RRULE:FREQ=${unit};INTERVAL=${interval};COUNT=${count}`
      const read = parseCalendar(
        calendar(['BEGIN:VEVENT', 'UID:a', `DTSTART${clock(first)}`, rule, ...excluded, 'END:VEVENT']),
      )
      const found = read.ok
        ? [...occurrencesBefore(read.object, Number.MAX_VALUE, paris, { left: 1000 })]
        : []
      const expected = days.filter((_, index) => !out.includes(index)).map((day) => instantOf(day, hour))
      expect(found.map(({ startsAt }) => startsAt)).toEqual(expected)
    }),
    { numRuns: 60 },
  )
})
