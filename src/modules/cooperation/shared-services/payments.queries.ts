import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import { type Payment, type PaymentDraft, paymentKinds } from './payments.rules.ts'

const paymentRow = z
  .object({
    id: z.string(),
    party_id: z.string(),
    year: z.number(),
    kind: z.enum(paymentKinds),
    cents: z.number(),
    day: z.string(),
    due_on: z.string().nullable(),
    reference: z.string(),
    recorded_by_name: z.string(),
  })
  .transform(
    (row): Payment => ({
      id: row.id,
      partyId: row.party_id,
      year: row.year,
      kind: row.kind,
      cents: row.cents,
      day: calendarDate(row.day),
      dueOn: row.due_on === null ? null : calendarDate(row.due_on),
      reference: row.reference,
      recordedByName: row.recorded_by_name,
    }),
  )

/** Calls and payments of a year, in the order of their days. */
export async function listPayments(db: Database, serviceId: string, year: number): Promise<Payment[]> {
  const rows = await db
    .selectFrom('shared_service_payments')
    .select(['id', 'party_id', 'year', 'kind', 'cents', 'day', 'due_on', 'reference', 'recorded_by_name'])
    .where('service_id', '=', serviceId)
    .where('year', '=', year)
    .orderBy('day')
    .orderBy('reference')
    .execute()
  return rows.map((row) => paymentRow.parse(row))
}

export async function insertPayment(
  tx: Database,
  serviceId: string,
  year: number,
  payment: PaymentDraft,
  by: { readonly name: string; readonly on: CalendarDate },
): Promise<void> {
  await tx
    .insertInto('shared_service_payments')
    .values({
      service_id: serviceId,
      party_id: payment.partyId,
      year,
      kind: payment.kind,
      cents: payment.cents,
      day: payment.day,
      due_on: payment.dueOn,
      reference: payment.reference,
      recorded_by_name: by.name,
      recorded_on: by.on,
    })
    .execute()
}

export async function deletePayment(
  tx: Database,
  serviceId: string,
  year: number,
  id: string,
): Promise<boolean> {
  const result = await tx
    .deleteFrom('shared_service_payments')
    .where('id', '=', id)
    .where('year', '=', year)
    .where('service_id', '=', serviceId)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}
