import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readImport } from './import-file.rules.ts'
import { expandObject } from './occurrences.rules.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const read = (file: Uint8Array | string) => {
  const plan = readImport(typeof file === 'string' ? bytes(file) : file, () => 'made@import')
  if (!plan) throw new Error('not a calendar')
  return plan
}
const window = { from: new Date('2020-01-01'), until: new Date('2028-01-01') }
/** Title and first instant of each event of a file. */
const shown = (file: Uint8Array | string) =>
  read(file).objects.map((object) => {
    const expansion = expandObject(object.read.calendar, window, null)
    const occurrences = expansion.ok ? expansion.value.occurrences : []
    return [object.title, occurrences[0]?.startsAt.toISOString(), occurrences.length]
  })

const wrap = (lines: readonly string[], end = '\r\n') =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//x//', ...lines, 'END:VCALENDAR', ''].join(end)
const event = (lines: readonly string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']

/** As Outlook writes: a method, its own name of the zone described since 1601, words on broken lines. */
const outlook = wrap([
  'METHOD:PUBLISH',
  'X-WR-CALNAME:Calendrier',
  'BEGIN:VTIMEZONE',
  'TZID:Romance Standard Time',
  'BEGIN:STANDARD',
  'DTSTART:16010101T030000',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10',
  'END:STANDARD',
  'BEGIN:DAYLIGHT',
  'DTSTART:16010101T020000',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3',
  'END:DAYLIGHT',
  'END:VTIMEZONE',
  ...event([
    'CLASS:PUBLIC',
    'DESCRIPTION:Ordre du jour\\n',
    'suite écrite sans espace',
    '',
    'DTEND;TZID="Romance Standard Time":20260702T110000',
    'DTSTAMP:20260601T080000Z',
    'DTSTART;TZID="Romance Standard Time":20260702T100000',
    'SUMMARY;LANGUAGE=fr:Réunion Outlook',
    'UID:040000008200E00074C5B7101A82E008',
    'X-MICROSOFT-CDO-BUSYSTATUS:BUSY',
    'BEGIN:VALARM',
    'TRIGGER:-PT15M',
    'ACTION:DISPLAY',
    'DESCRIPTION:Reminder',
    'END:VALARM',
  ]),
])

/** As Google writes: plain line ends, the moved meeting of a series far from it, all-day events that take no time. */
const google = wrap(
  [
    'X-WR-TIMEZONE:Europe/Paris',
    ...event([
      'DTSTART;TZID=Europe/Paris:20260706T140000',
      'DTEND;TZID=Europe/Paris:20260706T150000',
      'RRULE:FREQ=WEEKLY;COUNT=3',
      'UID:abc@google.com',
      'SUMMARY:Série Google',
    ]),
    ...event([
      'DTSTART;VALUE=DATE:20260714',
      'DTEND;VALUE=DATE:20260715',
      'UID:d@google.com',
      'TRANSP:TRANSPARENT',
      'SUMMARY:Fête nationale',
    ]),
    ...event([
      'DTSTART;TZID=Europe/Paris:20260714T160000',
      'DTEND;TZID=Europe/Paris:20260714T170000',
      'RECURRENCE-ID;TZID=Europe/Paris:20260713T140000',
      'UID:abc@google.com',
      'SUMMARY:Série Google déplacée',
    ]),
  ],
  '\n',
)

/** As Apple writes: a place with a picture of it, alarms of its own, no end. */
const apple = wrap([
  ...event([
    'TRANSP:OPAQUE',
    'X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-APPLE-RADIUS=70;X-TITLE="Mairie, place de la République":geo:46.58,0.34',
    'DTSTART;TZID=Europe/Paris:20260703T090000',
    'SUMMARY:Rendez-vous Apple',
    'UID:5D6A',
    'BEGIN:VALARM',
    'X-WR-ALARMUID:77',
    'UID:77',
    'TRIGGER;VALUE=DATE-TIME:19760401T005545Z',
    'ACTION:NONE',
    'END:VALARM',
  ]),
  ...['BEGIN:VTODO', 'UID:t', 'SUMMARY:Tâche', 'END:VTODO'],
])

describe('files as programs write them', () => {
  test('Outlook: the zone of Windows is ours, words broken over lines stay whole', () => {
    expect(shown(outlook)).toEqual([['Réunion Outlook', '2026-07-02T08:00:00.000Z', 1]])
    expect(read(outlook).objects[0]?.text).toContain('suite écrite sans espace')
  })

  test('Google: the moved meeting joins its series', () => {
    expect(shown(google)).toEqual([
      ['Série Google', '2026-07-06T12:00:00.000Z', 3],
      ['Fête nationale', '2026-07-13T22:00:00.000Z', 1],
    ])
  })

  test('Apple: what we do not know is kept, tasks are counted', () => {
    expect(shown(apple)).toEqual([['Rendez-vous Apple', '2026-07-03T07:00:00.000Z', 1]])
    expect(read(apple).objects[0]?.text).toContain('X-APPLE-STRUCTURED-LOCATION')
    expect(read(apple).leftOut).toBe(1)
  })

  test('a mark of byte order, UTF-16 and Windows-1252 are all read', () => {
    const expected = [['Réunion Outlook', '2026-07-02T08:00:00.000Z', 1]]
    expect(shown(bytes(`\ufeff${outlook}`))).toEqual(expected)
    expect(shown(new Uint8Array([0xff, 0xfe, ...Buffer.from(outlook, 'utf16le')]))).toEqual(expected)
    expect(shown(new Uint8Array(Buffer.from(outlook, 'latin1')))).toEqual(expected)
  })

  test('a bad event is named with its line, and the others are not lost', () => {
    const plan = read(
      wrap([
        ...event(['UID:1', 'SUMMARY:Bonne', 'DTSTART:20260701T080000Z']),
        ...event(['UID:2', 'SUMMARY:Sans début']),
        ...event(['UID:3', 'SUMMARY:Ailleurs', 'DTSTART;TZID=Mars/Olympus:20260701T080000']),
        ...event(['SUMMARY:Sans nom', 'DTSTART:20260702T080000Z']),
      ]),
    )
    expect(plan.objects.map(({ title, read: { uid } }) => [title, uid])).toEqual([
      ['Bonne', '1'],
      ['Sans nom', 'made@import'],
    ])
    expect(plan.faults).toEqual([
      { line: 9, title: 'Sans début', fault: 'start_missing' },
      { line: 13, title: 'Ailleurs', fault: 'zone_unknown' },
    ])
  })

  test('a file that was cut loses only the event where it was', () => {
    const plan = read(google.slice(0, google.indexOf('SUMMARY:Série Google déplacée')))
    expect([plan.objects.length, plan.faults.length]).toEqual([2, 1])
  })

  test('any bytes are read or refused, never an accident', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(outlook.length), (noise, at) => {
        const text = bytes(outlook)
        const plan = readImport(
          new Uint8Array([...text.slice(0, at), ...noise, ...text.slice(at)]),
          () => 'x',
        )
        expect(plan === null || plan.objects.length + plan.faults.length <= 3).toBe(true)
      }),
      { numRuns: 150 },
    )
  })
})
