import { Hono } from 'hono'
import type { z } from 'zod'
import { isOfTheTown } from '#kernel/actor.ts'
import { isRole } from '#kernel/roles.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { type FormValues, readForm, refusedForm } from '#web/read-form.ts'
import { type AppEnv, goTo, safePath, show, type WebContext } from '#web/respond.ts'
import {
  type AccountsRefusal,
  changePassword,
  closeSession,
  createAccount,
  endRole,
  grantRole,
  listOpenSessions,
  sendSignInLink,
  signInByLink,
  signInByPassword,
} from './accounts.actions.ts'
import type { Identity } from './accounts.identity.ts'
import { accountInput, grantInput, linkInput, passwordInput, signInInput } from './accounts.inputs.ts'
import { accountsPaths } from './accounts.paths.ts'
import { canCreateAccounts, canSeeAccounts, canSeeOutbox, roleToGrant } from './accounts.permissions.ts'
import { getAccount, listAccounts, listDemoPeople, listGrants, listOutbox } from './accounts.queries.ts'
import { grantableRoles, pageOfAccounts } from './accounts.rules.ts'
import { catalogueOfAccounts } from './accounts.words.ts'
import { enterWithMailbox } from './enter-with-mailbox.ts'
import { AccountPage } from './views/account-page.tsx'
import { AccountsPage } from './views/accounts-page.tsx'
import { DemoPage } from './views/demo-page.tsx'
import { MePage } from './views/me-page.tsx'
import { OutboxPage } from './views/outbox-page.tsx'
import { SignInLinkPage, SignInPage } from './views/sign-in-page.tsx'

export function accountsRoutes({ identity }: { readonly identity: Identity }) {
  const app = new Hono<AppEnv>()

  app.get(accountsPaths.signIn(), (c) => showSignIn(c, emptyForm, safePath(c.req.query('retour'))))

  app.post(accountsPaths.signInByPassword(), async (c) => {
    const values = await readForm(c)
    const input = signInInput.safeParse(values)
    const back = safePath(values.retour)
    if (!input.success) return showSignIn(c, refusedInput(c, values, input.error), back, 422)
    const result = await signInByPassword(c.var.context, identity, {
      email: input.data.courriel,
      password: input.data.mot_de_passe,
      address: c.var.context.clientAddress,
      headers: c.req.raw.headers,
    })
    if (!result.ok) return refuseSignIn(c, values, result.refusal, back)
    return enter(c, result.value, back)
  })

  app.post(accountsPaths.askLink(), async (c) => {
    const values = await readForm(c)
    const input = linkInput.safeParse({ courriel: values.courriel_lien })
    if (!input.success)
      return showSignIn(c, { values, errors: { courriel_lien: words(c)('error.email') } }, '/', 422)
    const result = await sendSignInLink(c.var.context, identity, {
      email: input.data.courriel,
      address: c.var.context.clientAddress,
      headers: c.req.raw.headers,
    })
    if (!result.ok) return refuseSignIn(c, values, result.refusal, '/')
    return goTo(c, accountsPaths.signIn(), words(c)('sign_in.link_sent'))
  })

  app.get('/connexion/lien/:token', (c) => show(c, SignInLinkPage, { token: c.req.param('token') }))

  app.post('/connexion/lien/:token', async (c) => {
    const result = await signInByLink(identity, c.req.param('token'), c.req.raw.headers)
    return result.ok ? enter(c, result.value, '/') : refuseSignIn(c, {}, result.refusal, '/')
  })

  app.post(accountsPaths.signOut(), async (c) => {
    const response = await identity.auth.api.signOut({ headers: c.req.raw.headers, asResponse: true })
    return enter(c, response.headers, '/')
  })

  app.get(accountsPaths.demo(), async (c) => {
    if (!c.var.context.town.isDemo) return c.notFound()
    const { db, clock } = c.var.context
    return show(c, DemoPage, { people: await listDemoPeople(db, clock.today()) })
  })

  app.post(accountsPaths.demo(), async (c) => {
    if (!c.var.context.town.isDemo) return c.notFound()
    const { compte = '' } = await readForm(c)
    const account = await getAccount(c.var.context.db, compte)
    if (!account) return c.notFound()
    await enterWithMailbox(c, identity, account.email)
    return c.redirect('/', 303)
  })

  app.get(accountsPaths.me(), async (c) => (c.var.context.actor ? showMe(c, emptyForm) : askToSignIn(c)))

  app.post(accountsPaths.password(), async (c) => {
    if (!c.var.context.actor) return askToSignIn(c)
    const input = passwordInput.safeParse(await readForm(c))
    if (!input.success) return showMe(c, refusedInput(c, {}, input.error), 422)
    await changePassword(identity, c.var.context.actor.id, input.data.nouveau, c.req.raw.headers)
    return goTo(c, accountsPaths.me(), words(c)('me.password_saved'))
  })

  app.post('/mon-compte/sessions/:id', async (c) => {
    if (!c.var.context.actor) return askToSignIn(c)
    const closed = await closeSession(identity, c.req.param('id'), c.req.raw.headers)
    if (!closed) return c.notFound()
    return goTo(c, accountsPaths.me(), words(c)('me.session_closed'))
  })

  app.get(accountsPaths.accounts(), (c) =>
    canSeeAccounts(c.var.context.actor) ? showAccounts(c, emptyForm) : c.notFound(),
  )

  app.post(accountsPaths.accounts(), async (c) => {
    if (!canCreateAccounts(c.var.context.actor)) return c.notFound()
    const values = await readForm(c)
    const input = accountInput.safeParse(values)
    if (!input.success) return showAccounts(c, refusedInput(c, values, input.error), 422)
    const result = await createAccount(c.var.context, input.data)
    if (!result.ok)
      return showAccounts(c, { values, errors: { courriel: refusalSentence(c, result.refusal) } }, 422)
    return goTo(c, accountsPaths.account(result.value.id), words(c)('accounts.created'))
  })

  app.get('/comptes/:id', (c) =>
    canSeeAccounts(c.var.context.actor) ? showAccount(c, c.req.param('id'), emptyForm) : c.notFound(),
  )

  app.post('/comptes/:id/roles', async (c) => {
    const id = c.req.param('id')
    if (!roleToGrant(c.var.context.actor)) return c.notFound()
    const values = await readForm(c)
    const input = grantInput.safeParse(values)
    if (!input.success) return showAccount(c, id, refusedInput(c, values, input.error), 422)
    const result = await grantRole(c.var.context, id, input.data)
    if (result.ok) return goTo(c, accountsPaths.account(id), words(c)('accounts.granted'))
    if (result.refusal === 'not_found') return c.notFound()
    return showAccount(c, id, { values, errors: { role: refusalSentence(c, result.refusal) } }, 422)
  })

  app.post('/comptes/:id/roles/:role/fin', async (c) => {
    const { id, role } = c.req.param()
    const result = isRole(role) ? await endRole(c.var.context, id, role) : null
    return result?.ok ? goTo(c, accountsPaths.account(id), words(c)('accounts.ended')) : c.notFound()
  })

  app.get(accountsPaths.outbox(), async (c) => {
    const { actor, town, db, settings } = c.var.context
    if (settings.smtpUrl !== null || !canSeeOutbox(actor, town)) return c.notFound()
    return show(c, OutboxPage, { messages: await listOutbox(db, 50) })
  })

  return app

  async function showMe(c: WebContext, state: FormState, status: 200 | 422 = 200): Promise<Response> {
    const { actor } = c.var.context
    if (!actor) return askToSignIn(c)
    const open = await listOpenSessions(identity, c.req.raw.headers)
    return show(
      c,
      MePage,
      {
        name: actor.name,
        email: actor.email,
        roles: [...actor.roles],
        sessions: open,
        hasDevices: isOfTheTown(actor),
        state,
      },
      status,
    )
  }
}

