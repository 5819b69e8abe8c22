import { promisify } from 'node:util'
import { brotliCompress, gzip, constants as zlib } from 'node:zlib'

export type Encoding = 'br' | 'gzip' | 'identity'

const gzipBytes = promisify(gzip)
const brotliBytes = promisify(brotliCompress)

/** What the person's program reads, the smallest first; `q=0` refuses. */
export function bestEncoding(accepted: string | null): Encoding {
  if (accepts(accepted, 'br')) return 'br'
  return accepts(accepted, 'gzip') ? 'gzip' : 'identity'
}

function accepts(accepted: string | null, encoding: string): boolean {
  const offer = accepted?.split(',').find((item) => item.trim().split(';')[0] === encoding)
  return offer !== undefined && !/;\s*q=0(\.0*)?\s*$/.test(offer)
}

/** Levels that a page just made can wait for: a few thousandths of a second for the largest. */
const gzipLevel = 5
const brotliLevel = 4

export async function compress(
  bytes: Uint8Array<ArrayBuffer>,
  encoding: Encoding,
): Promise<Uint8Array<ArrayBuffer>> {
  if (encoding === 'identity') return bytes
  const packed =
    encoding === 'gzip'
      ? await gzipBytes(bytes, { level: gzipLevel })
      : await brotliBytes(bytes, { params: { [zlib.BROTLI_PARAM_QUALITY]: brotliLevel } })
  return new Uint8Array(packed)
}

const texts = /^(text\/|image\/svg|application\/([a-z.+-]*\+)?(json|xml|javascript))/
/** Shorter texts travel in one packet anyway. */
const shortest = 1000

/** The answer as the person's program reads it best; only texts that are not compressed already become smaller. */
export async function compressAnswer(answer: Response, request: Request): Promise<Response> {
  const type = answer.headers.get('content-type') ?? ''
  if (request.method === 'HEAD' || !texts.test(type) || answer.headers.has('content-encoding')) return answer
  answer.headers.append('Vary', 'Accept-Encoding')
  const encoding = bestEncoding(request.headers.get('accept-encoding'))
  if (encoding === 'identity') return answer
  const bytes = new Uint8Array(await answer.arrayBuffer())
  const headers = new Headers(answer.headers)
  if (bytes.length < shortest) return new Response(bytes, { status: answer.status, headers })
  headers.set('Content-Encoding', encoding)
  headers.delete('Content-Length')
  return new Response(await compress(bytes, encoding), { status: answer.status, headers })
}
