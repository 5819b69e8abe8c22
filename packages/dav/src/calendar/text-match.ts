import { DavRefusal } from '../dav-refusal.ts'
import { attributeOf, caldavElement, textIn, type XmlElement } from '../xml-element.ts'

export const supportedCollations = ['i;ascii-casemap', 'i;octet', 'i;unicode-casemap'] as const
type Collation = (typeof supportedCollations)[number]

/** `<C:text-match>`: a text that must be somewhere within, or must not (RFC 4791 §9.7.5). */
export interface TextMatch {
  readonly text: string
  readonly collation: Collation
  readonly isNegated: boolean
}

export function parseTextMatch(element: XmlElement): TextMatch {
  const asked = attributeOf(element, 'collation') ?? 'default'
  const collation =
    asked === 'default' ? 'i;ascii-casemap' : supportedCollations.find((name) => name === asked)
  if (!collation)
    throw new DavRefusal(403, `no collation ${asked} here`, caldavElement('supported-collation'))
  return { text: textIn(element), collation, isNegated: attributeOf(element, 'negate-condition') === 'yes' }
}

/** Whether any of the values satisfies it. */
export function matchesText(values: readonly string[], { text, collation, isNegated }: TextMatch): boolean {
  const sought = folded(text, collation)
  return values.some((value) => folded(value, collation).includes(sought)) !== isNegated
}

function folded(text: string, collation: Collation): string {
  if (collation === 'i;octet') return text
  if (collation === 'i;unicode-casemap') return text.normalize('NFKD').toLowerCase()
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}
