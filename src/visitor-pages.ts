import { createHash, randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { openByteMemory } from '#infra/byte-memory.ts'
import { bestEncoding, compress, compressAnswer, type Encoding } from '#infra/compression.ts'
import type { Services } from '#infra/context.ts'
import type { Town } from '#kernel/town.ts'
import { isSameForAll } from '#web/respond.ts'

/** Answers a request; `env` is what the server knows of its connection. */
export type Site = (request: Request, env: object) => Response | Promise<Response>

/** A page as every visitor gets it. */
interface KeptPage {
  /** Day, and version of the data before the page was made: another one of either and the page is made again. */
  readonly state: string
  /** The town as it was then: a change of its name is read a moment after it was written. */
  readonly town: Town
  readonly body: Uint8Array<ArrayBuffer>
  readonly headers: Readonly<Record<string, string>>
  /** The same with the etag, as Node writes them: name, value, name, value. */
  readonly flatHeaders: readonly string[]
  readonly etag: string
  /**
   * The body as it travels, in each encoding that was asked for: compressed once. A character a byte: Node sends a text and
   * its headers in one piece, bytes in a piece of their own, which costs a third more.
   */
  readonly packed: Map<Encoding, string>
}

const megabyte = 1024 * 1024
/** Addresses with a question apart: whoever invents questions pushes out no page that people come for. */
const mostPlain = 24 * megabyte
const mostAsked = 8 * megabyte
const longestAddress = 300

export interface VisitorPages {
  /** Answers any request: from memory where it may, else by the site, whose page it then keeps where it may. */
  readonly site: Site
  /**
   * Answers from memory on Node's own request, which costs less than the Web's. Null when memory has no such page; false when the
   * page that it has is old: nothing is written then, and the site has to be asked.
   */
  answerKept(request: IncomingMessage, response: ServerResponse): Promise<boolean> | null
}

/**
 * Answers visitors from memory. A page is kept when the site says that it is the same for all of them, and answers as long
 * as no transaction has written since it was made, in any process, and the day is the same: nobody reads an old page.
 * Whoever has a cookie of this site, beside the language, goes past.
 */
export function keepVisitorPages(
  site: Site,
  services: Pick<Services, 'dataVersion' | 'clock' | 'town'>,
  onKept: () => void,
): VisitorPages {
  const plain = openByteMemory<KeptPage>(mostPlain)
  const asked = openByteMemory<KeptPage>(mostAsked)
  const memoryOf = (key: string) => (key.includes('?') ? asked : plain)
  // Asked before the page is made: what is written meanwhile makes the page old, never the reverse.
  const readState = async () => `${services.clock.today()} ${await services.dataVersion()}`

  function find(key: string, state: string): KeptPage | null {
    const kept = memoryOf(key).get(key)
    if (kept?.state !== state || kept.town !== services.town) return null
    onKept()
    return kept
  }

  return {
    answerKept(request, response) {
      const key = keyOfNode(request)
      if (key === null || !memoryOf(key).get(key)) return null
      return readState().then((state) => {
        const kept = find(key, state)
        return kept ? writeTo(response, kept, request) : false
      })
    },

    async site(request, env) {
      const key = keyOfWeb(request)
      if (key === null) return compressAnswer(await site(request, env), request)
      const state = await readState()
      const { town } = services
      const kept = find(key, state)
      if (kept) return answerWith(kept, request)
      const answer = await site(request, env)
      if (!isKeepable(answer)) return compressAnswer(answer, request)
      const page = await makePage(answer, { state, town })
      // Its compressed forms are smaller than the body: twice its size holds them both.
      memoryOf(key).set(key, page, page.body.length * 2 + 1000)
      return answerWith(page, request)
    },
  }
}

function keyOfWeb({ method, url, headers }: Request): string | null {
  return visitorKey(method, url.slice(url.indexOf('/', 'https://'.length)), headers.get('cookie'))
}

function keyOfNode({ method, url = '', headers }: IncomingMessage): string | null {
  return url.startsWith('/') ? visitorKey(method, url, headers.cookie) : null
}

/** What tells one visitor's page from another's: address, question and language; null when the page is a person's own. */
function visitorKey(
  method: string | undefined,
  address: string,
  cookie: string | null | undefined,
): string | null {
  if (method !== 'GET' || address.length > longestAddress) return null
  return !cookie || languageOnly.test(cookie) ? `${cookie ?? ''} ${address}` : null
}

const languageOnly = /^langue=[a-z]{2}$/

function isKeepable(answer: Response): boolean {
  const { headers } = answer
  return (
    answer.status === 200 &&
    isSameForAll(headers) &&
    !headers.has('set-cookie') &&
    (headers.get('content-type') ?? '').startsWith('text/html')
  )
}

async function makePage(answer: Response, when: Pick<KeptPage, 'state' | 'town'>): Promise<KeptPage> {
  const body = new Uint8Array(await answer.arrayBuffer())
  const { 'x-request-id': _, ...headers } = Object.fromEntries(answer.headers)
  const kept = { ...headers, vary: 'Accept-Encoding, Cookie' }
  const digest = createHash('sha256').update(body).digest('base64url').slice(0, 22)
  // Weak: the same page travels in several encodings.
  const etag = `W/"${digest}"`
  return {
    ...when,
    body,
    headers: kept,
    flatHeaders: Object.entries({ ...kept, etag }).flat(),
    etag,
    packed: new Map(),
  }
}

async function answerWith(page: KeptPage, request: Request): Promise<Response> {
  const own = { etag: page.etag, 'x-request-id': randomUUID() }
  if (request.headers.get('if-none-match')?.includes(page.etag))
    return new Response(null, { status: 304, headers: { ...page.headers, ...own } })
  const encoding = bestEncoding(request.headers.get('accept-encoding'))
  const body = Buffer.from(await packedBody(page, encoding), 'latin1')
  const named = encoding === 'identity' ? {} : { 'content-encoding': encoding }
  return new Response(body, { headers: { ...page.headers, ...own, ...named } })
}

/** The same answer, on Node's own response; true once it is written. */
function writeTo(response: ServerResponse, page: KeptPage, request: IncomingMessage): true | Promise<true> {
  if (request.headers['if-none-match']?.includes(page.etag)) {
    response.writeHead(304, [...page.flatHeaders, 'x-request-id', randomUUID()]).end()
    return true
  }
  const encoding = bestEncoding(String(request.headers['accept-encoding'] ?? '') || null)
  const known = page.packed.get(encoding)
  if (known === undefined) return packedBody(page, encoding).then(() => writeTo(response, page, request))
  const headers = [...page.flatHeaders, 'content-length', String(known.length), 'x-request-id', randomUUID()]
  if (encoding !== 'identity') headers.push('content-encoding', encoding)
  response.writeHead(200, headers).end(known, 'latin1')
  return true
}

async function packedBody(page: KeptPage, encoding: Encoding): Promise<string> {
  const known = page.packed.get(encoding)
  if (known !== undefined) return known
  const made = Buffer.from(await compress(page.body, encoding)).toString('latin1')
  page.packed.set(encoding, made)
  return made
}
