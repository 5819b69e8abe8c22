import type { Id } from './votes.ts'

/** Numbers names in the order in which they are first met. */
export interface IdIndex {
  /** All names met, in order. */
  readonly ids: readonly Id[]
  /** Number of a name, from 0; a name not met before gets the next one. */
  indexOf(id: Id): number
  /**
   * Puts numbers in the place of names: entry `i` is a whole number ≥ 0 that is its own name, or −1 where the name is
   * `nameAt(i)`.
   */
  replace(names: Int32Array, nameAt: (i: number) => Id): void
}

/** Whole numbers below this are looked up in a table, which is several times faster than a map. */
const TABLE_SIZE = 1 << 22

/**
 * An index of names without any name yet.
 *
 * Cost: constant a name; a few bytes for each whole number up to the greatest met.
 *
 * @example createIdIndex().indexOf('ana') // 0
 */
export function createIdIndex(): IdIndex {
  const ids: Id[] = []
  const others = new Map<Id, number>()
  // Number + 1 of each whole number met; 0 where it was not.
  let table = new Int32Array(1024)
  const lengthen = (id: number) => {
    const longer = new Int32Array(Math.max(id + 1, table.length * 2))
    longer.set(table)
    table = longer
    return longer
  }
  const indexOf = (id: Id) => {
    if (typeof id !== 'number' || !(id >= 0 && id < TABLE_SIZE) || (id | 0) !== id) {
      const known = others.get(id)
      if (known !== undefined) return known
      others.set(id, ids.length)
      return ids.push(id) - 1
    }
    if (id >= table.length) lengthen(id)
    if (table[id] === 0) table[id] = ids.push(id)
    return table[id]! - 1
  }
  return {
    ids,
    indexOf,
    replace(names, nameAt) {
      let known = table
      for (let i = 0; i < names.length; i++) {
        const id = names[i]!
        if (id < 0 || id >= TABLE_SIZE) {
          names[i] = indexOf(id < 0 ? nameAt(i) : id)
          known = table
          continue
        }
        if (id >= known.length) known = lengthen(id)
        if (known[id] === 0) known[id] = ids.push(id)
        names[i] = known[id]! - 1
      }
    },
  }
}
