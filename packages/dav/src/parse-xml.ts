import { type SaxesAttributeNS, SaxesParser } from 'saxes'
import { DavRefusal } from './dav-refusal.ts'
import { namespaces } from './namespaces.ts'
import type { XmlAttribute, XmlElement } from './xml-element.ts'

/** Elements within elements: real requests have at most a dozen. */
const deepest = 64

interface OpenElement {
  readonly namespace: string
  readonly name: string
  readonly attributes: readonly XmlAttribute[]
  readonly children: (XmlElement | string)[]
}

/**
 * Reads a document into its root element; namespaces are resolved. A DOCTYPE is refused: with it come entities, hence
 * bombs and files of the server. Throws a `DavRefusal` 400.
 */
export function parseXml(text: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true, position: false })
  const open: OpenElement[] = []
  let root: XmlElement | null = null
  parser.on('error', (error) => refuse(error.message))
  parser.on('doctype', () => refuse('a DOCTYPE is not accepted'))
  parser.on('opentag', ({ uri, local, attributes }) => {
    if (open.length >= deepest) refuse(`more than ${deepest} elements within each other`)
    open.push({ namespace: uri, name: local, attributes: written(Object.values(attributes)), children: [] })
  })
  const addText = (piece: string) => void open.at(-1)?.children.push(piece)
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => {
    const closed = open.pop()
    if (!closed) return
    const parent = open.at(-1)
    if (parent) parent.children.push(closed)
    else root = closed
  })
  parser.write(text).close()
  return root ?? refuse('no element')
}

/** Declarations of namespaces go: every name carries its own. */
function written(attributes: readonly SaxesAttributeNS[]): XmlAttribute[] {
  return attributes.flatMap(({ prefix, local, uri, value }) => {
    // Namespaces in XML 1.0 §2.2: a prefix cannot be undeclared.
    if (prefix === 'xmlns' && value === '') refuse(`xmlns:${local} is empty`)
    if (prefix === 'xmlns' || (prefix === '' && local === 'xmlns')) return []
    return [{ namespace: prefix === 'xml' ? namespaces.xml : uri, name: local, value }]
  })
}

function refuse(message: string): never {
  throw new DavRefusal(400, `XML: ${message}`)
}
