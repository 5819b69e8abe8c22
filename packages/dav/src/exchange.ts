import { type DavLimits, type DavParts, usualLimits } from './dav-parts.ts'
import { DavRefusal } from './dav-refusal.ts'
import { type IfHeader, parseIfHeader } from './if-header.ts'
import { hrefOf, type Path, pathOf } from './path.ts'
import type { Resource } from './store.ts'

/** One request on its way: where it points, and what it is answered with. */
export interface Exchange extends DavParts {
  readonly request: Request
  readonly url: URL
  readonly path: Path
  readonly limit: DavLimits
  readonly ifHeader: IfHeader | null
}

/** Throws a `DavRefusal` for an address or a header that cannot be. */
export function openExchange(request: Request, parts: DavParts): Exchange {
  const url = new URL(request.url)
  // A client that forgot to escape `#` would change, or delete, the folder instead of its member.
  if (url.hash !== '') throw new DavRefusal(400, 'the address holds a #, which must be written %23')
  const path = pathOf(parts.prefix, url.pathname)
  if (path === null) throw new DavRefusal(404, 'no such address')
  const ifText = request.headers.get('if')
  return {
    ...parts,
    request,
    url,
    path,
    limit: { ...usualLimits, ...parts.limits },
    ifHeader: ifText === null ? null : parseIfHeader(ifText),
  }
}

export function hrefIn({ prefix }: DavParts, { path, kind }: Pick<Resource, 'path' | 'kind'>): string {
  return hrefOf(prefix, path, kind !== 'file')
}

/** The resource that the request points at; 404 when this user sees none. */
export async function findTarget(exchange: Exchange): Promise<Resource> {
  const resource = await exchange.store.find(exchange.path)
  if (!resource) throw new DavRefusal(404, 'nothing at this address')
  return resource
}

export type Depth = '0' | '1' | 'infinity'

export function depthOf({ request }: Exchange, otherwise: Depth): Depth {
  const text = request.headers.get('depth')?.trim().toLowerCase() ?? otherwise
  if (text === '0' || text === '1' || text === 'infinity') return text
  throw new DavRefusal(400, 'Depth is 0, 1 or infinity')
}
