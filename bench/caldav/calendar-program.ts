import type { Endpoint } from '../../test/dav/endpoint.ts'

/** Objects asked for at once; programs ask for 10 to 1,000. */
const batch = 500
/** Asks the server; throws for what it refuses. */
export async function send(
  endpoint: Endpoint,
  method: string,
  path: string,
  body: string,
): Promise<Response> {
  const authorization = `Basic ${btoa(`${endpoint.user}:${endpoint.password}`)}`
  const headers = { authorization, 'content-type': method === 'PUT' ? 'text/calendar' : 'application/xml' }
  const answer = await fetch(`${endpoint.origin}${path}`, { method, headers, body })
  if (answer.ok) return answer
  throw new Error(`${endpoint.name}: ${method} ${path} ${answer.status} ${await answer.text()}`)
}

export interface Synchronised {
  readonly token: string
  /** Events that were read. */
  readonly texts: number
}

/** What a program does: asks what changed since the token, then reads what did. */
export async function synchronise(endpoint: Endpoint, token: string): Promise<Synchronised> {
  const asked = `<D:sync-collection xmlns:D="DAV:"><D:sync-token>${token}</D:sync-token><D:sync-level>1</D:sync-level><D:prop><D:getetag/></D:prop></D:sync-collection>`
  const listed = await (await send(endpoint, 'REPORT', endpoint.calendar, asked)).text()
  const hrefs = [...listed.matchAll(/<(?:\w+:)?href>([^<]+\.ics)</g)].map(([, href = '']) => href)
  let texts = 0
  for (let from = 0; from < hrefs.length; from += batch) {
    const some = hrefs.slice(from, from + batch).map((href) => `<D:href>${href}</D:href>`)
    const multiget = `<C:calendar-multiget xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop><D:getetag/><C:calendar-data/></D:prop>${some.join('')}</C:calendar-multiget>`
    const read = await (await send(endpoint, 'REPORT', endpoint.calendar, multiget)).text()
    texts += read.match(/BEGIN:VCALENDAR/g)?.length ?? 0
  }
  return { token: /<(?:\w+:)?sync-token>([^<]*)/.exec(listed)?.[1] ?? '', texts }
}
