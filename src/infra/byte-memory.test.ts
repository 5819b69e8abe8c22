import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openByteMemory } from './byte-memory.ts'

const step = fc.record({
  key: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
  bytes: fc.integer({ min: 1, max: 12 }),
  isRead: fc.boolean(),
})

test('the memory never passes its bound, and forgets the least recently used only', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const most = 100
      const memory = openByteMemory<number>(most)
      // The same in the plainest way: a list, the most recently used last.
      let kept: { key: string; bytes: number }[] = []
      for (const { key, bytes, isRead } of steps) {
        const found = kept.find((entry) => entry.key === key)
        if (isRead) expect(memory.get(key)).toBe(found?.bytes)
        else memory.set(key, bytes, bytes)
        const now = isRead ? found : { key, bytes }
        kept = kept.filter((entry) => entry.key !== key)
        if (now && now.bytes <= most / 10) kept.push(now)
        while (kept.reduce((sum, entry) => sum + entry.bytes, 0) > most) kept.shift()
        expect(memory.bytes).toBe(kept.reduce((sum, entry) => sum + entry.bytes, 0))
      }
      for (const { key, bytes } of kept) expect(memory.get(key)).toBe(bytes)
    }),
  )
})
