import { namespaces } from './namespaces.ts'

export interface XmlName {
  /** Empty for an element in no namespace. */
  readonly namespace: string
  readonly name: string
}

export interface XmlAttribute extends XmlName {
  readonly value: string
}

export interface XmlElement extends XmlName {
  readonly attributes: readonly XmlAttribute[]
  readonly children: readonly (XmlElement | string)[]
}

type Children = string | readonly (XmlElement | string)[]

/** `<D:name>`; attributes are in no namespace. */
export function davElement(name: string, children: Children = []): XmlElement {
  return xmlElement(namespaces.dav, name, children)
}

/** `<C:name>` of CalDAV. */
export function caldavElement(
  name: string,
  children: Children = [],
  attributes: Readonly<Record<string, string>> = {},
): XmlElement {
  return xmlElement(namespaces.caldav, name, children, attributes)
}

export function xmlElement(
  namespace: string,
  name: string,
  children: Children = [],
  attributes: Readonly<Record<string, string>> = {},
): XmlElement {
  return {
    namespace,
    name,
    attributes: Object.entries(attributes).map(([key, value]) => ({ namespace: '', name: key, value })),
    children: typeof children === 'string' ? [children] : children,
  }
}

export function isElement(node: XmlElement | string): node is XmlElement {
  return typeof node !== 'string'
}

/** The elements within, texts left out; of that name only where one is given. */
export function elementsIn(element: XmlElement, namespace?: string, name?: string): XmlElement[] {
  const within = element.children.filter(isElement)
  if (name === undefined) return within
  return within.filter((each) => each.name === name && each.namespace === namespace)
}

export function firstIn(element: XmlElement, namespace: string, name: string): XmlElement | null {
  return elementsIn(element, namespace, name)[0] ?? null
}

/** All the text within, whatever the elements round it. */
export function textIn(element: XmlElement): string {
  return element.children.map((node) => (isElement(node) ? textIn(node) : node)).join('')
}

export function attributeOf(element: XmlElement, name: string): string | null {
  return element.attributes.find((each) => each.name === name && each.namespace === '')?.value ?? null
}

/** A key that is the same for the same name, for sets and maps. */
export function nameKey({ namespace, name }: XmlName): string {
  return `{${namespace}}${name}`
}
