import type { Job } from '#infra/jobs.ts'
import { remindOfCooperations } from '#modules/cooperation/cooperations/cooperations.public.ts'
import { remindResponsible } from '#modules/participation/commitments/commitments.public.ts'
import { askStillRight } from '#modules/partnership/organisations/organisations.public.ts'
import { sendDigests } from '#modules/people/notifications/notifications.public.ts'

const minute_s = 60
const hour_s = 60 * minute_s

/** What a running town does by itself. */
export const jobs: readonly Job[] = [
  { name: 'commitments', every_s: hour_s, run: remindResponsible },
  { name: 'cooperations', every_s: hour_s, run: remindOfCooperations },
  { name: 'organisations_still_right', every_s: hour_s, run: askStillRight },
  { name: 'digests', every_s: minute_s, run: sendDigests },
  {
    name: 'outbox',
    every_s: minute_s,
    run: async ({ mailer, clock }) => {
      await mailer.handOver(clock.now())
    },
  },
]
