import { DavRefusal } from '../dav-refusal.ts'
import type { Exchange } from '../exchange.ts'
import { multistatus, statusResponse } from '../multistatus.ts'
import { namespaces } from '../namespaces.ts'
import { hrefOf, isWithin, type Path, parentOf, pathKey, pathOf } from '../path.ts'
import type { Resource, StoredObject } from '../store.ts'
import { elementsIn, textIn, type XmlElement } from '../xml-element.ts'
import { floatingZone } from './calendar-zone.ts'
import { objectResponse, parseObjectProperties } from './object-response.ts'

/** The objects of these addresses, all at once (RFC 4791 §7.9). */
export async function answerMultiget(
  exchange: Exchange,
  target: Resource,
  body: XmlElement,
): Promise<Response> {
  const asked = parseObjectProperties(body)
  const floating = floatingZone(exchange, target, body)
  const hrefs = elementsIn(body, namespaces.dav, 'href').map((href) => textIn(href).trim())
  if (hrefs.length === 0) throw new DavRefusal(400, 'calendar-multiget names addresses')
  const paths = hrefs.map((href) => pathIn(exchange, target, href))
  const found = await objectsAt(exchange, paths)
  const responses: XmlElement[] = []
  for (const [index, path] of paths.entries()) {
    const stored = path && found.get(pathKey(path))
    responses.push(
      stored
        ? await objectResponse(exchange, { ...stored, object: null }, asked, floating)
        : statusResponse(path ? hrefOf(exchange.prefix, path, false) : (hrefs[index] ?? ''), 404),
    )
  }
  return multistatus(responses)
}

function pathIn({ url, prefix }: Exchange, target: Resource, href: string): Path | null {
  if (!URL.canParse(href, url)) return null
  const path = pathOf(prefix, new URL(href, url).pathname)
  return path && isWithin(target.path, path) ? path : null
}

async function objectsAt(
  { store }: Exchange,
  paths: readonly (Path | null)[],
): Promise<ReadonlyMap<string, StoredObject>> {
  const known = paths.flatMap((path) => (path && path.length > 0 ? [path] : []))
  const byCalendar = Map.groupBy(known, (path) => pathKey(parentOf(path)))
  const found: StoredObject[] = []
  for (const [first, ...others] of byCalendar.values()) {
    if (!first) continue
    const names = [first, ...others].map((path) => path.at(-1) ?? '')
    found.push(...(await store.objectsNamed(parentOf(first), names)))
  }
  return new Map(found.map((stored) => [pathKey(stored.resource.path), stored]))
}
