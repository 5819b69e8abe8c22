import type { DavLimits } from './dav-parts.ts'
import { handleDav } from './handle-dav.ts'
import { MemoryLocks } from './memory-locks.ts'
import { MemoryStore } from './memory-store.ts'

export interface Sent {
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array<ArrayBuffer>
  /** Who asks; Marie when left out. */
  readonly as?: string
}

export interface TestDav {
  send(method: string, path: string, sent?: Sent): Promise<Response>
  /** The status alone. */
  status(method: string, path: string, sent?: Sent): Promise<number>
  setNow(instant: Date): void
}

/** A tree in memory with two people, the calendar `/calendars/marie/equipe/`, and a clock that stands. */
export async function openTestDav(limits: Partial<DavLimits> = {}): Promise<TestDav> {
  let now = new Date('2026-11-25T08:00:00Z')
  let count = 0
  const store = new MemoryStore(() => now)
  const locks = new MemoryLocks()
  for (const name of ['marie', 'paul'])
    store.addPerson(['principals', name], {
      calendarHome: ['calendars', name],
      addresses: [`mailto:${name}@ville.fr`],
    })
  const send: TestDav['send'] = (method, path, { headers = {}, body, as = 'marie' } = {}) =>
    handleDav(
      new Request(`http://town.test${path}`, { method, headers, ...(body === undefined ? {} : { body }) }),
      {
        prefix: '/dav',
        user: { id: as, principal: ['principals', as] },
        store,
        locks,
        now: () => now,
        newId: () => `id-${++count}`,
        timeZone: 'Europe/Paris',
        limits,
      },
    )
  await send('MKCALENDAR', '/dav/calendars/marie/equipe/')
  return {
    send,
    status: async (...args) => (await send(...args)).status,
    setNow(instant) {
      now = instant
    },
  }
}

/** An event, one line each for what is given. */
export function event(lines: readonly string[], uid = 'uid-1'): string {
  const inside = [`UID:${uid}`, 'DTSTAMP:20261101T000000Z', ...lines]
  return calendar(['BEGIN:VEVENT', ...inside, 'END:VEVENT'])
}

export function calendar(lines: readonly string[]): string {
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//FR', ...lines, 'END:VCALENDAR', ''].join('\r\n')
}

/** A `calendar-query` of what happens in a range, with what the data shall be. */
export function query(component: string, start: string, end: string, data = ''): string {
  return `<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop><D:getetag/>
    <C:calendar-data>${data}</C:calendar-data></D:prop><C:filter><C:comp-filter name="VCALENDAR">
    <C:comp-filter name="${component}"><C:time-range start="${start}" end="${end}"/></C:comp-filter>
    </C:comp-filter></C:filter></C:calendar-query>`
}
