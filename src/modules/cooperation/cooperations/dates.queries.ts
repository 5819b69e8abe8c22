import type { Database } from '#infra/database.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { type Cooperation, roundInForce, stayingParties } from './cooperations.rules.ts'
import { unconfirmedParties } from './councils.rules.ts'
import { type Deadline, deadlinesOn } from './deadlines.rules.ts'
import { listConfirmations, listReviews } from './work.queries.ts'

/** Every day that the form in force holds in store; none where nothing is in force. */
export async function datesOf(
  db: Database,
  cooperation: Cooperation,
  day: CalendarDate,
): Promise<readonly Deadline[]> {
  const round = roundInForce(cooperation)
  if (!round?.effectOn) return []
  const { effectOn } = round
  const reviews = await listReviews(db, cooperation.id)
  const confirmations = round.reconfirms ? await listConfirmations(db, cooperation.id) : []
  const parties = round.reconfirms ? stayingParties(cooperation) : []
  const setting = {
    reviewedOn: reviews.find(({ heldOn }) => heldOn >= effectOn)?.heldOn ?? null,
    unconfirmed: unconfirmedParties(parties, effectOn, confirmations, day),
  }
  return deadlinesOn({ ...round, effectOn }, setting, day)
}

/** The nearest day of each cooperation that has one, by its address. */
export async function nearestDates(
  db: Database,
  cooperations: readonly Cooperation[],
  day: CalendarDate,
): Promise<ReadonlyMap<string, Deadline>> {
  const nearest = new Map<string, Deadline>()
  for (const cooperation of cooperations) {
    const [first] = await datesOf(db, cooperation, day)
    if (first) nearest.set(cooperation.slug, first)
  }
  return nearest
}
