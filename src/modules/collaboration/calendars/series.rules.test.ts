import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assertDefined } from '#kernel/assert.ts'
import type { EventDraft } from './event-draft.rules.ts'
import { draftOf } from './event-reading.rules.ts'
import { removeOccurrence, rewriteOccurrence } from './event-text.rules.ts'
import { parseCalendar, readObject } from './icalendar.rules.ts'
import { expandObject, type Occurrence } from './occurrences.rules.ts'
import { endSeriesBefore, isFirstOfSeries, seriesFrom } from './series.rules.ts'
import { wallTimeOf } from './zones.rules.ts'

const now = new Date('2026-01-05T08:00:00Z')
const organiser = { address: 'mailto:agent@ville.example', name: 'Agent' }
const window = { from: new Date('2025-01-01T00:00:00Z'), until: new Date('2028-01-01T00:00:00Z') }

function series(start: string, rule: string, lines: readonly string[] = []): string {
  const isDay = !start.includes('T')
  const [from, to] = isDay
    ? [`DTSTART;VALUE=DATE:${start}`, 'DURATION:P1D']
    : [`DTSTART;TZID=Europe/Paris:${start}`, 'DURATION:PT45M']
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//test//FR',
    'BEGIN:VEVENT',
    'UID:series',
    'DTSTAMP:20260101T080000Z',
    from,
    to,
    `RRULE:${rule}`,
    'SUMMARY:Point hebdomadaire',
    ...lines,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n')
}

function timesOf(text: string): readonly Occurrence[] {
  const read = readObject(text)
  if (!read.ok) throw new Error(read.refusal)
  const expansion = expandObject(assertDefined(parseCalendar(text), 'a calendar'), window, null)
  if (!expansion.ok) throw new Error(expansion.refusal)
  return expansion.value.occurrences.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
}

const shown = (list: readonly Occurrence[]) =>
  list.map(({ startsAt, endsAt, summary }) => `${startsAt.toISOString()} ${endsAt.toISOString()} ${summary}`)

function cut(text: string, key: string, change: (draft: EventDraft) => EventDraft = (draft) => draft) {
  const draft = change(draftOf(text, key, true))
  return {
    before: endSeriesBefore(text, key, now),
    after: seriesFrom(text, key, draft, { uid: 'next', now, organiser }),
  }
}

/** Starts before a change of hour, at hours that it skips or says twice too. */
const starts = fc
  .tuple(
    fc.constantFrom('20260316', '20261012', '20270322', '20260131'),
    fc.constantFrom('T000000', 'T023000', 'T030000', 'T093000', 'T233000', ''),
  )
  .map(([day, hour]) => `${day}${hour}`)
const rules = fc
  .tuple(
    fc.constantFrom(
      'FREQ=DAILY',
      'FREQ=WEEKLY',
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH',
      'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
      'FREQ=MONTHLY',
    ),
    fc.integer({ min: 6, max: 20 }),
  )
  .map(([rule, count]) => `${rule};COUNT=${count}`)

function isInSkippedHour(times: readonly Occurrence[], key: string): boolean {
  const [, hour, minute] = /T(\d\d):(\d\d)/.exec(key) ?? []
  const time = times.find(({ recurrence }) => recurrence === key)
  if (hour === undefined || minute === undefined || time === undefined) return false
  return wallTimeOf(time.startsAt).minute !== 60 * Number(hour) + Number(minute)
}

