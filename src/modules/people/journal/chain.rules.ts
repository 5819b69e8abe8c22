/** SHA-256 of a text, in hexadecimal. An argument, so that the rule stays pure. */
export type Hash = (text: string) => string

export interface ChainEntry {
  readonly seq: number
  readonly content: string
  readonly previousHash: string
  readonly entryHash: string
}

/** Hash before the first entry. */
export const originHash = '0'.repeat(64)

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** The one text of a JSON value: keys sorted, no space. Two equal values always give the same hash. */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

/**
 * Hash of an entry: of the hash before it, an end of line, and the hash of its content. The content itself may then stay
 * unpublished, where it names a person or what is still being prepared, and the chain can be verified all the same.
 */
export function hashOf(previousHash: string, content: string, hash: Hash): string {
  return hash(`${previousHash}\n${hash(content)}`)
}

export interface BrokenEntry {
  readonly seq: number
  readonly reason: 'gap' | 'previous_hash' | 'content'
}

/** Where the chain stands after an entry; before the first one, `origin`. */
export interface ChainEnd {
  readonly seq: number
  readonly entryHash: string
}

export const origin: ChainEnd = { seq: 0, entryHash: originHash }

/**
 * The first of the entries following `after` that is not what its hash says or does not follow the one before; null
 * when they all do.
 */
export function firstBrokenEntry(
  entries: Iterable<ChainEntry>,
  hash: Hash,
  after: ChainEnd,
): BrokenEntry | null {
  let seq = after.seq
  let previous = after.entryHash
  for (const entry of entries) {
    seq += 1
    if (entry.seq !== seq) return { seq, reason: 'gap' }
    if (entry.previousHash !== previous) return { seq, reason: 'previous_hash' }
    if (hashOf(previous, entry.content, hash) !== entry.entryHash) return { seq, reason: 'content' }
    previous = entry.entryHash
  }
  return null
}
