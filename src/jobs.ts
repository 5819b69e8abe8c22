import type { Job } from '#infra/jobs.ts'
import { sendDigests } from '#modules/people/notifications/notifications.public.ts'

const minute_s = 60

/** What a running town does by itself. */
export const jobs: readonly Job[] = [
  { name: 'digests', every_s: minute_s, run: sendDigests },
  {
    name: 'outbox',
    every_s: minute_s,
    run: async ({ mailer, clock }) => {
      await mailer.handOver(clock.now())
    },
  },
]
