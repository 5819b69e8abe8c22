import { checkConditions } from '../conditions.ts'
import { DavRefusal } from '../dav-refusal.ts'
import { type Exchange, findTarget } from '../exchange.ts'

/** GET and HEAD of a file. */
export async function answerGet(exchange: Exchange): Promise<Response> {
  const resource = await findTarget(exchange)
  if (resource.kind !== 'file') throw new DavRefusal(405, 'a collection is read with PROPFIND')
  await checkConditions(exchange, resource)
  const headers = new Headers({
    'Content-Type': resource.contentType ?? 'application/octet-stream',
    // What people put here is never run as a page of this site.
    'Content-Disposition': 'attachment',
    'X-Content-Type-Options': 'nosniff',
  })
  if (resource.etag !== null) headers.set('ETag', resource.etag)
  if (resource.modifiedAt) headers.set('Last-Modified', resource.modifiedAt.toUTCString())
  if (resource.size !== null) headers.set('Content-Length', String(resource.size))
  if (exchange.request.method === 'HEAD') return new Response(null, { headers })
  const content = await exchange.store.read(exchange.path)
  if (content === null) throw new DavRefusal(404, 'nothing at this address')
  return new Response(content instanceof Uint8Array ? new Uint8Array(content) : content, { headers })
}
