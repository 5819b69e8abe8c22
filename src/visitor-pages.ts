import { createHash, randomUUID } from 'node:crypto'
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
  readonly etag: string
  /** The body as it travels, in each encoding that was asked for: compressed once. */
  readonly packed: Map<Encoding, Uint8Array<ArrayBuffer>>
}

const megabyte = 1024 * 1024
/** Addresses with a question apart: whoever invents questions pushes out no page that people come for. */
const mostPlain = 24 * megabyte
const mostAsked = 8 * megabyte
const longestAddress = 300

/**
 * Answers visitors from memory. A page is kept when the site says that it is the same for all of them, and answers as long
 * as no transaction has written since it was made, in any process, and the day is the same: nobody reads an old page.
 * Whoever has a cookie of this site, beside the language, goes past.
 */
export function keepVisitorPages(
  site: Site,
  services: Pick<Services, 'dataVersion' | 'clock' | 'town'>,
  onKept: () => void,
): Site {
  const plain = openByteMemory<KeptPage>(mostPlain)
  const asked = openByteMemory<KeptPage>(mostAsked)

  return async (request, env) => {
    const key = visitorKey(request)
    if (key === null) return compressAnswer(await site(request, env), request)
    const memory = key.includes('?') ? asked : plain
    // Asked before the page is made: what is written meanwhile makes the page old, never the reverse.
    const state = `${services.clock.today()} ${await services.dataVersion()}`
    const { town } = services
    const kept = memory.get(key)
    if (kept?.state === state && kept.town === town) {
      onKept()
      return answerWith(kept, request)
    }
    const answer = await site(request, env)
    if (!isKeepable(answer)) return compressAnswer(answer, request)
    const page = await makePage(answer, { state, town })
    // Its compressed forms are smaller than the body: twice its size holds them both.
    memory.set(key, page, page.body.length * 2 + 1000)
    return answerWith(page, request)
  }
}

/** What tells one visitor's page from another's: address, question and language; null when the page is a person's own. */
function visitorKey(request: Request): string | null {
  if (request.method !== 'GET') return null
  const address = request.url.slice(request.url.indexOf('/', 'https://'.length))
  if (address.length > longestAddress) return null
  const cookie = request.headers.get('cookie') ?? ''
  return cookie === '' || languageOnly.test(cookie) ? `${cookie} ${address}` : null
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
  const digest = createHash('sha256').update(body).digest('base64url').slice(0, 22)
  return {
    ...when,
    body,
    headers: { ...headers, vary: 'Accept-Encoding, Cookie' },
    // Weak: the same page travels in several encodings.
    etag: `W/"${digest}"`,
    packed: new Map(),
  }
}

async function answerWith(page: KeptPage, request: Request): Promise<Response> {
  const own = { etag: page.etag, 'x-request-id': randomUUID() }
  if (request.headers.get('if-none-match')?.includes(page.etag))
    return new Response(null, { status: 304, headers: { ...page.headers, ...own } })
  const encoding = bestEncoding(request.headers.get('accept-encoding'))
  const body = await packedBody(page, encoding)
  const named = encoding === 'identity' ? {} : { 'content-encoding': encoding }
  return new Response(body, { headers: { ...page.headers, ...own, ...named } })
}

async function packedBody(page: KeptPage, encoding: Encoding): Promise<Uint8Array<ArrayBuffer>> {
  const known = page.packed.get(encoding)
  if (known) return known
  const made = await compress(page.body, encoding)
  page.packed.set(encoding, made)
  return made
}
