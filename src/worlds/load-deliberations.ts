import type { Context } from '#infra/context.ts'
import { calendarDate } from '#kernel/calendar-date.ts'
import { recordDeliberation } from '#modules/steering/deliberations/deliberations.public.ts'
import type { Deliberation } from '../../db/worlds/world-files.ts'
import { expected } from './load-accounts.ts'

/**
 * Records the deliberations of a world, each on the day it was adopted; answers their identities by number. The context
 * acts for somebody who records deliberations.
 */
export async function loadDeliberations(
  context: Context,
  records: readonly Deliberation[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>()
  for (const record of records) {
    const day = calendarDate(record.date)
    const draft = {
      number: record.number,
      adoptedOn: day,
      body: record.body,
      subject: record.subject,
      matterCode: record.matter_code,
      membersInOffice: record.members_in_office,
      membersPresent: record.present,
      votesFor: record.votes_for,
      votesAgainst: record.votes_against,
      abstentions: record.abstentions,
      recusals: record.recused.map(({ name, reason }) => ({ memberName: name, reason })),
      documentUrl: null,
    }
    ids.set(record.number, expected(await recordDeliberation(context, draft, day), record.number).id)
  }
  return ids
}