describe('a series cut in two', () => {
  test('cut anywhere and left as it is, it takes place when it did, over the changes of hour', () => {
    fc.assert(
      fc.property(starts, rules, fc.nat(), fc.nat(), fc.nat(), (start, rule, at, out, moved) => {
        const whole = series(start, rule)
        const keys = timesOf(whole).map(({ recurrence }) => recurrence)
        const pick = (list: readonly string[], number: number) =>
          assertDefined(list[number % list.length], 'a meeting')
        const other = pick(keys, moved)
        const draft = { ...draftOf(whole, other), summary: 'Point avancé' }
        const renamed = rewriteOccurrence(whole, other, draft, { now, organiser })
        const text = removeOccurrence(renamed, pick(keys, out), now)
        const times = timesOf(text)
        const key = pick(
          times.map(({ recurrence }) => recurrence),
          at,
        )
        if (isFirstOfSeries(text, key)) return
        // In the hour that spring leaves out, a meeting takes place an hour later: cut there, the others keep the hour that was shown.
        if (isInSkippedHour(times, key)) return
        const { before, after } = cut(text, key)
        // The meeting where it is cut is one of the series again.
        const expected = times.map((time) =>
          time.recurrence === key ? { ...time, summary: 'Point hebdomadaire' } : time,
        )
        expect([...shown(timesOf(before)), ...shown(timesOf(after))]).toEqual(shown(expected))
      }),
      { numRuns: 300, examples: [['20270322T023000', 'FREQ=DAILY;COUNT=10', 23, 0, 0]] },
    )
  })

  test('at another hour, what was taken out stays out and what was moved stays where it was', () => {
    const whole = series('20260316T093000', 'FREQ=WEEKLY;COUNT=6', [
      'EXDATE;TZID=Europe/Paris:20260406T093000',
    ])
    const key = '2026-04-13T09:30:00'
    const text = rewriteOccurrence(
      whole,
      key,
      { ...draftOf(whole, key), summary: 'Exceptionnel' },
      { now, organiser },
    )
    const { before, after } = cut(text, '2026-03-30T09:30:00', (draft) => ({
      ...draft,
      time:
        draft.time.kind === 'timed'
          ? { ...draft.time, startMinute: 14 * 60, endMinute: 15 * 60 }
          : draft.time,
    }))
    const clock = (list: readonly Occurrence[]) =>
      list.map(({ startsAt, summary }) => {
        const { day, minute } = wallTimeOf(startsAt)
        return `${day} ${minute / 60} ${summary}`
      })
    expect(clock(timesOf(before))).toEqual([
      '2026-03-16 9.5 Point hebdomadaire',
      '2026-03-23 9.5 Point hebdomadaire',
    ])
    expect(clock(timesOf(after))).toEqual([
      '2026-03-30 14 Point hebdomadaire',
      '2026-04-13 9.5 Exceptionnel',
      '2026-04-20 14 Point hebdomadaire',
    ])
  })

  test('with other days, what was changed one by one is let go', () => {
    const whole = series('20260316T093000', 'FREQ=WEEKLY', ['EXDATE;TZID=Europe/Paris:20260406T093000'])
    const { after } = cut(whole, '2026-03-30T09:30:00', (draft) => ({
      ...draft,
      repeat: 'fortnightly',
      repeatUntil: null,
    }))
    expect(after).not.toContain('EXDATE')
    expect(
      timesOf(after)
        .slice(0, 2)
        .map(({ recurrence }) => recurrence),
    ).toEqual(['2026-03-30T09:30:00', '2026-04-13T09:30:00'])
  })

  test('those invited keep their answer, and the two series are two objects', () => {
    const invited = { address: 'mailto:autre@ville.example', name: 'Autre', isOptional: false } as const
    const whole = series('20260316T093000', 'FREQ=WEEKLY', [
      `ORGANIZER:${organiser.address}`,
      `ATTENDEE;CN=Autre;PARTSTAT=ACCEPTED:${invited.address}`,
    ])
    const { before, after } = cut(whole, '2026-03-30T09:30:00')
    const answers = (text: string) =>
      draftOf(text, '').invited.map(({ address, answer }) => [address, answer])
    expect([answers(before), answers(after)]).toEqual([
      [[invited.address, 'accepted']],
      [[invited.address, 'accepted']],
    ])
    expect([before.includes('UID:series'), after.includes('UID:next')]).toEqual([true, true])
  })

  test('before its first meeting that still takes place, there is nothing to cut', () => {
    const text = series('20260316T093000', 'FREQ=WEEKLY', ['EXDATE;TZID=Europe/Paris:20260316T093000'])
    expect(isFirstOfSeries(text, '2026-03-23T09:30:00')).toBe(true)
    expect(isFirstOfSeries(text, '2026-03-30T09:30:00')).toBe(false)
  })
})
