import type { Hono } from 'hono'
import { z } from 'zod'
import type { FormState } from '#web/form.tsx'
import { day, filled } from '#web/form-values.ts'
import { readForm, refusedForm } from '#web/read-form.ts'
import { type AppEnv, goTo, type WebContext } from '#web/respond.ts'
import { authoritiesPaths } from './authorities.paths.ts'
import { roleOfRecorder } from './authorities.permissions.ts'
import { type Authority, isAuthorityKind } from './authorities.rules.ts'
import { authoritiesWords } from './authorities.words.ts'
import { authorityCatalogue } from './authority-catalogue.ts'
import { endOffice, nameOfficer } from './authority-officers.actions.ts'

const officerInput = z
  .object({ compte: filled(100), fonction: filled(200), depuis: day })
  .transform(({ compte, fonction, depuis }) => ({
    accountId: compte,
    function: fonction,
    startsOn: depuis,
  }))

type ShowAuthority = (
  c: WebContext,
  authority: Authority,
  state: FormState,
  status: 200 | 422,
) => Promise<Response>

/** Who speaks for an authority, from a day to a day. */
export function addOfficerRoutes(app: Hono<AppEnv>, showAuthority: ShowAuthority): void {
  app.post('/collectivites/:kind/:code/representants', async (c) => {
    const authority = authorityOf(c)
    if (!authority || roleOfRecorder(c.var.context.actor) === null) return c.notFound()
    const t = authoritiesWords(c.var.context.locale)
    const values = await readForm(c)
    const input = officerInput.safeParse(values)
    if (!input.success) {
      const state = refusedForm(values, input.error.issues, ['text_missing', 'text_long', 'date'], (code) =>
        t(`error.${code}`),
      )
      return showAuthority(c, authority, state, 422)
    }
    const result = await nameOfficer(c.var.context, authority, input.data)
    if (result.ok) return goTo(c, authoritiesPaths.show(authority), t('officers.done'))
    if (result.refusal === 'not_found') return c.notFound()
    const errors = { compte: t(`error.${result.refusal}`) }
    return showAuthority(c, authority, { values, errors }, 422)
  })

  app.post('/collectivites/:kind/:code/representants/:id/fin', async (c) => {
    const authority = authorityOf(c)
    if (!authority || !z.uuid().safeParse(c.req.param('id')).success) return c.notFound()
    const result = await endOffice(c.var.context, authority, c.req.param('id'))
    if (!result.ok) return c.notFound()
    const t = authoritiesWords(c.var.context.locale)
    return goTo(c, authoritiesPaths.show(authority), t('officers.ended'))
  })
}

/** The authority of the address; null when there is none. */
export function authorityOf(c: WebContext): Authority | null {
  const { kind = '', code = '' } = c.req.param()
  return isAuthorityKind(kind) ? authorityCatalogue().find(kind, code) : null
}
