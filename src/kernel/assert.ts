/** Throws when something that the program itself guarantees is not true: a defect, never a person's mistake. */
export function assert(condition: unknown, why: string): asserts condition {
  if (!condition) throw new Error(`impossible: ${why}`)
}

/** The value, which the program guarantees to be there. */
export function assertDefined<Value>(value: Value | null | undefined, why: string): Value {
  assert(value !== null && value !== undefined, why)
  return value
}

/** Closes a switch over a union: a new member breaks the build here. */
export function assertNever(value: never): never {
  throw new Error(`impossible: unexpected ${JSON.stringify(value)}`)
}
