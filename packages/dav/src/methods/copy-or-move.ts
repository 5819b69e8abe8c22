import { checkCalendarContent } from '../calendar/check-calendar-content.ts'
import { checkLocks } from '../check-locks.ts'
import { checkConditions } from '../conditions.ts'
import { DavRefusal } from '../dav-refusal.ts'
import { depthOf, type Exchange, findTarget } from '../exchange.ts'
import { hrefOf, isWithin, type Path, pathOf } from '../path.ts'
import type { Resource } from '../store.ts'
import { storeRefusal } from '../store-refusal.ts'
import { findParent } from './put.ts'

/** COPY and MOVE (RFC 4918 §9.8, §9.9). */
export async function answerCopy(exchange: Exchange): Promise<Response> {
  const { path: from, request, store, locks, prefix } = exchange
  const isMove = request.method === 'MOVE'
  const source = await findTarget(exchange)
  const to = destinationOf(exchange)
  const isDeep = depthAsked(exchange, source, isMove)
  if (isWithin(to, from) || (isWithin(from, to) && isDeep))
    throw new DavRefusal(403, 'source and destination hold one another')
  const parent = await findParent({ store, path: to })
  await checkConditions(exchange, source)
  const existing = await store.find(to)
  if (existing && mayNotReplace(request)) throw new DavRefusal(412, 'there is something already')
  await checkLocks(exchange, to, 'tree')
  if (!existing) await checkLocks(exchange, to, 'membership')
  if (isMove) await checkLocks(exchange, from, 'tree')
  if (isMove) await checkLocks(exchange, from, 'membership')
  await checkFits(exchange, source, parent)
  const done = isMove ? await store.move(from, to) : await store.copy(from, to, isDeep)
  if (!done.ok) throw storeRefusal(exchange, done)
  if (isMove) await locks?.removeWithin(from)
  if (existing) return new Response(null, { status: 204 })
  return new Response(null, {
    status: 201,
    headers: { Location: hrefOf(prefix, to, source.kind !== 'file') },
  })
}

function depthAsked(exchange: Exchange, { kind }: Resource, isMove: boolean): boolean {
  const depth = depthOf(exchange, 'infinity')
  if (depth === '1' || (isMove && kind !== 'file' && depth === '0'))
    throw new DavRefusal(400, 'Depth is infinity, or 0 to copy a collection alone')
  return depth === 'infinity'
}

/** Another server, or an address that is none of this tree, cannot be written to from here: 502 (RFC 4918 §9.8.5). */
function destinationOf({ request, url, prefix }: Exchange): Path {
  const text = request.headers.get('destination')
  if (text === null || !URL.canParse(text, url)) throw new DavRefusal(400, 'Destination is missing')
  const destination = new URL(text, url)
  const path = destination.host === url.host ? pathOf(prefix, destination.pathname) : null
  if (path === null) throw new DavRefusal(502, 'the destination is elsewhere')
  if (path.length === 0) throw new DavRefusal(403, 'the root stays')
  return path
}

function mayNotReplace({ headers }: Request): boolean {
  return headers.get('overwrite')?.trim().toUpperCase() === 'F'
}

/** What goes into a calendar is checked as if it were written there. */
async function checkFits({ store }: Exchange, source: Resource, parent: Resource): Promise<void> {
  if (!parent.calendar) return
  if (source.kind !== 'file') throw new DavRefusal(403, 'a calendar holds no collection (RFC 4791 §4.2)')
  const content = await store.read(source.path)
  if (content === null) throw new DavRefusal(404, 'nothing at this address')
  checkCalendarContent(new Uint8Array(await new Response(bodyOf(content)).arrayBuffer()), parent.calendar)
}

function bodyOf(content: Uint8Array | ReadableStream<Uint8Array>): BodyInit {
  return content instanceof Uint8Array ? new Uint8Array(content) : content
}
