import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { assertDefined } from '#kernel/assert.ts'
import { arrivalOf, openDoor } from './arrivals.ts'
import { systemClock } from './clock.ts'

test('those who come while others are worked for are marked when they come, before their turn and that of those who waited', async () => {
  const letIn = openDoor()
  const [first, second, late] = ['first', 'second', 'late'].map(() => new IncomingMessage(new Socket()))
  const turns: { readonly who: IncomingMessage | undefined; readonly at: number }[] = []
  const { promise, resolve } = Promise.withResolvers<void>()
  const work = (who: IncomingMessage | undefined) => () => {
    turns.push({ who, at: performance.now() })
    // Costs the processor more than one looks away from the door.
    const until = performance.now() + 6
    while (performance.now() < until);
    if (turns.length === 3) resolve()
  }
  letIn(assertDefined(first, 'first'), () => {
    setImmediate(() => letIn(assertDefined(late, 'late'), work(late)))
    work(first)()
  })
  letIn(assertDefined(second, 'second'), work(second))
  expect(turns).toEqual([])
  await promise
  expect(turns.map(({ who }) => who)).toEqual([first, second, late])
  const [mine, theirs, last] = [first, second, late].map(
    (incoming) => arrivalOf({ incoming }, systemClock).mark_ms,
  )
  expect(mine).toBeLessThanOrEqual(theirs ?? 0)
  expect(theirs).toBeLessThanOrEqual(turns[0]?.at ?? 0)
  expect(last).toBeLessThanOrEqual(turns[1]?.at ?? 0)
})

test('a request that passed no door is there now', () => {
  const before = performance.now()
  expect(arrivalOf({}, systemClock).mark_ms).toBeGreaterThanOrEqual(before)
  expect(arrivalOf(null, systemClock).mark_ms).toBeGreaterThanOrEqual(before)
})
