/** What is wrong in a file, where, and what to do. */
export interface Fault {
  /** From 1; null where the whole file is meant. */
  readonly line: number | null
  /** Column or key. */
  readonly field: string
  readonly problem: string
  readonly remedy: string
}

export type Read<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly faults: readonly Fault[] }

/** More faults than this are not told: the first ones show the pattern. */
export const MOST_FAULTS = 50

/** The value, or the faults where there is one. */
export function readOr<Value>(value: Value, faults: readonly Fault[]): Read<Value> {
  return faults.length === 0 ? { ok: true, value } : { ok: false, faults: faults.slice(0, MOST_FAULTS) }
}
