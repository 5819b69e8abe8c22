import type { Hono } from 'hono'
import { cents, formatEurosPlain } from '#kernel/cents.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { findDelegation } from './members.queries.ts'
import { addressed, mayLead, refusedAct, refusedInput, statusOf, words } from './projects.answers.ts'
import { admissionInput, delegationInput, reasonInput, reviewInput, versionInput } from './projects.inputs.ts'
import { projectsPaths } from './projects.paths.ts'
import type { Project } from './projects.rules.ts'
import type { Outcome } from './refusals.ts'
import { showSheet } from './sheet.routes.ts'
import {
  abandonProject,
  admitMember,
  closeProject,
  dismissMember,
  signDelegation,
  startProject,
  writeDelegation,
} from './team.actions.ts'
import { DelegationFormPage, ReviewFormPage } from './views/delegation-pages.tsx'

type DoneKey =
  | 'done.admitted'
  | 'done.dismissed'
  | 'done.signed'
  | 'done.started'
  | 'done.closed'
  | 'done.abandoned'

export function addTeamRoutes(app: Hono<AppEnv>): void {
  app.post('/projets/:code/equipe', async (c) => {
    const found = await addressed(c)
    if (!found || !mayLead(c, found)) return c.notFound()
    const values = await readForm(c)
    const input = admissionInput.safeParse(values)
    if (!input.success) return showSheet(c, refusedInput(c, values, input.error), 422)
    const { personne: accountId, role: part, service: body, jusqu_au: endsOn } = input.data
    return answer(c, values, 'done.admitted', (code) =>
      admitMember(c.var.context, code, { accountId, part, body, endsOn }),
    )
  })

  app.post('/projets/:code/equipe/:personne', (c) =>
    answer(c, {}, 'done.dismissed', (code) => dismissMember(c.var.context, code, c.req.param('personne'))),
  )

  app.get('/projets/:code/delegation', async (c) => {
    const found = await addressed(c)
    if (!found || !mayLead(c, found)) return c.notFound()
    const current = await findDelegation(c.var.context.db, found.project.id)
    const values = current
      ? {
          decide: current.decides,
          propose: current.proposes,
          informe: current.informs,
          plafond: formatEurosPlain(cents(current.spendingCents)),
          version: String(current.version),
        }
      : {}
    return show(c, DelegationFormPage, { project: found.project, state: { values, errors: {} } })
  })

  app.post('/projets/:code/delegation', async (c) => {
    const found = await addressed(c)
    if (!found || !mayLead(c, found)) return c.notFound()
    const { project } = found
    const values = await readForm(c)
    const input = delegationInput.safeParse(values)
    if (!input.success)
      return show(c, DelegationFormPage, { project, state: refusedInput(c, values, input.error) }, 422)
    const { decide, propose, informe, plafond, version } = input.data
    const result = await writeDelegation(c.var.context, project.code, version, {
      decides: decide,
      proposes: propose,
      informs: informe,
      spendingCents: plafond,
    })
    if (result.ok) return goTo(c, projectsPaths.show(project.code), words(c)('done.delegated'))
    const state = await staleDelegation(c, project, refusedAct(c, values, result.refusal))
    return show(c, DelegationFormPage, { project, state }, statusOf(result.refusal))
  })

  app.post('/projets/:code/delegation/signature', async (c) => {
    const { version } = versionInput.parse(await readForm(c))
    return answer(c, {}, 'done.signed', (code) => signDelegation(c.var.context, code, version))
  })

  app.post('/projets/:code/lancement', (c) =>
    answer(c, {}, 'done.started', (code) => startProject(c.var.context, code)),
  )

  app.get('/projets/:code/bilan', async (c) => {
    const found = await addressed(c)
    return found && mayLead(c, found) && found.project.status === 'running'
      ? show(c, ReviewFormPage, { project: found.project, state: emptyForm })
      : c.notFound()
  })

  app.post('/projets/:code/bilan', async (c) => {
    const found = await addressed(c)
    if (!found || !mayLead(c, found)) return c.notFound()
    const { project } = found
    const values = await readForm(c)
    const input = reviewInput.safeParse(values)
    const again = (state: FormState) => show(c, ReviewFormPage, { project, state }, 422)
    if (!input.success) return again(refusedInput(c, values, input.error))
    const { promis: promised, venu: came, reprise: reuse, hours } = input.data
    const result = await closeProject(c.var.context, project.code, { promised, came, reuse, hours })
    if (result.ok) return goTo(c, projectsPaths.show(project.code), words(c)('done.closed'))
    return again(refusedAct(c, values, result.refusal))
  })

  app.post('/projets/:code/abandon', async (c) => {
    const values = await readForm(c)
    const input = reasonInput.safeParse(values)
    if (!input.success) return showSheet(c, refusedInput(c, values, input.error), 422)
    return answer(c, values, 'done.abandoned', (code) =>
      abandonProject(c.var.context, code, input.data.motif),
    )
  })
}

/** The version that is stored now, so that saving again is a choice of who has read the other text. */
async function staleDelegation(c: WebContext, project: Project, refused: FormState): Promise<FormState> {
  const current = await findDelegation(c.var.context.db, project.id)
  if (!current) return refused
  const t = words(c)
  const stored = { decide: current.decides, propose: current.proposes, informe: current.informs }
  const errors = Object.entries(stored)
    .filter(([name, text]) => (refused.values[name] ?? '') !== text)
    .map(([name, value]) => [name, t('error.stored_now', { value })])
  return {
    values: { ...refused.values, version: String(current.version) },
    errors: { ...refused.errors, ...Object.fromEntries(errors) },
  }
}

/** Does an act of the sheet and comes back to it, with what was done or what is in the way. */
async function answer(
  c: WebContext,
  values: Readonly<Record<string, string>>,
  done: DoneKey,
  act: (code: string) => Outcome<null>,
): Promise<Response> {
  const code = c.req.param('code') ?? ''
  const result = await act(code)
  if (result.ok) return goTo(c, projectsPaths.show(code), words(c)(done))
  if (result.refusal === 'not_found') return c.notFound()
  return showSheet(c, refusedAct(c, values, result.refusal), statusOf(result.refusal))
}
