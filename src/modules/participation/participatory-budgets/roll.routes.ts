import type { Hono } from 'hono'
import { fileOf } from '#web/file-field.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { refusedAct, refusedInput, statusOf, words } from './budgets.answers.ts'
import { budgetsPaths } from './budgets.paths.ts'
import { roleForRoll } from './budgets.permissions.ts'
import { visibleOffer } from './editions.actions.ts'
import { codesInput } from './editions.inputs.ts'
import type { Offer, RollKind } from './editions.rules.ts'
import { importRoll, makeCodes, type RollFault } from './roll.actions.ts'
import { countRoll } from './roll.queries.ts'
import { CodeSheetPage, CodesPage, RollPage } from './views/roll-page.tsx'

export function addRollRoutes(app: Hono<AppEnv>): void {
  app.get('/budgets-participatifs/:code/liste', async (c) => {
    const offer = await offerWithRoll(c, 'roll')
    return offer ? showRoll(c, offer, emptyForm) : c.notFound()
  })

  app.post('/budgets-participatifs/:code/liste', async (c) => {
    const offer = await offerWithRoll(c, 'roll')
    if (!offer) return c.notFound()
    const t = words(c)
    const bytes = await fileOf(c, 'fichier')
    if (!bytes)
      return showRoll(c, offer, { values: {}, errors: { fichier: t('error.file_missing') } }, [], 422)
    const result = await importRoll(c.var.context, offer.edition.code, bytes)
    if (!result.ok) return showRoll(c, offer, refusedAct(c, {}, result.refusal), [], 422)
    const { faults, added, known } = result.value
    if (faults.length > 0)
      return showRoll(c, offer, { values: {}, errors: { fichier: t('error.roll_faults') } }, faults, 422)
    return goTo(c, budgetsPaths.roll(offer.edition.code), t('done.roll', { count: added, known }))
  })

  app.get('/budgets-participatifs/:code/codes', async (c) => {
    const offer = await offerWithRoll(c, 'code')
    return offer ? showCodes(c, offer, emptyForm) : c.notFound()
  })

  app.post('/budgets-participatifs/:code/codes', async (c) => {
    const offer = await offerWithRoll(c, 'code')
    if (!offer) return c.notFound()
    const values = await readForm(c)
    const input = codesInput.safeParse(values)
    if (!input.success) return showCodes(c, offer, refusedInput(c, values, input.error), 422)
    const result = await makeCodes(c.var.context, offer.edition.code, {
      area: input.data.secteur,
      count: input.data.nombre,
    })
    if (!result.ok)
      return showCodes(c, offer, refusedAct(c, values, result.refusal), statusOf(result.refusal))
    const address = `${c.var.context.settings.publicUrl}${budgetsPaths.identity(offer.edition.code)}`
    return show(c, CodeSheetPage, { ...result.value, address })
  })
}

async function offerWithRoll(c: WebContext, kind: RollKind): Promise<Offer | null> {
  const offer = await visibleOffer(c.var.context, c.req.param('code') ?? '')
  const { actor } = c.var.context
  return offer?.edition.rollKind === kind && roleForRoll(actor, offer.edition.status) !== null ? offer : null
}

async function showRoll(
  c: WebContext,
  offer: Offer,
  state: FormState,
  faults: readonly RollFault[] = [],
  status: 200 | 422 = 200,
): Promise<Response> {
  const { db, settings } = c.var.context
  const people = await countRoll(db, offer.edition.id)
  const isKeyOutside = settings.rollSecret !== null
  return show(c, RollPage, { offer, people, faults, state, isKeyOutside }, status)
}

async function showCodes(
  c: WebContext,
  offer: Offer,
  state: FormState,
  status: 200 | 409 | 422 | 429 = 200,
): Promise<Response> {
  const people = await countRoll(c.var.context.db, offer.edition.id)
  return show(c, CodesPage, { offer, people, state }, status)
}
