import { namespaces } from './namespaces.ts'
import { isElement, type XmlAttribute, type XmlElement } from './xml-element.ts'

const prefixes: Readonly<Record<string, string>> = {
  [namespaces.dav]: 'D',
  [namespaces.caldav]: 'C',
  [namespaces.calendarServer]: 'CS',
  [namespaces.apple]: 'A',
}
const declarations = Object.entries(prefixes)
  .map(([namespace, prefix]) => ` xmlns:${prefix}="${namespace}"`)
  .join('')

/** A whole document, or a piece that can be kept and read again by `parseXml`. */
export function writeXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${write(root, declarations)}`
}

function write(element: XmlElement, declared: string): string {
  const known = prefixes[element.namespace]
  // No default namespace is ever declared, so a name without prefix is in none.
  const prefix = known ?? (element.namespace === '' ? null : 'N')
  const name = prefix ? `${prefix}:${element.name}` : element.name
  const own = prefix === 'N' ? ` xmlns:N="${escapeAttribute(element.namespace)}"` : ''
  const attributes = element.attributes.map(writeAttribute).join('')
  const start = `<${name}${declared}${own}${attributes}`
  if (element.children.length === 0) return `${start}/>`
  let inside = ''
  for (const node of element.children) inside += isElement(node) ? write(node, '') : escapeText(node)
  return `${start}>${inside}</${name}>`
}

function writeAttribute({ namespace, name, value }: XmlAttribute, index: number): string {
  const text = `"${escapeAttribute(value)}"`
  if (namespace === '') return ` ${name}=${text}`
  if (namespace === namespaces.xml) return ` xml:${name}=${text}`
  return ` xmlns:a${index}="${escapeAttribute(namespace)}" a${index}:${name}=${text}`
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: what XML 1.0 §2.2 cannot hold.
const notXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
const special: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
}

/** A return is written as a number, because readers turn a bare one into a new line. */
function escapeText(text: string): string {
  return text.replace(notXml, '\ufffd').replace(/[&<>\r]/g, (found) => special[found] ?? found)
}

function escapeAttribute(text: string): string {
  return text.replace(notXml, '\ufffd').replace(/[&<>"\r\n\t]/g, (found) => special[found] ?? found)
}
