import { Agent, type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Endpoint } from '../../test/dav/endpoint.ts'

/** Objects asked for at once; programs ask for 10 to 1,000. */
const batch = 500
const agent = new Agent({ keepAlive: true })

/** Asks the server, on a connection that stays as long as the server lets it; throws for what it refuses. */
export async function send(endpoint: Endpoint, method: string, path: string, body: string): Promise<string> {
  const authorization = `Basic ${btoa(`${endpoint.user}:${endpoint.password}`)}`
  const headers = {
    authorization,
    'content-type': method === 'PUT' ? 'text/calendar' : 'application/xml',
    'content-length': Buffer.byteLength(body),
  }
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const asked = request(`${endpoint.origin}${path}`, { method, headers, agent })
    asked.once('response', resolve).once('error', reject).end(body)
  })
  const read = await text(answer)
  if ((answer.statusCode ?? 500) < 300) return read
  throw new Error(`${endpoint.name}: ${method} ${path} ${answer.statusCode} ${read}`)
}

export interface Synchronised {
  readonly token: string
  /** Events that were read. */
  readonly texts: number
}

/** What a program does: asks what changed since the token, then reads what did. */
export async function synchronise(endpoint: Endpoint, token: string): Promise<Synchronised> {
  const asked = `<D:sync-collection xmlns:D="DAV:"><D:sync-token>${token}</D:sync-token><D:sync-level>1</D:sync-level><D:prop><D:getetag/></D:prop></D:sync-collection>`
  const listed = await send(endpoint, 'REPORT', endpoint.calendar, asked)
  const hrefs = [...listed.matchAll(/<(?:\w+:)?href>([^<]+\.ics)</g)].map(([, href = '']) => href)
  let texts = 0
  for (let from = 0; from < hrefs.length; from += batch) {
    const some = hrefs.slice(from, from + batch).map((href) => `<D:href>${href}</D:href>`)
    const multiget = `<C:calendar-multiget xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop><D:getetag/><C:calendar-data/></D:prop>${some.join('')}</C:calendar-multiget>`
    const read = await send(endpoint, 'REPORT', endpoint.calendar, multiget)
    texts += read.match(/BEGIN:VCALENDAR/g)?.length ?? 0
  }
  return { token: /<(?:\w+:)?sync-token>([^<]*)/.exec(listed)?.[1] ?? '', texts }
}
