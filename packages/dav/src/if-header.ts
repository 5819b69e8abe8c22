import { DavRefusal } from './dav-refusal.ts'

/** RFC 4918 §10.4: true when one of the lists is; a list when all its conditions are. */
export type IfHeader = readonly IfList[]

export interface IfList {
  /** Address that the list is about; null for that of the request. */
  readonly about: string | null
  readonly conditions: readonly IfCondition[]
}

export interface IfCondition {
  readonly isNegated: boolean
  readonly kind: 'token' | 'etag'
  /** A token without its angle brackets; an etag with its quotes. */
  readonly value: string
}

const piece = /\s*(?:<([^<>]*)>|\[((?:W\/)?"[^"]*")\]|(\()|(\))|(not)(?=[\s<[]))/iy

/** Throws a `DavRefusal` 400 for a header that says nothing. */
export function parseIfHeader(text: string): IfHeader {
  const lists: IfList[] = []
  let about: string | null = null
  let open: IfCondition[] | null = null
  let isNegated = false
  const add = (kind: IfCondition['kind'], value: string) => {
    open?.push({ isNegated, kind, value })
    isNegated = false
  }
  piece.lastIndex = 0
  const end = text.trimEnd().length
  while (piece.lastIndex < end) {
    const [found, uri, etag, opening, closing, not] = piece.exec(text) ?? refuse()
    if (found === '') refuse()
    if (opening) open = open === null ? [] : refuse()
    else if (closing) {
      if (open === null || open.length === 0 || isNegated) refuse()
      else lists.push({ about, conditions: open })
      open = null
    } else if (open === null) about = uri ?? refuse()
    else if (not) isNegated = isNegated ? refuse() : true
    else if (etag !== undefined) add('etag', etag)
    else add('token', uri ?? refuse())
  }
  return open !== null || lists.length === 0 ? refuse() : lists
}

function refuse(): never {
  throw new DavRefusal(400, 'the If header cannot be read (RFC 4918 §10.4)')
}
