import { checkLocks } from '../check-locks.ts'
import { checkConditions } from '../conditions.ts'
import { DavRefusal } from '../dav-refusal.ts'
import { depthOf, type Exchange, findTarget } from '../exchange.ts'
import { storeRefusal } from '../store-refusal.ts'

/** Removes a resource with everything below it: all, or nothing. */
export async function answerDelete(exchange: Exchange): Promise<Response> {
  const { path, store, locks } = exchange
  const resource = await findTarget(exchange)
  if (path.length === 0) throw new DavRefusal(403, 'the root stays')
  if (resource.kind !== 'file' && depthOf(exchange, 'infinity') !== 'infinity')
    throw new DavRefusal(400, 'a collection goes with all that it holds: Depth is infinity (RFC 4918 §9.6.1)')
  const expected = await checkConditions(exchange, resource)
  await checkLocks(exchange, path, 'membership')
  await checkLocks(exchange, path, 'tree')
  const removed = await store.remove(path, expected)
  if (!removed.ok) throw storeRefusal(exchange, removed)
  await locks?.removeWithin(path)
  return new Response(null, { status: 204 })
}
