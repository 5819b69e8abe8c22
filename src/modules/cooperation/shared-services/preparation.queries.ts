import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { calendarDate } from '#kernel/calendar-date.ts'
import {
  comparisons,
  type ForecastYear,
  type Opinion,
  type ServiceLevel,
  verdicts,
  type WorkUnit,
} from './shared-services.rules.ts'

export async function listUnits(db: Database, serviceId: string): Promise<WorkUnit[]> {
  return db
    .selectFrom('shared_service_units')
    .select(['id', 'code', 'label', 'weight'])
    .where('service_id', '=', serviceId)
    .orderBy('weight', 'desc')
    .orderBy('label')
    .execute()
}

export async function insertUnit(tx: Database, serviceId: string, unit: Omit<WorkUnit, 'id'>): Promise<void> {
  await tx
    .insertInto('shared_service_units')
    .values({ service_id: serviceId, ...unit })
    .execute()
}

const levelRow = z.object({
  id: z.string(),
  label: z.string(),
  comparison: z.enum(comparisons),
  target: z.number(),
  unit: z.string(),
})

export async function listLevels(db: Database, serviceId: string): Promise<ServiceLevel[]> {
  const rows = await db
    .selectFrom('shared_service_levels')
    .select(['id', 'label', 'comparison', 'target', 'unit'])
    .where('service_id', '=', serviceId)
    .orderBy('label')
    .execute()
  return rows.map((row) => levelRow.parse(row))
}

/** Ids of the service levels of a service by what they are called. */
export async function levelIds(db: Database, code: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('shared_service_levels as level')
    .innerJoin('shared_services as service', 'service.id', 'level.service_id')
    .select(['level.id', 'level.label'])
    .where('service.code', '=', code)
    .execute()
  return new Map(rows.map(({ id, label }) => [label, id]))
}

export async function insertLevel(
  tx: Database,
  serviceId: string,
  level: Omit<ServiceLevel, 'id'>,
): Promise<void> {
  await tx
    .insertInto('shared_service_levels')
    .values({ service_id: serviceId, ...level })
    .execute()
}

const opinionRow = z
  .object({
    id: z.string(),
    body: z.string(),
    asked_on: z.string(),
    given_on: z.string().nullable(),
    verdict: z.enum(verdicts).nullable(),
    note: z.string(),
  })
  .transform(
    ({ asked_on, given_on, ...row }): Opinion => ({
      ...row,
      askedOn: calendarDate(asked_on),
      givenOn: given_on === null ? null : calendarDate(given_on),
    }),
  )

export async function listOpinions(db: Database, serviceId: string): Promise<Opinion[]> {
  const rows = await db
    .selectFrom('shared_service_opinions')
    .select(['id', 'body', 'asked_on', 'given_on', 'verdict', 'note'])
    .where('service_id', '=', serviceId)
    .orderBy('asked_on')
    .orderBy('body')
    .execute()
  return rows.map((row) => opinionRow.parse(row))
}

/** One row for each body: what it was asked, then what it answered. */
export async function saveOpinion(
  tx: Database,
  serviceId: string,
  opinion: Omit<Opinion, 'id'>,
): Promise<void> {
  const values = {
    asked_on: opinion.askedOn,
    given_on: opinion.givenOn,
    verdict: opinion.verdict,
    note: opinion.note,
  }
  await tx
    .insertInto('shared_service_opinions')
    .values({ service_id: serviceId, body: opinion.body, ...values })
    .onConflict((conflict) => conflict.columns(['service_id', 'body']).doUpdateSet(values))
    .execute()
}

export async function listForecast(db: Database, serviceId: string): Promise<ForecastYear[]> {
  const rows = await db
    .selectFrom('shared_service_forecasts')
    .select(['year_number', 'running_cents', 'transition_cents', 'without_cents'])
    .where('service_id', '=', serviceId)
    .orderBy('year_number')
    .execute()
  return rows.map((row) => ({
    number: row.year_number,
    runningCents: row.running_cents,
    transitionCents: row.transition_cents,
    withoutCents: row.without_cents,
  }))
}

export async function replaceForecast(
  tx: Database,
  serviceId: string,
  years: readonly ForecastYear[],
): Promise<void> {
  await tx.deleteFrom('shared_service_forecasts').where('service_id', '=', serviceId).execute()
  await tx
    .insertInto('shared_service_forecasts')
    .values(
      years.map((year) => ({
        service_id: serviceId,
        year_number: year.number,
        running_cents: year.runningCents,
        transition_cents: year.transitionCents,
        without_cents: year.withoutCents,
      })),
    )
    .execute()
}

/** An entry of a list that nothing names yet. */
export async function deletePrepared(
  tx: Database,
  table: 'shared_service_units' | 'shared_service_levels' | 'shared_service_opinions',
  serviceId: string,
  id: string,
): Promise<boolean> {
  const result = await tx
    .deleteFrom(table)
    .where('id', '=', id)
    .where('service_id', '=', serviceId)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}