function words(c: WebContext) {
  return catalogueOfAccounts(c.var.context.locale)
}

const inputCodes = [
  'email',
  'password_missing',
  'password_short',
  'password_long',
  'name_missing',
  'name_long',
  'title_long',
  'role_unknown',
  'date',
] as const

function refusedInput(c: WebContext, values: FormValues, error: z.ZodError): FormState {
  const t = words(c)
  return refusedForm(values, error.issues, inputCodes, (code) => t(`error.${code}`))
}

function refusalSentence(c: WebContext, refusal: AccountsRefusal): string {
  return words(c)(`error.${refusal}`)
}

function showSignIn(c: WebContext, state: FormState, back: string, status: 200 | 422 | 429 = 200): Response {
  return show(c, SignInPage, { state, back, isDemo: c.var.context.town.isDemo }, status)
}

function refuseSignIn(
  c: WebContext,
  values: Record<string, string>,
  refusal: AccountsRefusal,
  back: string,
): Response {
  const status = refusal === 'too_many_attempts' ? 429 : 422
  return showSignIn(c, { values, errors: { '': refusalSentence(c, refusal) } }, back, status)
}

function askToSignIn(c: WebContext): Response {
  return c.redirect(`${accountsPaths.signIn()}?retour=${encodeURIComponent(c.req.path)}`, 303)
}

/** Hands the cookies of better-auth to the browser and goes on. */
function enter(c: WebContext, from: Headers, path: string): Response {
  for (const cookie of from.getSetCookie()) c.header('Set-Cookie', cookie, { append: true })
  return c.redirect(path, 303)
}

async function showAccounts(c: WebContext, state: FormState, status: 200 | 422 = 200): Promise<Response> {
  const { db, clock, actor } = c.var.context
  const { q = '', role, suite } = c.req.query()
  const wanted = isRole(role) ? role : null
  const from = /^\d{1,6}$/.test(suite ?? '') ? Number(suite) : 0
  const { rows, count, next } = pageOfAccounts(await listAccounts(db, clock.today()), {
    words: q,
    role: wanted,
    from,
  })
  const filter = { q, role: wanted ?? undefined, suite: from > 0 ? suite : undefined }
  return show(
    c,
    AccountsPage,
    { accounts: rows, count, filter, next, canCreate: canCreateAccounts(actor), state },
    status,
  )
}

async function showAccount(
  c: WebContext,
  id: string,
  state: FormState,
  status: 200 | 422 = 200,
): Promise<Response> {
  const { db, actor, clock } = c.var.context
  const account = await getAccount(db, id)
  if (!account) return c.notFound() as Response
  const values = { debut: clock.today(), ...state.values }
  const grantable = roleToGrant(actor) ? grantableRoles : []
  return show(
    c,
    AccountPage,
    { account, grants: await listGrants(db, id), grantable, state: { ...state, values } },
    status,
  )
}
