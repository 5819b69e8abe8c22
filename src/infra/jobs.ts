import type { Context } from './context.ts'
import { takeJob } from './jobs.queries.ts'

/** Work that comes back by itself: digests, reminders, messages to try again. */
export interface Job {
  readonly name: string
  readonly every_s: number
  /** Safe to run twice: a process that dies half way leaves the work to the next turn. */
  run(context: Context): Promise<void>
}

/**
 * Runs the jobs that are due, one after the other; answers the names of those that ran. One that fails is logged, harms
 * no other, and comes back at its next turn.
 */
export async function runDueJobs(context: Context, jobs: readonly Job[]): Promise<string[]> {
  const ran: string[] = []
  for (const job of jobs) {
    if (!(await takeJob(context.db, job.name, context.clock.now(), job.every_s))) continue
    try {
      await job.run(context)
      ran.push(job.name)
    } catch (error) {
      context.log.error({ job: job.name, err: error }, 'job failed')
    }
  }
  return ran
}

const look_ms = 20_000

/** Looks for due jobs while the town runs. `stop` waits for the one under way. */
export function startJobs(context: () => Context, jobs: readonly Job[]): { stop(): Promise<void> } {
  let running: Promise<unknown> = Promise.resolve()
  let isStopped = false
  let timer = setTimeout(look, look_ms)
  return {
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await running
    },
  }

  function look(): void {
    running = runDueJobs(context(), jobs)
      .catch((error: unknown) => context().log.error({ err: error }, 'jobs failed'))
      .then(() => {
        if (!isStopped) timer = setTimeout(look, look_ms)
      })
  }
}
