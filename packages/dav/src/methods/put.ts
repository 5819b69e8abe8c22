import { checkCalendarContent } from '../calendar/check-calendar-content.ts'
import { checkLocks } from '../check-locks.ts'
import { checkConditions } from '../conditions.ts'
import { DavRefusal } from '../dav-refusal.ts'
import type { Exchange } from '../exchange.ts'
import { parentOf } from '../path.ts'
import { readBytes, streamBody } from '../read-body.ts'
import type { NewContent, Resource } from '../store.ts'
import { storeRefusal } from '../store-refusal.ts'

/** Writes a file, or an object of a calendar after checking that every client will be able to read it. */
export async function answerPut(exchange: Exchange): Promise<Response> {
  const { path, request, store } = exchange
  if (request.headers.has('content-range'))
    throw new DavRefusal(400, 'a PUT is of the whole (RFC 9110 §14.5)')
  const existing = await store.find(path)
  if (path.length === 0 || (existing && existing.kind !== 'file'))
    throw new DavRefusal(405, 'a collection cannot be written over')
  const parent = await findParent(exchange)
  const expected = await checkConditions(exchange, existing)
  await checkLocks(exchange, path, existing ? 'content' : 'membership')
  const written = await store.write(path, { ...(await contentFor(exchange, parent)), expected })
  if (!written.ok) throw storeRefusal(exchange, written)
  return new Response(null, {
    status: written.isNew ? 201 : 204,
    headers: written.etag === null ? {} : { ETag: written.etag },
  })
}

/** The collection that would hold the resource of the request; 409 when there is none (RFC 4918 §9.7.1). */
export async function findParent({ store, path }: Pick<Exchange, 'store' | 'path'>): Promise<Resource> {
  const parent = await store.find(parentOf(path))
  if (!parent || parent.kind === 'file') throw new DavRefusal(409, 'the collection above does not exist')
  return parent
}

async function contentFor(exchange: Exchange, parent: Resource): Promise<Omit<NewContent, 'expected'>> {
  const contentType = exchange.request.headers.get('content-type') ?? 'application/octet-stream'
  if (!parent.calendar)
    return { content: streamBody(exchange, exchange.limit.file), contentType, object: null }
  const content = await readBytes(exchange, exchange.limit.calendarObject)
  return {
    content,
    contentType: 'text/calendar; charset=utf-8',
    object: checkCalendarContent(content, parent.calendar),
  }
}
