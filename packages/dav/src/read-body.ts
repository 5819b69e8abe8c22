import { DavRefusal } from './dav-refusal.ts'
import type { Exchange } from './exchange.ts'
import { parseXml } from './parse-xml.ts'
import type { XmlElement } from './xml-element.ts'

/** The bytes that were sent, up to a number of them: 413 as soon as there are more, whatever the length announced. */
export async function readBytes({ request }: Exchange, most: number): Promise<Uint8Array> {
  checkAnnounced(request, most)
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of request.body ?? []) {
    size += piece.length
    if (size > most) refuse(most)
    pieces.push(piece)
  }
  const all = new Uint8Array(size)
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}

/** The same as a stream, for files: the stream breaks where the limit is passed. */
export function streamBody({ request }: Exchange, most: number): ReadableStream<Uint8Array> | Uint8Array {
  checkAnnounced(request, most)
  if (!request.body) return new Uint8Array()
  let size = 0
  return request.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(piece, controller) {
        size += piece.length
        if (size > most) controller.error(new DavRefusal(413, `more than ${most} bytes`))
        else controller.enqueue(piece)
      },
    }),
  )
}

/** The XML that was sent; null for an empty body. */
export async function readXml(exchange: Exchange): Promise<XmlElement | null> {
  const bytes = await readBytes(exchange, exchange.limit.xml)
  if (bytes.length === 0) return null
  return parseXml(readText(bytes, () => new DavRefusal(400, 'XML is UTF-8 here')))
}

/** UTF-8, or UTF-16 where its mark says so. */
export function readText(bytes: Uint8Array, refusal: () => DavRefusal): string {
  const [first, second] = bytes
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  try {
    return new TextDecoder(isUtf16 ? (first === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8', {
      fatal: true,
    }).decode(bytes)
  } catch {
    throw refusal()
  }
}

function checkAnnounced(request: Request, most: number): void {
  if (Number(request.headers.get('content-length') ?? 0) > most) refuse(most)
}

function refuse(most: number): never {
  throw new DavRefusal(413, `more than ${most} bytes`)
}
