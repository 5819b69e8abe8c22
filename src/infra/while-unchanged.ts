import type { Services } from './context.ts'

/**
 * What is long to work out is worked out once for each key while no transaction writes and the day is the same. The key
 * says all that the answer depends on beside the data and the day, such as the roles of whoever asks; `most` keys are kept,
 * which visitors who write addresses as they like cannot exceed.
 */
export function whileUnchanged<From extends Pick<Services, 'clock' | 'dataVersion'>, Value>(
  keyOf: (from: From) => string,
  work: (from: From) => Promise<Value>,
  most = 100,
): (from: From) => Promise<Value> {
  let state = ''
  const known = new Map<string, Value>()
  return async (from) => {
    // Asked before the work: what is written meanwhile makes the answer old, never the reverse.
    const now = `${from.clock.today()} ${await from.dataVersion()}`
    const key = keyOf(from)
    if (now === state) {
      const value = known.get(key)
      if (value !== undefined) return value
    }
    const value = await work(from)
    if (now !== state || known.size >= most) known.clear()
    state = now
    known.set(key, value)
    return value
  }
}
