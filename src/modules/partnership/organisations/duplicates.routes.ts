import type { Hono } from 'hono'
import { z } from 'zod'
import { emptyForm, type FormState } from '#web/form.tsx'
import { text } from '#web/form-values.ts'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { comparePair, merge, tellApart, undoMerge } from './duplicates.actions.ts'
import { listComparables, listMerges, listSettledPairs } from './duplicates.queries.ts'
import { findCandidates } from './duplicates.rules.ts'
import { words } from './organisations.answers.ts'
import { organisationsPaths } from './organisations.paths.ts'
import { canKeepDirectory } from './organisations.permissions.ts'
import { readOther } from './part-book.ts'
import { DuplicatesPage, PairPage } from './views/duplicates-pages.tsx'

const decisionInput = z.object({
  decision: z.enum(['garder-un', 'garder-autre', 'distinctes']),
  motif: text(500),
})

/** Records that may be one body: found by the program, decided by a person. */
export function addDuplicateRoutes(app: Hono<AppEnv>): void {
  app.get('/organisations/doublons', async (c) => {
    return canKeepDirectory(c.var.context.actor) ? list(c, emptyForm, 200) : c.notFound()
  })

  app.get('/organisations/doublons/comparer', async (c) => {
    const { db, actor } = c.var.context
    if (!canKeepDirectory(actor)) return c.notFound()
    const { un = '', autre = '' } = c.req.query()
    const [one, other] = [await readOther(db, un), await readOther(db, autre)]
    if (one && other && one !== other) return c.redirect(organisationsPaths.pair(one, other), 302)
    const errors = { [one ? 'autre' : 'un']: words(c)('error.organisation_unknown') }
    return list(c, { values: { un, autre }, errors }, 422)
  })

  app.get('/organisations/doublons/:one/:other', async (c) => {
    if (!canKeepDirectory(c.var.context.actor)) return c.notFound()
    const comparison = await comparePair(c.var.context, c.req.param('one'), c.req.param('other'))
    return comparison ? show(c, PairPage, { comparison, error: null }) : c.notFound()
  })

  app.post('/organisations/doublons/fusions/:mergeId/annulation', async (c) => {
    const undone = await undoMerge(c.var.context, c.req.param('mergeId'))
    return undone.ok
      ? goTo(c, organisationsPaths.show(undone.value.absorbedId), words(c)('done.merge_undone'))
      : c.notFound()
  })

  app.post('/organisations/doublons/:one/:other', async (c) => {
    const { one, other } = c.req.param()
    if (!canKeepDirectory(c.var.context.actor)) return c.notFound()
    const comparison = await comparePair(c.var.context, one, other)
    if (!comparison) return c.notFound()
    const input = decisionInput.safeParse(await readForm(c))
    if (!input.success) return show(c, PairPage, { comparison, error: words(c)('error.choice') }, 422)
    const { decision, motif } = input.data
    if (decision === 'distinctes') {
      const told = await tellApart(c.var.context, one, other, motif)
      return told.ok ? goTo(c, organisationsPaths.duplicates(), words(c)('done.told_apart')) : c.notFound()
    }
    const [absorbed, kept] = decision === 'garder-un' ? [other, one] : [one, other]
    const merged = await merge(c.var.context, absorbed, kept, motif)
    return merged.ok ? goTo(c, organisationsPaths.show(kept), words(c)('done.merged')) : c.notFound()
  })
}

async function list(c: WebContext, state: FormState, status: 200 | 422): Promise<Response> {
  const { db } = c.var.context
  const candidates = findCandidates(await listComparables(db, null), await listSettledPairs(db))
  return show(c, DuplicatesPage, { candidates, merges: await listMerges(db), state }, status)
}
