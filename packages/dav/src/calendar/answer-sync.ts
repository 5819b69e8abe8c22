import { DavRefusal } from '../dav-refusal.ts'
import { type Exchange, hrefIn } from '../exchange.ts'
import { tokenAddress } from '../live-properties.ts'
import { multistatus, statusResponse } from '../multistatus.ts'
import { namespaces } from '../namespaces.ts'
import { hrefOf } from '../path.ts'
import type { Resource } from '../store.ts'
import { davElement, firstIn, textIn, type XmlElement } from '../xml-element.ts'
import { floatingZone } from './calendar-zone.ts'
import { objectResponse, parseObjectProperties } from './object-response.ts'

/** What changed in a calendar since a token (RFC 6578 §3.2). */
export async function answerSync(exchange: Exchange, target: Resource, body: XmlElement): Promise<Response> {
  if (target.kind !== 'calendar')
    throw new DavRefusal(403, 'only calendars are kept in step', davElement('supported-report'))
  const level = firstIn(body, namespaces.dav, 'sync-level')
  if (level && textIn(level).trim() === 'infinite')
    throw new DavRefusal(403, 'a calendar has one level', davElement('sync-traversal-supported'))
  const most = mostAsked(exchange, body)
  const changes = await exchange.store.changes(target.path, tokenIn(body), most)
  if (!changes) throw invalidToken()
  const asked = parseObjectProperties(body)
  const floating = floatingZone(exchange, target, body)
  const texts = asked.data ? await textsOf(exchange, target, changes.changed) : new Map<string, string>()
  const responses: XmlElement[] = []
  for (const resource of changes.changed) {
    const text = texts.get(resource.path.at(-1) ?? '') ?? ''
    responses.push(await objectResponse(exchange, { resource, text, object: null }, asked, floating))
  }
  for (const path of changes.removed)
    responses.push(statusResponse(hrefOf(exchange.prefix, path, false), 404))
  if (changes.isPartial)
    responses.push(
      statusResponse(hrefIn(exchange, target), 507, davElement('number-of-matches-within-limits')),
    )
  return multistatus(responses, [davElement('sync-token', tokenAddress(changes.token))])
}

/** Null on the first time: an empty element, or none. */
function tokenIn(body: XmlElement): string | null {
  const element = firstIn(body, namespaces.dav, 'sync-token')
  const text = element ? textIn(element).trim() : ''
  if (text === '') return null
  const [, token] = /^data:,(.+)$/.exec(text) ?? []
  if (token === undefined) throw invalidToken()
  try {
    return decodeURIComponent(token)
  } catch {
    throw invalidToken()
  }
}

function invalidToken(): DavRefusal {
  return new DavRefusal(
    403,
    'this token is none of this calendar: start afresh',
    davElement('valid-sync-token'),
  )
}

function mostAsked({ limit }: Exchange, body: XmlElement): number {
  const element = firstIn(body, namespaces.dav, 'limit')
  const asked = Number(element ? textIn(element).trim() : limit.changes)
  if (!Number.isInteger(asked) || asked < 1) throw new DavRefusal(400, 'a limit is a whole number')
  return Math.min(asked, limit.changes)
}

async function textsOf(
  { store }: Exchange,
  { path }: Resource,
  changed: readonly Resource[],
): Promise<Map<string, string>> {
  const names = changed.map((resource) => resource.path.at(-1) ?? '')
  const objects = await store.objectsNamed(path, names)
  return new Map(objects.map(({ resource, text }) => [resource.path.at(-1) ?? '', text]))
}
