import { supportedCollations } from './calendar/text-match.ts'
import { earliest, latest } from './calendar/time-bounds.ts'
import type { Exchange } from './exchange.ts'
import { lockDiscovery, supportedLock } from './lock-elements.ts'
import { namespaces } from './namespaces.ts'
import { hrefOf, type Path } from './path.ts'
import type { Resource } from './store.ts'
import {
  caldavElement,
  davElement,
  nameKey,
  type XmlElement,
  type XmlName,
  xmlElement,
} from './xml-element.ts'

type Compute = (resource: Resource, exchange: Exchange) => XmlElement | null | Promise<XmlElement | null>

const dav = (name: string) => nameKey({ namespace: namespaces.dav, name })
const caldav = (name: string) => nameKey({ namespace: namespaces.caldav, name })

/** What the server computes: nobody sets these (RFC 4918 §15, 4791 §5.2, 5397, 6578, 3744 in part). */
const live: Readonly<Record<string, Compute>> = {
  [dav('resourcetype')]: resourceType,
  [dav('creationdate')]: ({ createdAt }) =>
    createdAt && davElement('creationdate', createdAt.toISOString().replace(/\.\d+Z$/, 'Z')),
  [dav('getlastmodified')]: ({ modifiedAt }) =>
    modifiedAt && davElement('getlastmodified', modifiedAt.toUTCString()),
  [dav('getetag')]: ({ etag }) => (etag === null ? null : davElement('getetag', etag)),
  [dav('getcontentlength')]: ({ size }) =>
    size === null ? null : davElement('getcontentlength', String(size)),
  [dav('getcontenttype')]: ({ contentType }) =>
    contentType === null ? null : davElement('getcontenttype', contentType),
  [dav('lockdiscovery')]: async ({ path }, { locks, now, prefix }) =>
    locks && lockDiscovery(prefix, await locks.holding(path, now())),
  [dav('supportedlock')]: (_, { locks }) => locks && supportedLock,
  [dav('current-user-principal')]: (_, { user, prefix }) =>
    davElement('current-user-principal', [href(prefix, user.principal)]),
  [dav('principal-URL')]: ({ kind, path }, { prefix }) =>
    kind === 'principal' ? davElement('principal-URL', [href(prefix, path)]) : null,
  [dav('owner')]: ({ owner }, { prefix }) => owner && davElement('owner', [href(prefix, owner)]),
  [dav('current-user-privilege-set')]: privileges,
  [dav('supported-report-set')]: reports,
  [dav('sync-token')]: ({ calendar }) =>
    calendar && davElement('sync-token', tokenAddress(calendar.syncToken)),
  [nameKey({ namespace: namespaces.calendarServer, name: 'getctag' })]: ({ calendar }) =>
    calendar && xmlElement(namespaces.calendarServer, 'getctag', calendar.syncToken),
  [caldav('calendar-home-set')]: ({ person }, { prefix }) =>
    person?.calendarHome ? caldavElement('calendar-home-set', [href(prefix, person.calendarHome)]) : null,
  [caldav('calendar-user-address-set')]: ({ person }) =>
    person &&
    caldavElement(
      'calendar-user-address-set',
      person.addresses.map((address) => davElement('href', address)),
    ),
  [caldav('supported-calendar-component-set')]: ({ calendar }) =>
    calendar &&
    caldavElement(
      'supported-calendar-component-set',
      calendar.components.map((name) => caldavElement('comp', [], { name })),
    ),
  [caldav('supported-calendar-data')]: ({ calendar }) =>
    calendar &&
    caldavElement('supported-calendar-data', [
      caldavElement('calendar-data', [], { 'content-type': 'text/calendar', version: '2.0' }),
    ]),
  [caldav('supported-collation-set')]: ({ calendar }) =>
    calendar &&
    caldavElement(
      'supported-collation-set',
      supportedCollations.map((name) => caldavElement('supported-collation', name)),
    ),
  [caldav('max-resource-size')]: ({ calendar }, { limit }) =>
    calendar && caldavElement('max-resource-size', String(limit.calendarObject)),
  [caldav('min-date-time')]: ({ calendar }) => calendar && caldavElement('min-date-time', earliest.text),
  [caldav('max-date-time')]: ({ calendar }) => calendar && caldavElement('max-date-time', latest.text),
}

/** Those of RFC 4918, which `allprop` shows. The others are many, so they are asked for by name. */
const ofEverything = [
  'resourcetype',
  'creationdate',
  'getlastmodified',
  'getetag',
  'getcontentlength',
  'getcontenttype',
  'lockdiscovery',
  'supportedlock',
].map((name) => ({ namespace: namespaces.dav, name }))

export function isLive(name: XmlName): boolean {
  return Object.hasOwn(live, nameKey(name))
}

/** Value of a property of a resource, computed or kept; null where it has none. */
export async function propertyOf(
  exchange: Exchange,
  resource: Resource,
  name: XmlName,
): Promise<XmlElement | null> {
  const key = nameKey(name)
  const compute = Object.hasOwn(live, key) ? live[key] : undefined
  if (compute) return compute(resource, exchange)
  return resource.properties.find((kept) => nameKey(kept) === key) ?? null
}

/** Every property that `allprop` shows. */
export async function allProperties(exchange: Exchange, resource: Resource): Promise<XmlElement[]> {
  const computed = await Promise.all(ofEverything.map((name) => propertyOf(exchange, resource, name)))
  return [...computed.filter((value) => value !== null), ...resource.properties]
}

/** A sync token travels as an address (RFC 6578 §4). */
export function tokenAddress(token: string): string {
  return `data:,${encodeURIComponent(token)}`
}

function href(prefix: string, path: Path): XmlElement {
  return davElement('href', hrefOf(prefix, path, true))
}

function resourceType({ kind }: Resource): XmlElement {
  const collection = davElement('collection')
  if (kind === 'file') return davElement('resourcetype')
  if (kind === 'calendar') return davElement('resourcetype', [collection, caldavElement('calendar')])
  if (kind === 'principal') return davElement('resourcetype', [collection, davElement('principal')])
  return davElement('resourcetype', [collection])
}

const reading = ['read', 'read-current-user-privilege-set']
const writing = ['write', 'write-properties', 'write-content', 'bind', 'unbind']

function privileges({ kind, mayWrite }: Resource): XmlElement {
  const names = [...reading, ...(mayWrite ? writing : [])].map((name) => davElement(name))
  if (kind === 'calendar') names.push(caldavElement('read-free-busy'))
  return davElement(
    'current-user-privilege-set',
    names.map((name) => davElement('privilege', [name])),
  )
}

function reports({ kind }: Resource): XmlElement | null {
  if (kind !== 'calendar' && kind !== 'collection') return null
  const names = [
    caldavElement('free-busy-query'),
    ...(kind === 'calendar'
      ? [caldavElement('calendar-query'), caldavElement('calendar-multiget'), davElement('sync-collection')]
      : []),
  ]
  return davElement(
    'supported-report-set',
    names.map((name) => davElement('supported-report', [davElement('report', [name])])),
  )
}
