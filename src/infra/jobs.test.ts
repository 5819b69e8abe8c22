import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeWorld, type World } from '#test/make-world.ts'
import { type Job, runDueJobs } from './jobs.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

function counted(name: string): Job & { readonly runs: () => number } {
  let runs = 0
  return {
    name,
    every_s: 60,
    async run() {
      runs += 1
    },
    runs: () => runs,
  }
}

test('of twenty processes that look at once, one does the work; it comes back after its time', async () => {
  const context = await world.context(null)
  const job = counted('essai')
  await Promise.all(Array.from({ length: 20 }, () => runDueJobs(context, [job])))
  expect(job.runs()).toBe(1)
  const later = (seconds: number) => {
    const now = new Date(context.clock.now().getTime() + seconds * 1000)
    return { ...context, clock: { ...context.clock, now: () => now } }
  }
  expect(await runDueJobs(later(59), [job])).toEqual([])
  expect(await runDueJobs(later(60), [job])).toEqual(['essai'])
})

test('a job that fails does not stop the next one', async () => {
  const context = await world.context(null)
  const broken: Job = { name: 'cassé', every_s: 60, run: () => Promise.reject(new Error('cassé')) }
  const job = counted('suivant')
  expect(await runDueJobs(context, [broken, job])).toEqual(['suivant'])
})
