import type { Hono } from 'hono'
import { isOfTheTown } from '#kernel/actor.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { refusedInput, words } from './measures.answers.ts'
import { discountRateInput, hourlyRateInput } from './measures.inputs.ts'
import { measuresPaths } from './measures.paths.ts'
import { canSetRates } from './measures.permissions.ts'
import { setDiscountRate, setHourlyRate } from './rates.actions.ts'
import { listDiscountRates, listHourlyRates } from './rates.queries.ts'
import { RatesPage } from './views/rates-page.tsx'

/** What prices every hour and discounts every year: read by the town's people, set by the finance office. */
export function addRateRoutes(app: Hono<AppEnv>): void {
  app.get('/taux', (c) => (isOfTheTown(c.var.context.actor) ? showRates(c, {}) : c.notFound()))

  app.post('/taux/horaires', async (c) => {
    if (!canSetRates(c.var.context.actor)) return c.notFound()
    const values = await readForm(c)
    const input = hourlyRateInput.safeParse(values)
    if (!input.success) return showRates(c, { hourly: refusedInput(c, values, input.error) }, 422)
    const set = await setHourlyRate(c.var.context, input.data)
    if (set.ok) return goTo(c, measuresPaths.rates(), words(c)('done.saved'))
    const errors = { valable_horaire: words(c)(`error.${set.refusal}`) }
    return showRates(c, { hourly: { values, errors } }, 422)
  })

  app.post('/taux/actualisation', async (c) => {
    if (!canSetRates(c.var.context.actor)) return c.notFound()
    const values = await readForm(c)
    const input = discountRateInput.safeParse(values)
    if (!input.success) return showRates(c, { discount: refusedInput(c, values, input.error) }, 422)
    const set = await setDiscountRate(c.var.context, input.data)
    if (set.ok) return goTo(c, measuresPaths.rates(), words(c)('done.saved'))
    const errors = { valable_actualisation: words(c)(`error.${set.refusal}`) }
    return showRates(c, { discount: { values, errors } }, 422)
  })
}

async function showRates(
  c: WebContext,
  { hourly = emptyForm, discount = emptyForm }: { hourly?: FormState; discount?: FormState },
  status: 200 | 422 = 200,
): Promise<Response> {
  const { db, actor } = c.var.context
  return show(
    c,
    RatesPage,
    {
      hourlyRates: await listHourlyRates(db),
      discountRates: await listDiscountRates(db),
      canSet: canSetRates(actor),
      hourly,
      discount,
    },
    status,
  )
}
