import { DavRefusal } from '../dav-refusal.ts'
import { type Exchange, hrefIn } from '../exchange.ts'
import { multistatus } from '../multistatus.ts'
import { parentOf } from '../path.ts'
import type { Resource, StoredObject } from '../store.ts'
import { davElement, type XmlElement } from '../xml-element.ts'
import { floatingZone } from './calendar-zone.ts'
import { type ComponentFilter, parseFilter } from './filter.ts'
import { matchesFilter } from './matches-filter.ts'
import { objectResponse, parseObjectProperties } from './object-response.ts'
import { readStored } from './read-stored.ts'

/** The objects of a calendar that a filter asks for (RFC 4791 §7.8). */
export async function answerQuery(exchange: Exchange, target: Resource, body: XmlElement): Promise<Response> {
  const filter = parseFilter(body)
  const asked = parseObjectProperties(body)
  const floating = floatingZone(exchange, target, body)
  const responses: XmlElement[] = []
  for (const stored of await objectsIn(exchange, target, filter)) {
    const object = readStored(stored)
    // Each object has steps of its own: a rule without end in one must not hide the others.
    if (!matchesFilter(object, filter, floating, { left: exchange.limit.steps })) continue
    responses.push(await objectResponse(exchange, { ...stored, object }, asked, floating))
  }
  return multistatus(responses)
}

async function objectsIn(
  exchange: Exchange,
  target: Resource,
  filter: ComponentFilter,
): Promise<readonly StoredObject[]> {
  if (target.kind === 'file') return exchange.store.objectsNamed(parentOf(target.path), target.path.slice(-1))
  if (target.kind !== 'calendar')
    throw new DavRefusal(403, `${hrefIn(exchange, target)} is not a calendar`, davElement('supported-report'))
  const [inner] = filter.components
  const isNarrow = filter.components.length === 1 && inner !== undefined && !inner.isAbsent
  const range = isNarrow ? inner.range : null
  const finite = (bound: number | undefined) => (bound !== undefined && Number.isFinite(bound) ? bound : null)
  return exchange.store.objects(target.path, {
    component: isNarrow ? inner.name.toUpperCase() : null,
    from: finite(range?.from),
    to: finite(range?.to),
  })
}
