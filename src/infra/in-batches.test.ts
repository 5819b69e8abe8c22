import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inBatches } from './in-batches.ts'

test('nobody gets an answer to a question asked before the call, and many calls share one question', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 40 }), async (pauses) => {
      let truth = 0
      let questions = 0
      const ask = inBatches(async () => {
        questions += 1
        const seen = truth
        await turns(3)
        return seen
      })
      const calls: Promise<void>[] = []
      for (const pause of pauses) {
        truth += 1
        const known = truth
        calls.push(ask().then((seen) => expect(seen).toBeGreaterThanOrEqual(known)))
        await turns(pause)
      }
      await Promise.all(calls)
      expect(questions).toBeLessThanOrEqual(pauses.length)
    }),
  )
})

test('a hundred calls at once ask twice', async () => {
  let questions = 0
  const ask = inBatches(async () => {
    await turns(2)
    questions += 1
    return questions
  })
  const answers = await Promise.all(Array.from({ length: 100 }, () => ask()))
  expect([answers[0], answers[1], answers[99], questions]).toEqual([1, 2, 2, 2])
})

test('a question that fails fails for those who asked it, and the next is asked', async () => {
  let questions = 0
  const ask = inBatches(async () => {
    questions += 1
    if (questions === 1) throw new Error('no answer')
    return questions
  })
  const [first, second] = await Promise.allSettled([ask(), ask()])
  expect([first?.status, second]).toEqual(['rejected', { status: 'fulfilled', value: 2 }])
})

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await Promise.resolve()
}
