import { randomUUID } from 'node:crypto'
import type { Database } from '#infra/database.ts'
import { calendarDate } from '#kernel/calendar-date.ts'
import type { Campaign } from './legal.rules.ts'

export interface NamedCampaign extends Campaign {
  readonly name: string
  /** The decree that convenes voters. */
  readonly source: string
}

/** Campaigns entered from the decrees, latest first. Municipal ones are in the law module. */
export async function listCampaigns(db: Database): Promise<NamedCampaign[]> {
  const rows = await db
    .selectFrom('election_campaigns')
    .select(['name', 'starts_on', 'ends_on', 'source'])
    .orderBy('starts_on', 'desc')
    .orderBy('name')
    .execute()
  return rows.map(({ name, source, starts_on, ends_on }) => ({
    name,
    source,
    startsOn: calendarDate(starts_on),
    endsOn: calendarDate(ends_on),
  }))
}

/** A second campaign of the same name is refused by the key. */
export async function insertCampaign(tx: Database, campaign: NamedCampaign): Promise<string> {
  const id = randomUUID()
  await tx
    .insertInto('election_campaigns')
    .values({
      id,
      name: campaign.name,
      starts_on: campaign.startsOn,
      ends_on: campaign.endsOn,
      source: campaign.source,
    })
    .execute()
  return id
}
