import { describe, expect, test } from 'vitest'
import { calendar, event, openTestDav, query, type TestDav } from './dav-client.testing.ts'

const team = '/dav/calendars/marie/equipe/'
const put = (dav: TestDav, name: string, body: string, headers = {}) =>
  dav.send('PUT', `${team}${name}`, { body, headers })
const report = async (dav: TestDav, body: string, path = team) =>
  dav.send('REPORT', path, { body, headers: { Depth: '1' } })
const hrefsIn = async (response: Response) =>
  [...(await response.text()).matchAll(/<D:response><D:href>([^<]*)/g)].map(([, href]) =>
    href?.split('/').at(-1),
  )

const meeting = [
  'DTSTART;TZID=Europe/Paris:20261124T090000',
  'DTEND;TZID=Europe/Paris:20261124T103000',
  'SUMMARY:Réunion',
]

describe('what may be kept', () => {
  test.each([
    ['no calendar at all', 'hello', 'valid-calendar-data'],
    ['two calendars', event(meeting) + event(meeting), 'valid-calendar-data'],
    ['an event without start', event(['SUMMARY:x']), 'valid-calendar-data'],
    ['a date that is none', event(['DTSTART:2026']), 'valid-calendar-data'],
    ['a zone that nobody knows', event(['DTSTART;TZID=Mars/Olympus:20261124T090000']), 'valid-calendar-data'],
    [
      'a message',
      event(meeting).replace('VERSION', 'METHOD:REQUEST\r\nVERSION'),
      'valid-calendar-object-resource',
    ],
    ['no UID', event(meeting).replace('UID:uid-1\r\n', ''), 'valid-calendar-object-resource'],
    [
      'two UIDs',
      calendar(['a', 'b'].flatMap((uid) => ['BEGIN:VEVENT', `UID:${uid}`, ...meeting, 'END:VEVENT'])),
      'valid-calendar-object-resource',
    ],
    [
      'an event and a task',
      calendar(['VEVENT', 'VTODO'].flatMap((kind) => [`BEGIN:${kind}`, 'UID:a', ...meeting, `END:${kind}`])),
      'valid-calendar-object-resource',
    ],
    ['a card', calendar(['BEGIN:VCARD', 'END:VCARD']), 'supported-calendar-component'],
    ['something every second', event([...meeting, 'RRULE:FREQ=SECONDLY']), 'max-instances'],
    [
      'steps of millions of years',
      event([...meeting, 'RRULE:FREQ=DAILY;INTERVAL=999999999']),
      'valid-calendar-data',
    ],
    ['the year 9999', event(['DTSTART:99990101T000000Z']), 'max-date-time'],
    ['a control character', event([...meeting, 'DESCRIPTION:a\u0007b']), 'valid-calendar-data'],
    [
      'a zone that changes every second',
      calendar([
        ...['BEGIN:VTIMEZONE', 'TZID:Bad', 'BEGIN:STANDARD', 'DTSTART:19700101T000000', 'TZOFFSETFROM:+0100'],
        ...['TZOFFSETTO:+0100', 'RRULE:FREQ=SECONDLY', 'END:STANDARD', 'END:VTIMEZONE'],
        ...['BEGIN:VEVENT', 'UID:a', 'DTSTART;TZID=Bad:20261124T090000', 'END:VEVENT'],
      ]),
      'valid-calendar-data',
    ],
  ])('not %s', async (_, body, condition) => {
    const dav = await openTestDav()
    const refused = await put(dav, 'a.ics', body)
    expect([refused.status, (await refused.text()).includes(`<C:${condition}/>`)]).toEqual([403, true])
    expect(await dav.status('GET', `${team}a.ics`)).toBe(404)
  })

  test('one UID once in a calendar, said with the address of the other', async () => {
    const dav = await openTestDav()
    await put(dav, 'a.ics', event(meeting))
    const refused = await put(dav, 'b.ics', event(meeting))
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain(`<C:no-uid-conflict><D:href>${team}a.ics</D:href>`)
    await dav.send('MKCALENDAR', '/dav/calendars/marie/autre/')
    expect(await dav.status('COPY', `${team}a.ics`, { headers: { Destination: `${team}c.ics` } })).toBe(409)
    const elsewhere = { Destination: '/dav/calendars/marie/autre/a.ics' }
    expect(await dav.status('COPY', `${team}a.ics`, { headers: elsewhere })).toBe(201)
    expect(await dav.status('MOVE', `${team}a.ics`, { headers: { Destination: `${team}d.ics` } })).toBe(201)
  })

  test('a calendar of tasks takes no event', async () => {
    const dav = await openTestDav()
    const only = `<C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:set><D:prop><D:displayname>Tâches</D:displayname>
      <C:supported-calendar-component-set><C:comp name="VTODO"/></C:supported-calendar-component-set></D:prop></D:set></C:mkcalendar>`
    expect(await dav.status('MKCALENDAR', '/dav/calendars/marie/taches/', { body: only })).toBe(201)
    const refused = await dav.send('PUT', '/dav/calendars/marie/taches/a.ics', { body: event(meeting) })
    expect(await refused.text()).toContain('supported-calendar-component')
    expect(await dav.status('MKCOL', `${team}inside/`)).toBe(403)
    expect(await dav.status('MKCALENDAR', `${team}inside/`)).toBe(403)
    expect(await dav.status('COPY', '/dav/calendars/paul/', { headers: { Destination: `${team}p/` } })).toBe(
      403,
    )
  })
})

