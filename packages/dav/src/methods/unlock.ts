import { DavRefusal } from '../dav-refusal.ts'
import { type Exchange, findTarget } from '../exchange.ts'
import { davElement } from '../xml-element.ts'
import { answerOptions } from './options.ts'

/** Gives a lock back (RFC 4918 §9.11). Some clients leave out the angle brackets of the token. */
export async function answerUnlock(exchange: Exchange): Promise<Response> {
  const { locks, path, request, user } = exchange
  if (!locks) return answerOptions(exchange, 405)
  await findTarget(exchange)
  const token = request.headers
    .get('lock-token')
    ?.trim()
    .replace(/^<(.*)>$/, '$1')
  if (!token) throw new DavRefusal(400, 'Lock-Token is missing')
  const lock = (await locks.holding(path, exchange.now())).find((held) => held.token === token)
  if (!lock) throw new DavRefusal(409, 'no such lock here', davElement('lock-token-matches-request-uri'))
  if (lock.userId !== user.id) throw new DavRefusal(403, 'the lock of somebody else')
  await locks.remove(token)
  return new Response(null, { status: 204 })
}
