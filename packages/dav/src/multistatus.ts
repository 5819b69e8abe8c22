import { statusTexts } from './status-text.ts'
import { writeXml } from './write-xml.ts'
import { davElement, type XmlElement } from './xml-element.ts'

/** Properties of one resource, by the status of each. */
export interface PropertyGroup {
  readonly status: number
  readonly properties: readonly XmlElement[]
  readonly condition?: XmlElement | null
}

/** `<D:response>` with properties. */
export function propertyResponse(href: string, groups: readonly PropertyGroup[]): XmlElement {
  const written = groups.filter(({ properties }) => properties.length > 0)
  // RFC 4918 §14.24: at least one group, even of nothing.
  const shown = written.length > 0 ? written : [{ status: 200, properties: [] }]
  return davElement('response', [davElement('href', href), ...shown.map(propstat)])
}

/** `<D:response>` about a resource as a whole: gone, or too much. */
export function statusResponse(
  href: string,
  status: number,
  condition: XmlElement | null = null,
): XmlElement {
  const error = condition ? [davElement('error', [condition])] : []
  return davElement('response', [davElement('href', href), statusElement(status), ...error])
}

export function multistatus(responses: readonly XmlElement[], after: readonly XmlElement[] = []): Response {
  return new Response(writeXml(davElement('multistatus', [...responses, ...after])), {
    status: 207,
    headers: { 'Content-Type': 'application/xml; charset=utf-8' },
  })
}

function propstat({ status, properties, condition }: PropertyGroup): XmlElement {
  const error = condition ? [davElement('error', [condition])] : []
  return davElement('propstat', [davElement('prop', properties), statusElement(status), ...error])
}

function statusElement(status: number): XmlElement {
  return davElement('status', `HTTP/1.1 ${status} ${statusTexts[status] ?? ''}`.trimEnd())
}
