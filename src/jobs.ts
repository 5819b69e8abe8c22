import type { Job } from '#infra/jobs.ts'
import { tendTables } from '#infra/upkeep.queries.ts'
import { expandFurther, remindOfEvents } from '#modules/collaboration/calendars/calendars.public.ts'
import { keepProjectCalendars } from '#modules/collaboration/projects/projects.public.ts'
import { remindOfCooperations } from '#modules/cooperation/cooperations/cooperations.public.ts'
import { remindResponsible } from '#modules/participation/commitments/commitments.public.ts'
import { remindPublication, remindReports } from '#modules/partnership/calls/calls.public.ts'
import { askStillRight, recordQuarter } from '#modules/partnership/organisations/organisations.public.ts'
import { sendDigests } from '#modules/people/notifications/notifications.public.ts'

const minute_s = 60
const hour_s = 60 * minute_s

/** What a running town does by itself. */
export const jobs: readonly Job[] = [
  { name: 'calendar reminders', every_s: minute_s, run: remindOfEvents },
  { name: 'calendar occurrences', every_s: hour_s, run: expandFurther },
  { name: 'project calendars', every_s: hour_s, run: keepProjectCalendars },
  { name: 'commitments', every_s: hour_s, run: remindResponsible },
  { name: 'cooperations', every_s: hour_s, run: remindOfCooperations },
  { name: 'organisations_still_right', every_s: hour_s, run: askStillRight },
  { name: 'organisations_vitality', every_s: hour_s, run: recordQuarter },
  { name: 'grant_publication', every_s: hour_s, run: remindPublication },
  { name: 'grant_reports', every_s: hour_s, run: remindReports },
  { name: 'digests', every_s: minute_s, run: sendDigests },
  {
    name: 'tables',
    every_s: 10 * minute_s,
    // A server of PostgreSQL tends its own.
    run: async ({ db, settings }) => {
      if (settings.databaseUrl === null) await tendTables(db)
    },
  },
  {
    name: 'outbox',
    every_s: minute_s,
    run: async ({ mailer, clock }) => {
      await mailer.handOver(clock.now())
    },
  },
]
