import { get, type IncomingHttpHeaders } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'

/** A thing that a browser fetches, in bytes as they travelled. */
export interface Fetched {
  readonly address: string
  readonly bytes: number
}

/** What a first visit to a page fetches: the page, what it names, and the fonts and scripts that those name in turn. */
export async function measureFirstLoad(origin: string, path: string): Promise<readonly Fetched[]> {
  const fetched = new Map<string, Fetched>()
  const waiting = [path]
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    if (fetched.has(address)) continue
    const whole = await fetchWhole(new URL(address, origin))
    fetched.set(address, { address, bytes: whole.body.length })
    waiting.push(...namedIn(textOf(whole)).map((name) => new URL(name, new URL(address, origin)).pathname))
  }
  return [...fetched.values()]
}

const named = [
  /<(?:link|script|img)\b[^>]*?\b(?:href|src)="([^"]+)"/g,
  /url\(["']?([^"')]+\.woff2)["']?\)/g,
  /\bfrom ?"(\.[^"]+)"|\bimport ?"(\.[^"]+)"/g,
]

function namedIn(text: string): string[] {
  return named.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, first, second]) => first ?? second ?? ''),
  )
}

export interface Whole {
  /** As it travelled. */
  readonly body: Buffer
  readonly headers: IncomingHttpHeaders
}

/** An answer with its body as it travelled, asked for as browsers do. */
export function fetchWhole(url: URL): Promise<Whole> {
  return new Promise((resolve, reject) => {
    const request = get(url, { headers: { 'accept-encoding': 'gzip, deflate, br' } }, async (answer) => {
      const chunks: Buffer[] = []
      for await (const chunk of answer) chunks.push(chunk)
      if (answer.statusCode === 200) resolve({ body: Buffer.concat(chunks), headers: answer.headers })
      else reject(new Error(`${url.pathname}: status ${answer.statusCode}`))
    })
    request.on('error', reject)
  })
}

function textOf({ body, headers }: Whole): string {
  if (headers['content-type']?.startsWith('font/')) return ''
  const encoding = headers['content-encoding']
  if (encoding === 'br') return brotliDecompressSync(body).toString()
  return (encoding === 'gzip' ? gunzipSync(body) : body).toString()
}
