import type { Hono } from 'hono'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { cleanPicture, type PictureRefusal } from '#modules/participation/proposals/proposals.public.ts'
import { isFollowing } from '#modules/people/notifications/notifications.public.ts'
import {
  deliberationsPaths,
  listDeliberationChoices,
} from '#modules/steering/deliberations/deliberations.public.ts'
import { fileOf } from '#web/file-field.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { type FormValues, readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { type Refusal, refusedAct, refusedInput, statusOf, words } from './budgets.answers.ts'
import { budgetsPaths } from './budgets.paths.ts'
import { canEditEdition, canFollowUp, roleForDecision } from './budgets.permissions.ts'
import { decisionInput, stepDoneInput, stepInput } from './editions.inputs.ts'
import { numberOf } from './editions.routes.ts'
import { addStep, findProjectOf, finishStep, followProject, recordDecision } from './follow-up.actions.ts'
import { findPhoto, listSteps } from './follow-up.queries.ts'
import { listResults } from './results.queries.ts'
import { stateOfResult } from './results.rules.ts'
import { ProjectPage } from './views/project-page.tsx'

export function addFollowUpRoutes(app: Hono<AppEnv>): void {
  app.get('/budgets-participatifs/:code/projets/:numero', (c) => showProject(c, emptyForm))

  app.post('/budgets-participatifs/:code/projets/:numero/decision', async (c) => {
    const { code, number } = addressed(c)
    const found = await findProjectOf(c.var.context, code, number)
    if (!found || roleForDecision(c.var.context.actor, found.edition.status) === null) return c.notFound()
    const values = await readForm(c)
    const input = decisionInput.safeParse(values)
    if (!input.success) return showProject(c, refusedInput(c, values, input.error), 422)
    const result = await recordDecision(c.var.context, code, number, {
      decision: input.data.decision,
      deliberationId: input.data.deliberation,
      reasons: input.data.motif,
      dueOn: input.data.echeance,
      service: input.data.service,
      deliveryLabel: words(c)('steps.delivery'),
    })
    if (result.ok) return goTo(c, budgetsPaths.project(code, number), words(c)('done.decided'))
    return refusedProject(c, values, result.refusal)
  })

  app.post('/budgets-participatifs/:code/projets/:numero/etapes', async (c) => {
    const { code, number } = addressed(c)
    const found = await findProjectOf(c.var.context, code, number)
    if (!found || !canFollowUp(c.var.context.actor, found.edition.status)) return c.notFound()
    const values = await readForm(c)
    const input = stepInput.safeParse(values)
    if (!input.success) return showProject(c, refusedInput(c, values, input.error), 422)
    const result = await addStep(c.var.context, code, number, {
      label: input.data.etape,
      dueOn: input.data.echeance,
      note: input.data.note,
      isDelivery: input.data.livraison,
    })
    if (result.ok) return goTo(c, budgetsPaths.project(code, number), words(c)('done.saved'))
    return refusedProject(c, values, result.refusal)
  })

  app.post('/budgets-participatifs/:code/projets/:numero/etapes/:etape', async (c) => {
    const { code, number } = addressed(c)
    const found = await findProjectOf(c.var.context, code, number)
    if (!found || !canFollowUp(c.var.context.actor, found.edition.status)) return c.notFound()
    const id = c.req.param('etape')
    const values = { ...(await readForm(c)), etape_id: id }
    const input = stepDoneInput.safeParse(values)
    if (!input.success) return showProject(c, refusedInput(c, values, input.error), 422)
    const photo = await photoIn(c, input.data.photo_texte)
    if (!photo.ok) {
      const errors = { [photo.refusal.field]: words(c)(`error.${photo.refusal.code}`) }
      return showProject(c, { values, errors }, 422)
    }
    const result = await finishStep(c.var.context, code, number, id, {
      on: input.data.fait_le,
      note: input.data.note,
      reason: input.data.motif,
      photo: photo.value,
    })
    if (result.ok) return goTo(c, budgetsPaths.project(code, number), words(c)('done.step'))
    return refusedProject(c, values, result.refusal)
  })

  app.get('/budgets-participatifs/:code/projets/:numero/photos/:etape', async (c) => {
    const { code, number } = addressed(c)
    const found = await findProjectOf(c.var.context, code, number)
    const photo = found && (await findPhoto(c.var.context.db, found.project.id, c.req.param('etape')))
    if (!photo) return c.notFound()
    return c.body(new Uint8Array(photo), 200, {
      'Content-Type': 'image/webp',
      'Cache-Control': 'public, max-age=86400',
    })
  })

  app.post('/budgets-participatifs/:code/projets/:numero/suivre', async (c) => {
    const { code, number } = addressed(c)
    const wish = (await readForm(c)).suivre !== 'non'
    const result = await followProject(c.var.context, code, number, wish)
    if (!result.ok) return c.notFound()
    const done = wish ? 'done.followed' : 'done.unfollowed'
    return goTo(c, budgetsPaths.project(code, number), words(c)(done))
  })
}

interface PhotoRefusal {
  readonly field: 'photo' | 'photo_texte'
  readonly code: PictureRefusal | 'photo_alt'
}

/** The photo of the form, made again from its pixels: without the place and the device that took it. Null when none was sent. */
async function photoIn(
  c: WebContext,
  alt: string,
): Promise<Result<{ readonly bytes: Uint8Array; readonly alt: string } | null, PhotoRefusal>> {
  const bytes = await fileOf(c, 'photo')
  if (!bytes) return ok(null)
  if (alt === '') return refuse({ field: 'photo_texte', code: 'photo_alt' })
  const clean = await cleanPicture(bytes)
  return clean.ok ? ok({ bytes: clean.value.bytes, alt }) : refuse({ field: 'photo', code: clean.refusal })
}

function addressed(c: WebContext): { code: string; number: number } {
  return { code: c.req.param('code') ?? '', number: numberOf(c.req.param('numero') ?? '') }
}

function refusedProject(c: WebContext, values: FormValues, refusal: Refusal): Response | Promise<Response> {
  return refusal === 'not_found'
    ? c.notFound()
    : showProject(c, refusedAct(c, values, refusal), statusOf(refusal))
}

async function showProject(
  c: WebContext,
  state: FormState,
  status: 200 | 409 | 422 | 429 = 200,
): Promise<Response> {
  const { db, actor, clock } = c.var.context
  const { code, number } = addressed(c)
  const found = await findProjectOf(c.var.context, code, number)
  if (!found) return c.notFound()
  const { offer, edition, project } = found
  const isCounted = edition.status === 'counted'
  const result = isCounted ? ((await listResults(db, edition.id, project.id))[0] ?? null) : null
  const canDecide =
    roleForDecision(actor, edition.status) !== null &&
    result !== null &&
    stateOfResult(result) === 'recommended'
  const deliberations = canDecide ? await listDeliberationChoices(db) : []
  const { decision = null } = result ?? {}
  return show(
    c,
    ProjectPage,
    {
      offer,
      project,
      result,
      steps: decision?.decision === 'accepted' ? await listSteps(db, project.id) : [],
      deliberations: deliberations.map(({ id, label }) => ({ value: id, label })),
      deliberationPath: decision === null ? null : deliberationsPaths.show(decision.deliberationId),
      canDecide,
      canFollowUp: canFollowUp(actor, edition.status),
      canEdit: canEditEdition(actor, edition.status),
      isFollowing: actor && (await isFollowing(db, actor.id, { kind: 'budget_project', id: project.id })),
      today: clock.today(),
      state,
    },
    status,
  )
}
