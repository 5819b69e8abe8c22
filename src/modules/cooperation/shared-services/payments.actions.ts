import type { Context } from '#infra/context.ts'
import { yearOf } from '#kernel/calendar-date.ts'
import { ok, refuse } from '#kernel/result.ts'
import { changeService, nameOf, type Outcome } from './change-service.ts'
import { countedDays } from './movements.rules.ts'
import { deletePayment, insertPayment } from './payments.queries.ts'
import { kindsOpen, type PaymentDraft } from './payments.rules.ts'
import { canKeep } from './shared-services.permissions.ts'
import { listStatements } from './statements.queries.ts'

/** Records an advance called or paid; once the year is stated, what was paid of the rest or given back. */
export function addPayment(
  context: Context,
  code: string,
  year: number,
  payment: PaymentDraft,
): Outcome<null> {
  return changeService(
    context,
    code,
    async ({ tx, service, parties }) => {
      const party = parties.find(({ id }) => id === payment.partyId)
      if (!canKeep(context.actor) || !party) return refuse('not_found')
      if (service.startsOn === null || year < yearOf(service.startsOn)) return refuse('before_start')
      if (party.isHost) return refuse('host_pays_itself')
      const isStated = (await listStatements(tx, [service.id])).some((statement) => statement.year === year)
      if (!kindsOpen(isStated).includes(payment.kind)) return refuse(isStated ? 'year_stated' : 'not_stated')
      if (countedDays(service, party, year) === 0) return refuse('party_absent')
      if (payment.kind !== 'called' && payment.day > context.clock.today()) return refuse('in_the_future')
      await insertPayment(tx, service.id, year, payment, {
        name: nameOf(context),
        on: context.clock.today(),
      })
      return ok(null)
    },
    { twice: 'paid_already' },
  )
}

/** Takes away an advance that was recorded by mistake, until the year is stated. */
export function removePayment(context: Context, code: string, year: number, id: string): Outcome<null> {
  return changeService(context, code, async ({ tx, service }) => {
    if (!canKeep(context.actor)) return refuse('not_found')
    const statements = await listStatements(tx, [service.id])
    if (statements.some((statement) => statement.year === year)) return refuse('year_stated')
    return (await deletePayment(tx, service.id, year, id)) ? ok(null) : refuse('not_found')
  })
}
