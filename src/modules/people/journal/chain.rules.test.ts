import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type ChainEntry,
  canonicalJson,
  firstBrokenEntry,
  hashOf,
  origin,
  originHash,
} from './chain.rules.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

function chain(contents: readonly string[]): ChainEntry[] {
  let previousHash = originHash
  return contents.map((content, index) => {
    const entry = { seq: index + 1, content, previousHash, entryHash: hashOf(previousHash, content, sha256) }
    previousHash = entry.entryHash
    return entry
  })
}

describe('the chain of the journal', () => {
  test('is what the page tells people to compute', () => {
    const [entry] = chain(['{"act":"decide"}'])
    const inner = createHash('sha256').update('{"act":"decide"}', 'utf8').digest('hex')
    expect(entry?.entryHash).toBe(
      createHash('sha256')
        .update(`${'0'.repeat(64)}\n${inner}`)
        .digest('hex'),
    )
  })

  test('is whole when nothing was touched', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (contents) => {
        expect(firstBrokenEntry(chain(contents), sha256, origin)).toBeNull()
      }),
    )
  })

  test('names the entry whose content was changed, and no earlier one', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), fc.nat(), (contents, pick) => {
        const at = pick % contents.length
        const forged = chain(contents).map((entry, index) =>
          index === at ? { ...entry, content: `${entry.content}!` } : entry,
        )
        expect(firstBrokenEntry(forged, sha256, origin)).toEqual({ seq: at + 1, reason: 'content' })
      }),
    )
  })

  test('names the place of an entry that was taken away', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 2 }), fc.nat(), (contents, pick) => {
        const at = pick % (contents.length - 1)
        const shortened = chain(contents).toSpliced(at, 1)
        expect(firstBrokenEntry(shortened, sha256, origin)).toEqual({ seq: at + 1, reason: 'gap' })
      }),
    )
  })

  test('is not mended by hashing a forged entry again: the next one betrays it', () => {
    const [first, second] = chain(['a', 'b'])
    const forged = { ...first, content: 'c', entryHash: hashOf(originHash, 'c', sha256) } as ChainEntry
    expect(firstBrokenEntry([forged, second as ChainEntry], sha256, origin)).toEqual({
      seq: 2,
      reason: 'previous_hash',
    })
  })
})

test('two equal values have one canonical text, whatever the order of their keys', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'é' }], a: true })).toBe(
    '{"a":true,"b":[1,{"c":"é","d":null}]}',
  )
})
