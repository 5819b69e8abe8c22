import { checkLocks } from '../check-locks.ts'
import { checkConditions } from '../conditions.ts'
import { DavRefusal } from '../dav-refusal.ts'
import type { Exchange } from '../exchange.ts'
import { isLive } from '../live-properties.ts'
import { namespaces } from '../namespaces.ts'
import { readXml } from '../read-body.ts'
import type { ComponentKind, NewCollection } from '../store.ts'
import { storeRefusal } from '../store-refusal.ts'
import {
  attributeOf,
  caldavElement,
  davElement,
  elementsIn,
  firstIn,
  type XmlElement,
} from '../xml-element.ts'
import { findParent } from './put.ts'

/** MKCOL, plain or extended (RFC 5689), and MKCALENDAR (RFC 4791 §5.3.1). */
export async function answerMakeCollection(exchange: Exchange): Promise<Response> {
  const { path, request, store } = exchange
  const existing = await store.find(path)
  if (existing) throw new DavRefusal(405, 'there is something already', davElement('resource-must-be-null'))
  const parent = await findParent(exchange)
  const asked = collectionAsked(request.method, await bodyOf(exchange))
  if (parent.kind === 'calendar') {
    const condition = asked.calendar ? caldavElement('calendar-collection-location-ok') : null
    throw new DavRefusal(403, 'a calendar holds no collection (RFC 4791 §4.2)', condition)
  }
  await checkConditions(exchange, null)
  await checkLocks(exchange, path, 'membership')
  const made = await store.makeCollection(path, asked)
  if (!made.ok && made.refusal === 'forbidden' && asked.calendar)
    throw new DavRefusal(403, 'no calendar here', caldavElement('calendar-collection-location-ok'))
  if (!made.ok) throw storeRefusal(exchange, made)
  return new Response(null, { status: 201, headers: { 'Cache-Control': 'no-cache' } })
}

async function bodyOf(exchange: Exchange): Promise<XmlElement | null> {
  const type = exchange.request.headers.get('content-type') ?? ''
  const isOther = exchange.request.method === 'MKCOL' && type !== '' && !/[/+]xml\b/i.test(type)
  if (isOther && exchange.request.body) throw new DavRefusal(415, 'the body of MKCOL is XML')
  return readXml(exchange)
}

function collectionAsked(method: string, body: XmlElement | null): NewCollection {
  const isCalendarMethod = method === 'MKCALENDAR'
  const root = isCalendarMethod ? [namespaces.caldav, 'mkcalendar'] : [namespaces.dav, 'mkcol']
  if (body && (body.namespace !== root[0] || body.name !== root[1]))
    throw new DavRefusal(isCalendarMethod ? 400 : 415, `the body of ${method} is <${root[1]}>`)
  const properties = body ? propertiesSet(body) : []
  const type = properties.find(
    ({ namespace, name }) => namespace === namespaces.dav && name === 'resourcetype',
  )
  const isCalendar = isCalendarMethod || (type && firstIn(type, namespaces.caldav, 'calendar') !== null)
  return {
    calendar: isCalendar ? { components: componentsOf(properties) } : null,
    properties: properties.filter((property) => !isLive(property)),
  }
}

function propertiesSet(body: XmlElement): XmlElement[] {
  return elementsIn(body, namespaces.dav, 'set').flatMap((set) =>
    elementsIn(set, namespaces.dav, 'prop').flatMap((prop) => elementsIn(prop)),
  )
}

const known: readonly ComponentKind[] = ['VEVENT', 'VTODO', 'VJOURNAL']

/** The kinds of objects that the calendar shall hold; all where the client does not say. */
function componentsOf(properties: readonly XmlElement[]): ComponentKind[] {
  const set = properties.find(
    ({ namespace, name }) => namespace === namespaces.caldav && name === 'supported-calendar-component-set',
  )
  if (!set) return [...known]
  const names = elementsIn(set, namespaces.caldav, 'comp').map((comp) =>
    attributeOf(comp, 'name')?.toUpperCase(),
  )
  const components = known.filter((kind) => names.includes(kind))
  if (components.length === 0)
    throw new DavRefusal(
      403,
      'no kind of object that is kept here',
      caldavElement('supported-calendar-component'),
    )
  return components
}
