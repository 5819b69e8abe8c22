import type { Hono } from 'hono'
import { accountsPaths } from '#modules/people/accounts/accounts.public.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { readLink } from './applicant-links.actions.ts'
import { limitedStatusOf, refusedAct, words } from './calls.answers.ts'
import { confirmLink } from './confirm-link.actions.ts'
import { ConfirmPage, LinkExpiredPage } from './views/confirm-page.tsx'

/** Opens a session in the browser that asks, for the account of a mailbox that the person has just proved to be theirs. */
export type Enter = (c: WebContext, email: string) => Promise<void>

/** Longest name that an applicant gives. */
const longestName = 120

/** Links mailed to those who apply, or write an application, without having had an account from the town. */
export function addApplicantRoutes(app: Hono<AppEnv>, enter: Enter): void {
  app.get('/appels-a-projets/confirmation/:jeton', (c) => showLink(c, emptyForm))

  // Looking at a link does nothing, as programs that check mails do: the button does.
  app.post('/appels-a-projets/confirmation/:jeton', async (c) => {
    const values = await readForm(c)
    const name = (values.nom ?? '').slice(0, longestName)
    const result = await confirmLink(c.var.context, c.req.param('jeton'), name)
    if (!result.ok) return showLink(c, refusedAct(c, values, result.refusal), limitedStatusOf(result.refusal))
    const { email, path } = result.value
    if (c.var.context.actor?.email !== email) await enter(c, email)
    return goTo(c, path, words(c)('done.entered', { email }))
  })
}

async function showLink(
  c: WebContext,
  state: FormState,
  status: 200 | 409 | 422 | 429 = 200,
): Promise<Response> {
  const token = c.req.param('jeton') ?? ''
  const link = await readLink(c.var.context, token)
  if (!link) return show(c, LinkExpiredPage, { signIn: accountsPaths.signIn() }, 404)
  return show(c, ConfirmPage, { token, link, state }, status)
}
