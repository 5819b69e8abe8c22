import type { Hono } from 'hono'
import { addDays } from '#kernel/calendar-date.ts'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, showToAll } from '#web/respond.ts'
import { moderate, replyToModeration } from './moderation.actions.ts'
import { listModerations, listQueue } from './moderation.queries.ts'
import { numberOf, refusedAct, refusedInput, senderOf, statusOf, words } from './proposals.answers.ts'
import { moderationInput, moderationReplyInput } from './proposals.inputs.ts'
import { proposalsPaths } from './proposals.paths.ts'
import { canModerate } from './proposals.permissions.ts'
import { showProposal } from './public.routes.ts'
import { listSupportDays } from './surges.queries.ts'
import { findSurges } from './surges.rules.ts'
import { LogPage, QueuePage } from './views/moderation-pages.tsx'
import { SurgesPage } from './views/surges-page.tsx'

const daysWatched = 60

/** Moderation: what waits, what is decided, the author's answer, and the public log. */
export function addModerationRoutes(app: Hono<AppEnv>): void {
  app.get('/propositions/moderation', async (c) => {
    const { actor, db } = c.var.context
    return canModerate(actor) ? show(c, QueuePage, { rows: await listQueue(db) }) : c.notFound()
  })

  app.get('/propositions/moderation/afflux', async (c) => {
    const { actor, db, clock } = c.var.context
    if (!canModerate(actor)) return c.notFound()
    const supports = await listSupportDays(db, addDays(clock.today(), -daysWatched))
    return show(c, SurgesPage, { surges: findSurges(supports), days: daysWatched })
  })

  app.get('/propositions/moderation/journal', async (c) => {
    const after = c.req.query('suite')
    const { rows, next } = await listModerations(c.var.context.db, after)
    return showToAll(c, LogPage, { rows, next, isFirst: !after })
  })

  app.post('/propositions/:number{[0-9]+}/moderation', async (c) => {
    const number = numberOf(c)
    if (number === null || !canModerate(c.var.context.actor)) return c.notFound()
    const values = await readForm(c)
    const input = moderationInput.safeParse(values)
    if (!input.success) return showProposal(c, refusedInput(c, values, input.error), 422)
    const { decision, commentaire: commentId, raison: reason, explication: explanation } = input.data
    const choice = { decision, commentId, reason, explanation }
    const result = await moderate(c.var.context, await senderOf(c), number, choice)
    if (result.ok)
      return goTo(
        c,
        commentId === null && decision !== 'keep' ? proposalsPaths.queue() : proposalsPaths.show(number),
        words(c)(`done.moderated_${decision}`),
      )
    if (result.refusal === 'not_found') return c.notFound()
    return showProposal(c, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })

  app.post('/propositions/:number{[0-9]+}/moderation/reponse', async (c) => {
    const number = numberOf(c)
    const { contributor } = await senderOf(c)
    if (number === null || !contributor) return c.notFound()
    const values = await readForm(c)
    const input = moderationReplyInput.safeParse(values)
    if (!input.success) return showProposal(c, refusedInput(c, values, input.error), 422)
    const result = await replyToModeration(c.var.context, contributor, number, input.data.message)
    if (result.ok) return goTo(c, proposalsPaths.show(number), words(c)('done.moderation_reply'))
    if (result.refusal === 'not_found') return c.notFound()
    return showProposal(c, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })
}
