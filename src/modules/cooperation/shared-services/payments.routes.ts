import type { Hono } from 'hono'
import type { FormState } from '#web/form.tsx'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { countedParties } from './movements.rules.ts'
import { addPayment, removePayment } from './payments.actions.ts'
import { listPayments } from './payments.queries.ts'
import { kindsOpen } from './payments.rules.ts'
import { paymentInput } from './running.inputs.ts'
import { opened, refusedAct, refusedInput, statusOf, words } from './shared-services.answers.ts'
import { sharedServicesPaths as paths } from './shared-services.paths.ts'
import { canKeep, canSeeLines, isYearSeen } from './shared-services.permissions.ts'
import { yearOfAddress } from './statements.routes.ts'
import { PaymentsPage } from './views/payments-page.tsx'

const path = '/services-partages/:code/acomptes/:annee' as const

/** Advances of a year, and what its statement left to pay. */
export function addPaymentRoutes(app: Hono<AppEnv>): void {
  app.get(path, (c) => showPayments(c, null))

  app.post(path, async (c) => {
    const open = await opened(c)
    const year = yearOfAddress(c)
    if (!open || year === null || !canKeep(c.var.context.actor)) return c.notFound()
    const values = await readForm(c)
    const input = paymentInput.safeParse(values)
    if (!input.success) return showPayments(c, refusedInput(c, values, input.error), 422)
    const { code } = open.file.service
    const result = await addPayment(c.var.context, code, year, input.data)
    if (result.ok) return goTo(c, paths.payments(code, year), words(c)('done.added'))
    if (result.refusal === 'not_found') return c.notFound()
    return showPayments(c, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })

  app.post(`${path}/:id/suppression`, async (c) => {
    const { code = '', id = '' } = c.req.param()
    const year = yearOfAddress(c)
    if (year === null || !/^[0-9a-f-]{36}$/.test(id)) return c.notFound()
    const result = await removePayment(c.var.context, code, year, id)
    if (result.ok) return goTo(c, paths.payments(code, year), words(c)('done.removed'))
    if (result.refusal === 'not_found') return c.notFound()
    return showPayments(c, refusedAct(c, {}, result.refusal), statusOf(result.refusal))
  })
}

/** A party reads its own account; whoever hosts the service, to whom all is paid, and the town read them all. */
async function showPayments(
  c: WebContext,
  state: FormState | null,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const open = await opened(c)
  const year = yearOfAddress(c)
  if (!open || year === null || open.file.service.startsOn === null) return c.notFound()
  const { file, standing } = open
  const { db, actor, clock } = c.var.context
  if (!isYearSeen(standing, file.parties, year)) return c.notFound()
  const counted = countedParties(file.service, file.parties, year)
  if (counted.length === 0) return c.notFound()
  const seen = counted.filter(({ id, isHost }) => !isHost && canSeeLines(standing, id))
  const payments = await listPayments(db, file.service.id, year)
  const today = clock.today()
  return show(
    c,
    PaymentsPage,
    {
      file,
      year,
      parties: seen,
      payments: payments.filter(({ partyId }) => seen.some(({ id }) => id === partyId)),
      statement: file.statements.find((each) => each.year === year) ?? null,
      kinds: canKeep(actor) ? kindsOpen(file.statements.some((each) => each.year === year)) : [],
      today,
      state: state ?? { values: { le: today }, errors: {} },
    },
    status,
  )
}
