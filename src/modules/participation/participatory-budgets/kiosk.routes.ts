import type { Hono } from 'hono'
import { type AppEnv, show } from '#web/respond.ts'
import { budgetsPaths } from './budgets.paths.ts'
import { canKeepDesk } from './budgets.permissions.ts'
import { visibleOffer } from './editions.actions.ts'
import { stageOf } from './editions.rules.ts'
import { becomeKiosk, isKiosk, leaveKiosk } from './kiosk.ts'
import { KioskPage } from './views/kiosk-page.tsx'

/**
 * A device of the town where people vote one after another. An agent makes it so and then signs out of it; on it the pages of the
 * vote come back to the first one by themselves.
 */
export function addKioskRoutes(app: Hono<AppEnv>): void {
  app.get('/budgets-participatifs/:code/borne', async (c) => {
    const { actor, clock } = c.var.context
    const offer = await visibleOffer(c.var.context, c.req.param('code'))
    if (!offer) return c.notFound()
    const { edition } = offer
    const canKeep = canKeepDesk(actor, edition.status)
    if (!isKiosk(c) && !canKeep) return c.notFound()
    return show(c, KioskPage, {
      edition,
      isKiosk: isKiosk(c),
      isVoting: stageOf(edition, clock.today()) === 'voting',
      canKeep,
    })
  })

  app.post('/budgets-participatifs/:code/borne', async (c) => {
    const code = c.req.param('code')
    const offer = await visibleOffer(c.var.context, code)
    // The link of a declaration goes to a mailbox, which a kiosk is not: there the desk marks people on paper.
    const isPossible = offer?.edition.rollKind === 'roll' || offer?.edition.rollKind === 'code'
    if (!offer || !isPossible || !canKeepDesk(c.var.context.actor, offer.edition.status)) return c.notFound()
    becomeKiosk(c, code)
    return c.redirect(budgetsPaths.kiosk(code), 303)
  })

  app.post('/budgets-participatifs/:code/borne/fin', async (c) => {
    const code = c.req.param('code')
    const offer = await visibleOffer(c.var.context, code)
    if (!offer || !canKeepDesk(c.var.context.actor, offer.edition.status)) return c.notFound()
    leaveKiosk(c, code)
    return c.redirect(budgetsPaths.show(code), 303)
  })
}
