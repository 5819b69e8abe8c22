import { checkTimeZone } from '../calendar/check-time-zone.ts'
import { checkLocks } from '../check-locks.ts'
import { checkConditions } from '../conditions.ts'
import { DavRefusal } from '../dav-refusal.ts'
import { type Exchange, findTarget, hrefIn } from '../exchange.ts'
import { isLive } from '../live-properties.ts'
import { multistatus, propertyResponse } from '../multistatus.ts'
import { namespaces } from '../namespaces.ts'
import { readXml } from '../read-body.ts'
import type { PropertyChange } from '../store.ts'
import { storeRefusal } from '../store-refusal.ts'
import { davElement, elementsIn, type XmlElement, xmlElement } from '../xml-element.ts'

/** Sets and removes properties: all of them, or none (RFC 4918 §9.2). */
export async function answerProppatch(exchange: Exchange): Promise<Response> {
  const resource = await findTarget(exchange)
  const body = await readXml(exchange)
  if (body?.namespace !== namespaces.dav || body.name !== 'propertyupdate')
    throw new DavRefusal(400, 'the body of PROPPATCH is <propertyupdate>')
  const changes = elementsIn(body).flatMap(changesIn)
  await checkConditions(exchange, resource)
  await checkLocks(exchange, exchange.path, 'content')
  const href = hrefIn(exchange, resource)
  const isRefused = ({ name }: PropertyChange) => isLive(name)
  if (changes.some(isRefused)) return multistatus([refusedResponse(href, changes, isRefused)])
  for (const { value } of changes) if (value) checkTimeZone(value)
  const done = await exchange.store.setProperties(exchange.path, changes)
  if (!done.ok) {
    if (done.refusal !== 'forbidden') throw storeRefusal(exchange, done)
    return multistatus([propertyResponse(href, [{ status: 403, properties: changes.map(nameOf) }])])
  }
  return multistatus([propertyResponse(href, [{ status: 200, properties: changes.map(nameOf) }])])
}

/** Changes in their order: a later one of the same property wins. */
function changesIn(step: XmlElement): PropertyChange[] {
  if (step.namespace !== namespaces.dav || (step.name !== 'set' && step.name !== 'remove')) return []
  return elementsIn(step, namespaces.dav, 'prop').flatMap((prop) =>
    elementsIn(prop).map((name) => ({ name, value: step.name === 'set' ? withLanguage(name, prop) : null })),
  )
}

/** The language said once for all the properties belongs to each (RFC 4918 §4.3). */
function withLanguage(property: XmlElement, prop: XmlElement): XmlElement {
  const isLanguage = ({ namespace, name }: XmlElement['attributes'][number]) =>
    namespace === namespaces.xml && name === 'lang'
  const language = prop.attributes.find(isLanguage)
  if (!language || property.attributes.some(isLanguage)) return property
  return { ...property, attributes: [...property.attributes, language] }
}

function refusedResponse(
  href: string,
  changes: readonly PropertyChange[],
  isRefused: (change: PropertyChange) => boolean,
): XmlElement {
  const condition = davElement('cannot-modify-protected-property')
  return propertyResponse(href, [
    { status: 403, properties: changes.filter(isRefused).map(nameOf), condition },
    { status: 424, properties: changes.filter((change) => !isRefused(change)).map(nameOf) },
  ])
}

function nameOf({ name }: PropertyChange): XmlElement {
  return xmlElement(name.namespace, name.name)
}
