import type { XmlElement } from './xml-element.ts'

/**
 * What the protocol refuses, with its HTTP status. Thrown inside this package only, at any depth of a request, and turned
 * into the answer at one place (`handleDav`): callers of the package never see it.
 */
export class DavRefusal extends Error {
  readonly status: number
  /** The element that names the broken condition (RFC 4918 §16, RFC 4791 §5.3), for programs. */
  readonly condition: XmlElement | null

  constructor(status: number, message: string, condition: XmlElement | null = null) {
    super(message)
    this.name = 'DavRefusal'
    this.status = status
    this.condition = condition
  }
}
