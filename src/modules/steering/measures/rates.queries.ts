import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import { type RatedGrade, ratedGrades } from './rates.rules.ts'

export interface HourlyRate {
  readonly grade: RatedGrade
  readonly validFrom: CalendarDate
  readonly cents: number
  readonly source: string
}

export interface DiscountRate {
  readonly validFrom: CalendarDate
  readonly basisPoints: number
  readonly source: string
}

const day = z.string().transform(calendarDate)
const hourlyRow = z.object({
  grade: z.enum(ratedGrades),
  valid_from: day,
  cents: z.number(),
  source: z.string(),
})

/** Every hourly rate there ever was, the newest of each grade first. */
export async function listHourlyRates(db: Database): Promise<HourlyRate[]> {
  const rows = await db
    .selectFrom('hourly_rates')
    .select(['grade', 'valid_from', 'cents', 'source'])
    .orderBy('grade')
    .orderBy('valid_from', 'desc')
    .execute()
  return rows.map((row) => {
    const { valid_from, ...rate } = hourlyRow.parse(row)
    return { ...rate, validFrom: valid_from }
  })
}

export async function listDiscountRates(db: Database): Promise<DiscountRate[]> {
  const rows = await db
    .selectFrom('discount_rates')
    .select(['valid_from', 'basis_points', 'source'])
    .orderBy('valid_from', 'desc')
    .execute()
  return rows.map((row) => ({
    validFrom: calendarDate(row.valid_from),
    basisPoints: row.basis_points,
    source: row.source,
  }))
}

/** A rate is never rewritten: a second one on the same day is refused by the key. */
export async function insertHourlyRate(tx: Database, rate: HourlyRate): Promise<void> {
  await tx
    .insertInto('hourly_rates')
    .values({ grade: rate.grade, valid_from: rate.validFrom, cents: rate.cents, source: rate.source })
    .execute()
}

export async function insertDiscountRate(tx: Database, rate: DiscountRate): Promise<void> {
  await tx
    .insertInto('discount_rates')
    .values({ valid_from: rate.validFrom, basis_points: rate.basisPoints, source: rate.source })
    .execute()
}
