import { DavRefusal } from './dav-refusal.ts'
import type { Exchange } from './exchange.ts'
import type { IfCondition, IfList } from './if-header.ts'
import { type Path, pathOf } from './path.ts'
import type { Expected, Resource } from './store.ts'

/**
 * Checks `If-Match`, `If-None-Match` and `If` against what is at the address of the request; what the change must still find.
 * Throws a `DavRefusal` 412, or 304 for a reading that brings nothing new.
 */
export async function checkConditions(exchange: Exchange, resource: Resource | null): Promise<Expected> {
  const { headers, method } = exchange.request
  const match = headers.get('if-match')
  const noneMatch = headers.get('if-none-match')
  if (match !== null && !isListed(match, resource)) fail('If-Match')
  if (noneMatch !== null && isListed(noneMatch, resource)) {
    if (method === 'GET' || method === 'HEAD') throw new DavRefusal(304, 'not modified')
    fail('If-None-Match')
  }
  if (exchange.ifHeader && !(await someHolds(exchange, exchange.ifHeader, resource))) fail('If')
  if (match !== null && resource?.etag) return { etag: resource.etag }
  return noneMatch?.trim() === '*' ? 'absent' : 'any'
}

function fail(header: string): never {
  throw new DavRefusal(412, `${header}: it is not what you know`)
}

function isListed(header: string, resource: Resource | null): boolean {
  if (!resource) return false
  if (header.trim() === '*') return true
  const known: readonly string[] = header.match(/(?:W\/)?"[^"]*"/g) ?? []
  return resource.etag !== null && known.includes(resource.etag)
}

async function someHolds(
  exchange: Exchange,
  lists: readonly IfList[],
  resource: Resource | null,
): Promise<boolean> {
  for (const list of lists) if (await allHold(exchange, list, resource)) return true
  return false
}

async function allHold(exchange: Exchange, list: IfList, target: Resource | null): Promise<boolean> {
  const path = list.about === null ? exchange.path : pathAt(exchange, list.about)
  if (path === null) return false
  const resource = list.about === null ? target : await exchange.store.find(path)
  const locks = (await exchange.locks?.holding(path, exchange.now())) ?? []
  const isTrue = ({ kind, value }: IfCondition) =>
    kind === 'etag' ? resource?.etag === value : locks.some((lock) => lock.token === value)
  return list.conditions.every((condition) => isTrue(condition) !== condition.isNegated)
}

function pathAt(exchange: Exchange, address: string): Path | null {
  if (!URL.canParse(address, exchange.url)) return null
  const url = new URL(address, exchange.url)
  return url.host === exchange.url.host ? pathOf(exchange.prefix, url.pathname) : null
}
