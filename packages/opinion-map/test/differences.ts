/**
 * Where two JSON values differ, as paths: numbers by more than `tolerance` (relative above 1), everything else at all.
 *
 * @example differences({ a: [1] }, { a: [2] }, 1e-9) // ['a/0: 1 where 2 is expected']
 */
export function differences(found: unknown, expected: unknown, tolerance: number, at = ''): string[] {
  if (typeof found === 'number' && typeof expected === 'number') {
    const isNear = Math.abs(found - expected) <= tolerance * Math.max(1, Math.abs(expected))
    return isNear ? [] : [`${at}: ${found} where ${expected} is expected`]
  }
  if (!isObject(found) || !isObject(expected)) {
    return found === expected ? [] : [`${at}: ${String(found)} where ${String(expected)} is expected`]
  }
  const keys = new Set([...Object.keys(found), ...Object.keys(expected)])
  return [...keys].flatMap((key) =>
    differences(found[key], expected[key], tolerance, at === '' ? key : `${at}/${key}`),
  )
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
