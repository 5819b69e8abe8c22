import { DavRefusal } from '../dav-refusal.ts'
import { depthOf, type Exchange, findTarget, hrefIn } from '../exchange.ts'
import { allProperties, propertyOf } from '../live-properties.ts'
import { multistatus, type PropertyGroup, propertyResponse } from '../multistatus.ts'
import { namespaces } from '../namespaces.ts'
import { readXml } from '../read-body.ts'
import type { Resource } from '../store.ts'
import { davElement, elementsIn, firstIn, type XmlElement, type XmlName, xmlElement } from '../xml-element.ts'

type Asked =
  | { readonly kind: 'all'; readonly also: readonly XmlName[] }
  | { readonly kind: 'names' }
  | { readonly kind: 'these'; readonly names: readonly XmlName[] }

/** Properties of a resource, and of the members of a collection (RFC 4918 §9.1). */
export async function answerPropfind(exchange: Exchange): Promise<Response> {
  const depth = depthOf(exchange, 'infinity')
  const target = await findTarget(exchange)
  const asked = parseAsked(await readXml(exchange))
  if (depth === 'infinity' && target.kind !== 'file')
    throw new DavRefusal(403, 'ask level by level', davElement('propfind-finite-depth'))
  const members = depth === '1' && target.kind !== 'file' ? await exchange.store.members(target.path) : []
  const responses: XmlElement[] = []
  for (const resource of [target, ...members])
    responses.push(propertyResponse(hrefIn(exchange, resource), await groupsFor(exchange, resource, asked)))
  return multistatus(responses)
}

function parseAsked(body: XmlElement | null): Asked {
  if (!body) return { kind: 'all', also: [] }
  if (body.namespace !== namespaces.dav || body.name !== 'propfind')
    throw new DavRefusal(400, 'the body of PROPFIND is <propfind>')
  const include = firstIn(body, namespaces.dav, 'include')
  if (firstIn(body, namespaces.dav, 'allprop'))
    return { kind: 'all', also: include ? elementsIn(include) : [] }
  if (firstIn(body, namespaces.dav, 'propname')) return { kind: 'names' }
  const prop = firstIn(body, namespaces.dav, 'prop')
  if (!prop) throw new DavRefusal(400, '<propfind> asks nothing')
  return { kind: 'these', names: elementsIn(prop) }
}

async function groupsFor(exchange: Exchange, resource: Resource, asked: Asked): Promise<PropertyGroup[]> {
  if (asked.kind === 'these') return namedGroups(exchange, resource, asked.names)
  const all = await allProperties(exchange, resource)
  if (asked.kind === 'names')
    return [{ status: 200, properties: all.map(({ namespace, name }) => xmlElement(namespace, name)) }]
  return [{ status: 200, properties: all }, ...(await namedGroups(exchange, resource, asked.also))]
}

/** The properties asked for: those that it has, and the names of those that it has not. */
export async function namedGroups(
  exchange: Exchange,
  resource: Resource,
  names: readonly XmlName[],
): Promise<PropertyGroup[]> {
  const found: XmlElement[] = []
  const missing: XmlElement[] = []
  for (const name of names) {
    const value = await propertyOf(exchange, resource, name)
    if (value) found.push(value)
    else missing.push(xmlElement(name.namespace, name.name))
  }
  // RFC 8144: a client that knows what it asked for may do without the list of what lacks.
  const isMinimal = /\breturn=minimal\b/i.test(exchange.request.headers.get('prefer') ?? '')
  return [
    { status: 200, properties: found },
    { status: 404, properties: isMinimal ? [] : missing },
  ]
}
