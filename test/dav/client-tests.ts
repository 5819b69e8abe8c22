import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createDAVClient } from 'tsdav'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toolPath } from '../tools.ts'
import { CalcurseComputer } from './clients/calcurse.ts'
import { hasPythonCaldav, runPythonCaldav } from './clients/python-caldav.ts'
import { KhalComputer } from './clients/vdirsyncer.ts'
import type { Endpoint } from './endpoint.ts'

const hasKhal = toolPath('vdirsyncer') !== null && toolPath('khal') !== null
const calcurse = toolPath('calcurse-caldav')
const hasPython = hasPythonCaldav()

/** Ten starts of Python programs, on a machine that may be busy. */
const slow_ms = 240_000

/** Where the servers are known to differ. */
export interface Abilities {
  /** Radicale of Debian 12 answers free-busy-query with nothing. */
  readonly givesFreeBusy: boolean
}

/**
 * Real clients against one server, in both directions, with conflicts and removals: two computers of each kind share a calendar.
 * Each test leaves the calendar empty.
 */
export function clientTests(name: string, open: () => Promise<Endpoint>, { givesFreeBusy }: Abilities): void {
  describe(name, { timeout: slow_ms }, () => {
    let endpoint: Endpoint
    let folder: string
    beforeAll(async () => {
      endpoint = await open()
      folder = mkdtempSync(path.join(tmpdir(), 'dav-clients-'))
    })
    afterAll(async () => {
      await endpoint.close()
      rmSync(folder, { recursive: true })
    })

    test.skipIf(!hasKhal)('vdirsyncer and khal keep two computers in step', async () => {
      const office = new KhalComputer(path.join(folder, 'office'), endpoint)
      const home = new KhalComputer(path.join(folder, 'home'), endpoint)
      await office.discover()
      await office.add('24/11/2026', '09:00', '10:30', 'Réunion', '-r', 'weekly')
      await office.sync()
      await home.discover()
      await home.sync()
      expect(times(await home.list('24/11/2026', '10d'))).toEqual([
        '09:00-10:30 Réunion',
        '09:00-10:30 Réunion',
      ])

      home.replaceInAll('Réunion', 'Réunion élargie')
      await home.sync()
      await office.sync()
      expect(await office.list('24/11/2026', '1d')).toContain('Réunion élargie')

      // Both change the same event: the second to come is told, and takes what the server has.
      home.replaceInAll('élargie', 'de la maison')
      office.replaceInAll('élargie', 'du bureau')
      await home.sync()
      expect(await office.sync()).toContain('conflict')
      expect(await office.list('24/11/2026', '1d')).toContain('Réunion de la maison')

      office.removeAll()
      await office.add('25/11/2026', '14:00', '15:00', 'Autre')
      await office.sync()
      await home.sync()
      expect(times(await home.list('24/11/2026', '10d'))).toEqual(['14:00-15:00 Autre'])
      home.removeAll()
      await home.syncEmptied()
      await office.syncEmptied()
      expect(office.files).toEqual([])
    })

    test.skipIf(!calcurse)('calcurse-caldav keeps two computers in step', async () => {
      const [one, other] = ['one', 'other'].map(
        (each) => new CalcurseComputer(calcurse ?? '', path.join(folder, `calcurse-${each}`), endpoint),
      )
      if (!one || !other) throw new Error('impossible: two were made')
      one.appointments = ['11/24/2026 @ 09:00 -> 11/24/2026 @ 10:30|Réunion', '11/25/2026 [1] Congé']
      await one.start('keep-local')
      await other.start('keep-remote')
      expect(other.appointments).toEqual(one.appointments)

      other.appointments = [
        ...other.appointments.slice(0, 1),
        '11/26/2026 @ 14:00 -> 11/26/2026 @ 15:00|Autre',
      ]
      await other.sync()
      await one.sync()
      expect([...one.appointments].sort()).toEqual([...other.appointments].sort())
      expect(one.appointments).toHaveLength(2)

      one.appointments = []
      await one.sync()
      await other.sync()
      expect(other.appointments).toEqual([])
    })

    test.skipIf(!hasPython)(
      'Python’s caldav finds, writes, searches, keeps in step and removes',
      async () => {
        const steps = await runPythonCaldav(endpoint)
        expect(steps).toMatchObject({
          found: 'equipe',
          saved: ['Réunion', 'Vœux'],
          expanded: ['20261201T0800', '20261208T0800'],
          'by uid': 'Vœux',
          changed: ['peer-1.ics', 'peer-2.ics'],
          left: ['Vœux du maire'],
          emptied: [],
        })
        if (givesFreeBusy)
          expect(steps.busy).toEqual(['FREEBUSY;FBTYPE=BUSY:20261126T130000Z/20261126T140000Z'])
      },
    )

    test('tsdav makes, refuses to overwrite, searches, keeps in step and removes', async () => {
      const { user: username, password, root: serverUrl } = endpoint
      const client = await createDAVClient({
        serverUrl,
        credentials: { username, password },
        authMethod: 'Basic',
        defaultAccountType: 'caldav',
      })
      const found = (await client.fetchCalendars()).find(({ url }) => url.endsWith(endpoint.calendar))
      if (!found) throw new Error('tsdav found no calendar')
      const calendar = { ...found, objects: await client.fetchCalendarObjects({ calendar: found }) }
      expect(calendar.objects).toEqual([])

      const iCalString = event('Réunion')
      const make = () => client.createCalendarObject({ calendar, filename: 'ts.ics', iCalString })
      expect((await make()).status).toBe(201)
      expect((await make()).status).toBe(412)
      const [made] = await client.fetchCalendarObjects({ calendar })
      if (!made) throw new Error('tsdav found no object')
      expect(made.data).toContain('SUMMARY:Réunion')
      const changed = { ...made, data: event('Réunion élargie') }
      expect((await client.updateCalendarObject({ calendarObject: changed })).ok).toBe(true)
      expect((await client.updateCalendarObject({ calendarObject: changed })).status).toBe(412)
      expect((await client.deleteCalendarObject({ calendarObject: made })).status).toBe(412)

      const within = (start: string, end: string) =>
        client.fetchCalendarObjects({ calendar, timeRange: { start, end } })
      expect(await within('2026-11-24T00:00:00Z', '2026-11-25T00:00:00Z')).toHaveLength(1)
      expect(await within('2026-11-25T00:00:00Z', '2026-11-26T00:00:00Z')).toEqual([])

      const step = (syncToken: string) =>
        client.syncCollection({
          url: found.url,
          props: { 'd:getetag': {} },
          syncLevel: 1,
          syncToken,
        })
      const token = tokenIn(await step(''))
      expect(token).not.toBe('')
      const [latest] = await client.fetchCalendarObjects({ calendar })
      if (!latest) throw new Error('tsdav lost the object')
      expect((await client.deleteCalendarObject({ calendarObject: latest })).ok).toBe(true)
      const delta = await step(token)
      expect(delta.map(({ href, status }) => [href?.split('/').at(-1), status])).toContainEqual([
        'ts.ics',
        404,
      ])
    })
  })
}

/** Lines of khal that have a time, without the sign of a repeated event. */
function times(listed: string): string[] {
  return [...listed.matchAll(/^(\d\d:\d\d-\d\d:\d\d [^⟳\n:]*?)(?: ⟳)?(?: ::.*)?\s*$/gm)].map(
    ([, shown = '']) => shown,
  )
}

function tokenIn(responses: readonly { readonly raw?: unknown }[]): string {
  return /"syncToken":"([^"]+)"/.exec(JSON.stringify(responses))?.[1] ?? ''
}

function event(summary: string): string {
  return `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//ts//FR\r\nBEGIN:VEVENT\r\nUID:ts-1\r\nDTSTAMP:20261101T000000Z\r\nDTSTART:20261124T080000Z\r\nDTEND:20261124T090000Z\r\nSUMMARY:${summary}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`
}