describe('time', () => {
  const expanded = async (dav: TestDav, start: string, end: string) => {
    const body = query('VEVENT', start, end, `<C:expand start="${start}" end="${end}"/>`)
    const text = await (await report(dav, body)).text()
    return [...text.matchAll(/DTSTART(?:;VALUE=DATE)?:(\S+?)(?:&#13;)/g)].map(([, at]) => at)
  }

  test('a zone that is named and not defined is that of the town, on both sides of the change of hour', async () => {
    const dav = await openTestDav()
    await put(dav, 'a.ics', event(['DTSTART;TZID=Europe/Paris:20261023T090000', 'RRULE:FREQ=DAILY;COUNT=4']))
    expect(await expanded(dav, '20261001T000000Z', '20261101T000000Z')).toEqual([
      '20261023T070000Z',
      '20261024T070000Z',
      '20261025T080000Z',
      '20261026T080000Z',
    ])
  })

  test('a time without zone is that of the town; a whole day lasts 25 hours in October', async () => {
    const dav = await openTestDav()
    await put(dav, 'a.ics', event(['DTSTART:20260701T090000', 'DTEND:20260701T100000']))
    await put(dav, 'b.ics', event(['DTSTART;VALUE=DATE:20261025'], 'uid-2'))
    const at = async (start: string, end: string) => hrefsIn(await report(dav, query('VEVENT', start, end)))
    expect(await at('20260701T065959Z', '20260701T070001Z')).toEqual(['a.ics'])
    expect(await at('20260701T080000Z', '20260701T090000Z')).toEqual([])
    expect(await at('20261025T225900Z', '20261025T230000Z')).toEqual(['b.ics'])
    expect(await at('20261025T230000Z', '20261026T000000Z')).toEqual([])
    expect(await at('20261024T215900Z', '20261024T220000Z')).toEqual([])
  })

  test('days taken out, moved and added are seen, whatever their order', async () => {
    const dav = await openTestDav()
    const zone = (name: string, at: string) => `${name};TZID=Europe/Paris:${at}`
    const series = [
      'BEGIN:VEVENT',
      'UID:a',
      zone('DTSTART', '20261102T090000'),
      zone('DTEND', '20261102T100000'),
      'RRULE:FREQ=DAILY;COUNT=6',
      zone('EXDATE', '20261105T090000'),
      zone('EXDATE', '20261020T090000'),
      zone('EXDATE', '20261103T090000'),
      zone('RDATE', '20261120T140000'),
      'END:VEVENT',
      ...[
        'BEGIN:VEVENT',
        'UID:a',
        zone('RECURRENCE-ID', '20261104T090000'),
        zone('DTSTART', '20261110T160000'),
      ],
      ...[zone('DTEND', '20261110T170000'), 'END:VEVENT'],
    ]
    await put(dav, 'a.ics', calendar(series))
    expect(await expanded(dav, '20261101T000000Z', '20261201T000000Z')).toEqual([
      '20261102T080000Z',
      '20261106T080000Z',
      '20261107T080000Z',
      '20261110T150000Z',
      '20261120T130000Z',
    ])
    expect(await hrefsIn(await report(dav, query('VEVENT', '20261104T000000Z', '20261105T230000Z')))).toEqual(
      [],
    )
  })

  test('an impossible rule ends, is given to the client, and hides no other', async () => {
    const dav = await openTestDav({ steps: 500 })
    // 24 November 2026 is a Tuesday.
    await put(
      dav,
      'never.ics',
      event(['DTSTART:20261124T090000Z', 'RRULE:FREQ=DAILY;INTERVAL=7;BYDAY=MO'], 'never'),
    )
    await put(dav, 'hourly.ics', event(['DTSTART:19700101T000000Z', 'RRULE:FREQ=HOURLY'], 'hourly'))
    await put(dav, 'good.ics', event(meeting, 'good'))
    const found = await hrefsIn(await report(dav, query('VEVENT', '20261120T000000Z', '20261201T000000Z')))
    expect(found).toEqual(['never.ics', 'hourly.ics', 'good.ics'])
    const expand = '<C:expand start="20261120T000000Z" end="20261201T000000Z"/>'
    const text = await (
      await report(dav, query('VEVENT', '20261120T000000Z', '20261201T000000Z', expand))
    ).text()
    expect(text).toContain('FREQ=HOURLY')
    expect(text).toContain('DTSTART:20261124T080000Z')
  })

  test('tasks are found by the table of RFC 4791', async () => {
    const dav = await openTestDav()
    const task = (name: string, lines: readonly string[]) =>
      put(dav, `${name}.ics`, calendar(['BEGIN:VTODO', `UID:${name}`, ...lines, 'END:VTODO']))
    await task('due', ['DUE:20261110T120000Z'])
    await task('done', ['COMPLETED:20261110T120000Z'])
    await task('spans', ['DTSTART:20261101T000000Z', 'DUE:20261130T000000Z'])
    await task('later', ['DTSTART:20261120T000000Z'])
    await task('whenever', ['SUMMARY:x'])
    const at = async (start: string, end: string) => hrefsIn(await report(dav, query('VTODO', start, end)))
    expect(await at('20261110T000000Z', '20261111T000000Z')).toEqual([
      'due.ics',
      'done.ics',
      'spans.ics',
      'whenever.ics',
    ])
    expect(await at('20261112T000000Z', '20261113T000000Z')).toEqual(['spans.ics', 'whenever.ics'])
    expect(await at('20261120T000000Z', '20261121T000000Z')).toEqual([
      'spans.ics',
      'later.ics',
      'whenever.ics',
    ])
  })

  test('an alarm is found when it rings, not when its event takes place', async () => {
    const dav = await openTestDav()
    const alarm = ['BEGIN:VALARM', 'ACTION:DISPLAY', 'TRIGGER:-PT30M', 'END:VALARM']
    await put(dav, 'a.ics', event([...meeting, 'RRULE:FREQ=WEEKLY', ...alarm]))
    const body = (start: string, end: string) =>
      query('VEVENT', start, end).replace(
        /<C:time-range[^>]*>/,
        (range) => `<C:comp-filter name="VALARM">${range}</C:comp-filter>`,
      )
    const at = async (start: string, end: string) => hrefsIn(await report(dav, body(start, end)))
    expect(await at('20261201T072959Z', '20261201T073001Z')).toEqual(['a.ics'])
    expect(await at('20261201T080000Z', '20261201T093000Z')).toEqual([])
  })
})

describe('questions', () => {
  test('by words, parameters and what lacks', async () => {
    const dav = await openTestDav()
    await put(dav, 'a.ics', event([...meeting, 'ATTENDEE;PARTSTAT=DECLINED:mailto:paul@ville.fr'], 'a'))
    await put(
      dav,
      'b.ics',
      event(['DTSTART:20261124T090000Z', 'SUMMARY:Vœux du maire', 'LOCATION:Mairie'], 'b'),
    )
    const ask = async (filter: string) =>
      hrefsIn(await report(dav, query('VEVENT', 'x', 'x').replace(/<C:time-range[^>]*>/, filter)))
    const words = (text: string, more = '') =>
      `<C:prop-filter name="SUMMARY"><C:text-match ${more}>${text}</C:text-match></C:prop-filter>`
    expect(await ask(words('MAIRE'))).toEqual(['b.ics'])
    expect(await ask(words('MAIRE', 'collation="i;octet"'))).toEqual([])
    expect(await ask(words('RÉUNION'))).toEqual([])
    expect(await ask(words('RÉUNION', 'collation="i;unicode-casemap"'))).toEqual(['a.ics'])
    expect(await ask(words('maire', 'negate-condition="yes"'))).toEqual(['a.ics'])
    expect(await ask('<C:prop-filter name="LOCATION"><C:is-not-defined/></C:prop-filter>')).toEqual(['a.ics'])
    const declined = '<C:param-filter name="PARTSTAT"><C:text-match>declined</C:text-match></C:param-filter>'
    expect(await ask(`<C:prop-filter name="ATTENDEE">${declined}</C:prop-filter>`)).toEqual(['a.ics'])
    expect((await report(dav, query('VEVENT', 'x', 'x'))).status).toBe(400)
    const unknown = query('VEVENT', 'x', 'x').replace(/<C:time-range[^>]*>/, words('x', 'collation="i;x"'))
    expect(await (await report(dav, unknown)).text()).toContain('supported-collation')
  })

  test('some addresses at once; a missing one is said missing', async () => {
    const dav = await openTestDav()
    await put(dav, 'a.ics', event(meeting))
    const body = `<C:calendar-multiget xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop><C:calendar-data><C:comp name="VCALENDAR">
      <C:comp name="VEVENT"><C:prop name="SUMMARY"/></C:comp></C:comp></C:calendar-data></D:prop>
      <D:href>${team}a.ics</D:href><D:href>${team}b.ics</D:href><D:href>/dav/calendars/paul/x/a.ics</D:href></C:calendar-multiget>`
    const text = await (await report(dav, body)).text()
    expect(text).toContain('SUMMARY:Réunion')
    expect(text).not.toContain('DTSTART')
    expect(text.match(/404 Not Found/g)).toHaveLength(2)
  })

  test('busy times, merged, and nothing of why', async () => {
    const dav = await openTestDav()
    const at = (from: string, to: string) => [
      `DTSTART:20261124T${from}00Z`,
      `DTEND:20261124T${to}00Z`,
      'SUMMARY:Secret',
    ]
    await put(dav, 'a.ics', event([...at('0900', '1000'), 'RRULE:FREQ=DAILY;COUNT=2'], 'a'))
    await put(dav, 'b.ics', event(at('0930', '1100'), 'b'))
    await put(dav, 'c.ics', event([...at('1100', '1130'), 'STATUS:TENTATIVE'], 'c'))
    await put(dav, 'd.ics', event([...at('1200', '1300'), 'TRANSP:TRANSPARENT'], 'd'))
    await put(dav, 'e.ics', event([...at('1400', '1500'), 'STATUS:CANCELLED'], 'e'))
    const body = `<C:free-busy-query xmlns:C="urn:ietf:params:xml:ns:caldav"><C:time-range start="20261124T000000Z" end="20261126T000000Z"/></C:free-busy-query>`
    const answer = await report(dav, body)
    expect(answer.headers.get('content-type')).toContain('text/calendar')
    const text = (await answer.text()).replaceAll('\r\n ', '')
    expect([...text.matchAll(/^FREEBUSY.*$/gm)].map(([line]) => line.trim())).toEqual([
      'FREEBUSY;FBTYPE=BUSY:20261124T090000Z/20261124T110000Z',
      'FREEBUSY;FBTYPE=BUSY-TENTATIVE:20261124T110000Z/20261124T113000Z',
      'FREEBUSY;FBTYPE=BUSY:20261125T090000Z/20261125T100000Z',
    ])
    expect(text).not.toContain('Secret')
    expect(await (await report(dav, body, '/dav/calendars/marie/')).text()).toContain(
      '20261124T090000Z/20261124T110000Z',
    )
  })
})

describe('keeping in step', () => {
  const sync = (token: string, more = '') =>
    `<D:sync-collection xmlns:D="DAV:"><D:sync-token>${token}</D:sync-token><D:sync-level>1</D:sync-level>${more}<D:prop><D:getetag/></D:prop></D:sync-collection>`
  const read = async (response: Response) => {
    const text = await response.text()
    return {
      token: /<D:sync-token>([^<]*)/.exec(text)?.[1] ?? '',
      changed: [...text.matchAll(/<D:href>[^<]*\/([^/<]+)<\/D:href><D:propstat>/g)].map(([, name]) => name),
      removed: [...text.matchAll(/<D:href>[^<]*\/([^/<]+)<\/D:href><D:status>HTTP\/1.1 404/g)].map(
        ([, name]) => name,
      ),
      isPartial: text.includes('number-of-matches-within-limits'),
    }
  }

  test('only what changed since a token, removals too', async () => {
    const dav = await openTestDav()
    for (const name of ['a', 'b', 'c']) await put(dav, `${name}.ics`, event(meeting, name))
    const first = await read(await report(dav, sync('')))
    expect(first.changed).toEqual(['a.ics', 'b.ics', 'c.ics'])
    expect((await read(await report(dav, sync(first.token)))).changed).toEqual([])
    await dav.send('DELETE', `${team}a.ics`)
    await put(dav, 'b.ics', event([...meeting, 'LOCATION:Mairie'], 'b'))
    const second = await read(await report(dav, sync(first.token)))
    expect(second).toMatchObject({ changed: ['b.ics'], removed: ['a.ics'], isPartial: false })
    expect((await read(await report(dav, sync('')))).removed).toEqual([])
  })

  test('in pieces, none of which is lost', async () => {
    const dav = await openTestDav()
    for (const name of ['a', 'b', 'c', 'd', 'e']) await put(dav, `${name}.ics`, event(meeting, name))
    const seen: (string | undefined)[] = []
    let token = ''
    for (let turn = 0; turn < 3; turn++) {
      const part = await read(await report(dav, sync(token, '<D:limit><D:nresults>2</D:nresults></D:limit>')))
      expect(part.isPartial).toBe(turn < 2)
      seen.push(...part.changed)
      token = part.token
    }
    expect(seen).toEqual(['a.ics', 'b.ics', 'c.ics', 'd.ics', 'e.ics'])
  })

  test('a token of another calendar, of the future or of nowhere starts afresh', async () => {
    const dav = await openTestDav()
    await dav.send('MKCALENDAR', '/dav/calendars/marie/autre/')
    const other = await read(await report(dav, sync(''), '/dav/calendars/marie/autre/'))
    for (const token of [other.token, 'data:,1-999', 'http://elsewhere/3', 'data:,%zz']) {
      const refused = await report(dav, sync(token))
      expect([token, refused.status]).toEqual([token, 403])
      expect(await refused.text()).toContain('<D:valid-sync-token/>')
    }
  })
})

test('a client that knows only the name of the server finds the calendars', async () => {
  const dav = await openTestDav()
  const ask = async (path: string, names: string, depth = '0') =>
    (
      await dav.send('PROPFIND', path, {
        headers: { Depth: depth },
        body: `<D:propfind xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop>${names}</D:prop></D:propfind>`,
      })
    ).text()
  expect(await ask('/dav/', '<D:current-user-principal/>')).toContain(
    '<D:current-user-principal><D:href>/dav/principals/marie/</D:href>',
  )
  const principal = await ask(
    '/dav/principals/marie/',
    '<C:calendar-home-set/><C:calendar-user-address-set/>',
  )
  expect(principal).toContain('<C:calendar-home-set><D:href>/dav/calendars/marie/</D:href>')
  expect(principal).toContain('<D:href>mailto:marie@ville.fr</D:href>')
  const home = await ask(
    '/dav/calendars/marie/',
    '<D:resourcetype/><D:supported-report-set/><D:sync-token/>',
    '1',
  )
  expect(home).toContain('<D:href>/dav/calendars/marie/equipe/</D:href>')
  for (const name of ['calendar-query', 'calendar-multiget', 'free-busy-query'])
    expect(home).toContain(`<D:report><C:${name}/></D:report>`)
  expect(home).toContain('<D:report><D:sync-collection/></D:report>')
  const { headers } = await dav.send('OPTIONS', '/dav/')
  expect(headers.get('dav')).toBe('1, 2, 3, extended-mkcol, calendar-access')
})
