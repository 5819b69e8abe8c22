import type { Context } from '#infra/context.ts'
import type { Actor } from '#kernel/actor.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import {
  type DeliberationDraft,
  recordDeliberation,
} from '#modules/steering/deliberations/deliberations.public.ts'
import { expected, type LoadedPeople } from './load-accounts.ts'

/** The council of the town decides on a day; answers the deliberation. Those who step aside take no part in the vote. */
export async function deliberate(
  parts: { readonly context: Context; readonly people: LoadedPeople },
  number: string,
  day: CalendarDate,
  subject: string,
  recusals: DeliberationDraft['recusals'] = [],
): Promise<string> {
  const acting = on(parts.context, parts.people.holding('director_general'), day)
  const draft = {
    number,
    adoptedOn: day,
    body: 'Conseil municipal de Montaubelle',
    subject,
    matterCode: '7.5',
    membersInOffice: 43,
    membersPresent: 39,
    votesFor: 36,
    votesAgainst: 1,
    abstentions: 2,
    recusals,
    documentUrl: null,
  }
  return expected(await recordDeliberation(acting, draft, day), number).id
}

/** That person, on that day: acts of the past are dated as they were. */
export function on(context: Context, actor: Actor, day: CalendarDate): Context {
  const noon = new Date(`${day}T11:00:00Z`)
  return { ...context, actor, clock: { now: () => noon, today: () => day } }
}
