import type { Context } from '#infra/context.ts'
import { yearOf } from '#kernel/calendar-date.ts'
import { ok, refuse } from '#kernel/result.ts'
import { type Change, changeService, nameOf, type Outcome } from './change-service.ts'
import { listLevels } from './preparation.queries.ts'
import { deleteReading, insertReading } from './readings.queries.ts'
import type { ReadingDraft } from './readings.rules.ts'
import { listReviews } from './reviews.queries.ts'
import { canMeasure } from './shared-services.permissions.ts'

/** What was measured of a level in a year that began, until the year is reviewed; once a level and year. */
export function addReading(
  context: Context,
  code: string,
  year: number,
  reading: ReadingDraft,
): Outcome<null> {
  return changeService(
    context,
    code,
    async (found) => {
      const closed = await whyClosed(context, found, year, reading.levelId)
      if (closed) return refuse(closed)
      await insertReading(found.tx, year, reading, { name: nameOf(context), on: context.clock.today() })
      return ok(null)
    },
    { twice: 'read_already' },
  )
}

/** Takes away a wrong reading, to write it again. */
export function removeReading(context: Context, code: string, year: number, levelId: string): Outcome<null> {
  return changeService(context, code, async (found) => {
    const closed = await whyClosed(context, found, year, levelId)
    if (closed) return refuse(closed)
    return (await deleteReading(found.tx, levelId, year)) ? ok(null) : refuse('not_found')
  })
}

async function whyClosed(
  { actor, clock }: Context,
  { tx, service, standing }: Change,
  year: number,
  levelId: string,
) {
  if (!canMeasure(actor, standing)) return 'not_found'
  const levels = await listLevels(tx, service.id)
  if (levels.every(({ id }) => id !== levelId)) return 'not_found'
  if (service.startsOn === null || year < yearOf(service.startsOn)) return 'before_start'
  if (year > yearOf(service.endedOn ?? clock.today())) return 'in_the_future'
  const reviews = await listReviews(tx, [service.id])
  return reviews.some((review) => review.year === year) ? 'reviewed_already' : null
}
