import type { IncomingMessage } from 'node:http'
import type { Clock } from './clock.ts'

// Five hundred people press the same button in the last second: all are there in time, and the work for the last of them begins seconds
// later. So a request is marked when it is there, before the work for those that came before it.

const marks = new WeakMap<object, number>()
/** Work that is done before looking again at who has come. */
const slice_ms = 5

/** Lets requests in one after the other; each is marked as soon as it is there. */
export function openDoor(): (request: IncomingMessage, work: () => void) => void {
  const waiting: (() => void)[] = []
  function letIn(): void {
    const until = performance.now() + slice_ms
    do waiting.shift()?.()
    while (waiting.length > 0 && performance.now() < until)
    // After the others that have come meanwhile are marked: Node reads its sockets in between.
    if (waiting.length > 0) setImmediate(letIn)
  }
  return (request, work) => {
    marks.set(request, performance.now())
    if (waiting.push(work) === 1) setImmediate(letIn)
  }
}

/** When a request was there. */
export interface Arrival {
  /** Milliseconds of the steady clock of this process (`performance.now`). */
  readonly mark_ms: number
  /** What the clock of the town showed when the work for the request began: all that a town which replays another day knows. */
  readonly shown: Date
}

/** When the request of that environment was there; now, for one that passed no door. */
export function arrivalOf(env: unknown, clock: Clock): Arrival {
  const incoming = typeof env === 'object' && env !== null && 'incoming' in env ? env.incoming : null
  const mark = typeof incoming === 'object' && incoming !== null ? marks.get(incoming) : undefined
  return { mark_ms: mark ?? performance.now(), shown: clock.now() }
}
