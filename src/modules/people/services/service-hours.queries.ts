import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import type { ServiceHours } from './service-hours.rules.ts'

const hoursRow = z.object({
  service_id: z.string(),
  opens_min: z.number(),
  closes_min: z.number(),
  break_from_min: z.number(),
  break_to_min: z.number(),
  reachable_from_min: z.number(),
  reachable_to_min: z.number(),
  weekdays: z.array(z.number()),
})

/** The hours of the services that have their own, by service. */
export async function listServiceHours(db: Database): Promise<ReadonlyMap<string, ServiceHours>> {
  const rows = await db
    .selectFrom('service_hours')
    .select([
      'service_id',
      'opens_min',
      'closes_min',
      'break_from_min',
      'break_to_min',
      'reachable_from_min',
      'reachable_to_min',
      'weekdays',
    ])
    .execute()
  return new Map(
    rows.map((input) => {
      const row = hoursRow.parse(input)
      return [
        row.service_id,
        {
          opens: row.opens_min,
          closes: row.closes_min,
          breakFrom: row.break_from_min,
          breakTo: row.break_to_min,
          reachableFrom: row.reachable_from_min,
          reachableTo: row.reachable_to_min,
          weekdays: row.weekdays,
        },
      ]
    }),
  )
}

export async function writeServiceHours(db: Database, serviceId: string, hours: ServiceHours): Promise<void> {
  const values = {
    opens_min: hours.opens,
    closes_min: hours.closes,
    break_from_min: hours.breakFrom,
    break_to_min: hours.breakTo,
    reachable_from_min: hours.reachableFrom,
    reachable_to_min: hours.reachableTo,
    weekdays: [...hours.weekdays],
  }
  await db
    .insertInto('service_hours')
    .values({ service_id: serviceId, ...values })
    .onConflict((conflict) => conflict.column('service_id').doUpdateSet(values))
    .execute()
}
