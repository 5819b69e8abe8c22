/** What is worth keeping, up to a number of bytes: the least recently used goes first. */
export interface ByteMemory<Value> {
  get(key: string): Value | undefined
  /** Keeps the value in the place of the one before; a value larger than a tenth of the memory is not kept. */
  set(key: string, value: Value, bytes: number): void
  /** Bytes kept now. */
  readonly bytes: number
}

export function openByteMemory<Value>(most: number): ByteMemory<Value> {
  // A Map answers its keys in the order in which they were put: the first is the least recently used.
  const entries = new Map<string, { readonly value: Value; readonly bytes: number }>()
  let total = 0

  function drop(key: string): void {
    total -= entries.get(key)?.bytes ?? 0
    entries.delete(key)
  }

  return {
    get bytes() {
      return total
    },
    get(key) {
      const entry = entries.get(key)
      if (!entry) return undefined
      entries.delete(key)
      entries.set(key, entry)
      return entry.value
    },
    set(key, value, bytes) {
      drop(key)
      if (bytes > most / 10) return
      entries.set(key, { value, bytes })
      total += bytes
      for (const oldest of entries.keys()) {
        if (total <= most) return
        drop(oldest)
      }
    },
  }
}
