import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'

/** What a party says of a year: what it still spends, what its people think, how long they wait. */
export interface ResultDraft {
  readonly ownCostCents: number
  readonly quality: number | null
  readonly delayDays: number | null
  readonly source: string
}

export interface PartyResult extends ResultDraft {
  readonly partyId: string
  readonly year: number
  readonly enteredByName: string
}

export interface ReviewDraft {
  /** Wages of the year for 100 in the baseline year. */
  readonly wageIndex: number
  readonly indexSource: string
  readonly conclusion: string
}

export interface Review extends ReviewDraft {
  readonly serviceId: string
  readonly year: number
  readonly reviewedOn: CalendarDate
  readonly reviewedByName: string
}

export async function listResults(
  db: Database,
  serviceIds: readonly string[],
): Promise<(PartyResult & { readonly serviceId: string })[]> {
  if (serviceIds.length === 0) return []
  const rows = await db
    .selectFrom('shared_service_results as result')
    .innerJoin('shared_service_parties as party', 'party.id', 'result.party_id')
    .select([
      'party.service_id',
      'result.party_id',
      'result.year',
      'result.own_cost_cents',
      'result.quality',
      'result.delay_days',
      'result.source',
      'result.entered_by_name',
    ])
    .where('party.service_id', 'in', serviceIds)
    .orderBy('result.year')
    .execute()
  return rows.map((row) => ({
    serviceId: row.service_id,
    partyId: row.party_id,
    year: row.year,
    ownCostCents: row.own_cost_cents,
    quality: row.quality,
    delayDays: row.delay_days,
    source: row.source,
    enteredByName: row.entered_by_name,
  }))
}

/** A party's result of a year, written over what it said before; a reviewed year is closed by its caller. */
export async function saveResult(
  tx: Database,
  partyId: string,
  year: number,
  result: ResultDraft,
  by: { readonly name: string; readonly on: CalendarDate },
): Promise<void> {
  const values = {
    own_cost_cents: result.ownCostCents,
    quality: result.quality,
    delay_days: result.delayDays,
    source: result.source,
    entered_by_name: by.name,
    entered_on: by.on,
  }
  await tx
    .insertInto('shared_service_results')
    .values({ party_id: partyId, year, ...values })
    .onConflict((conflict) => conflict.columns(['party_id', 'year']).doUpdateSet(values))
    .execute()
}

export async function listReviews(db: Database, serviceIds: readonly string[]): Promise<Review[]> {
  if (serviceIds.length === 0) return []
  const rows = await db
    .selectFrom('shared_service_reviews')
    .select([
      'service_id',
      'year',
      'wage_index',
      'index_source',
      'conclusion',
      'reviewed_on',
      'reviewed_by_name',
    ])
    .where('service_id', 'in', serviceIds)
    .orderBy('year')
    .execute()
  return rows.map((row) => ({
    serviceId: row.service_id,
    year: row.year,
    wageIndex: row.wage_index,
    indexSource: row.index_source,
    conclusion: row.conclusion,
    reviewedOn: calendarDate(row.reviewed_on),
    reviewedByName: row.reviewed_by_name,
  }))
}

export async function insertReview(tx: Database, review: Review): Promise<void> {
  await tx
    .insertInto('shared_service_reviews')
    .values({
      service_id: review.serviceId,
      year: review.year,
      wage_index: review.wageIndex,
      index_source: review.indexSource,
      conclusion: review.conclusion,
      reviewed_on: review.reviewedOn,
      reviewed_by_name: review.reviewedByName,
    })
    .execute()
}
