import { Hono } from 'hono'
import type { z } from 'zod'
import type { Context } from '#infra/context.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { type FormValues, readForm, refusedForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { rhythmInput, stopInput } from './notifications.inputs.ts'
import { notificationsPaths } from './notifications.paths.ts'
import {
  deleteFollow,
  ensureRecipients,
  findRecipient,
  findRecipientOfAccount,
  type KnownRecipient,
  listFollowed,
  listNotices,
  markAllRead,
  updateRhythm,
} from './notifications.queries.ts'
import { notificationsWords } from './notifications.words.ts'
import { readUnsubscribeToken } from './unsubscribe.ts'
import { ByMailPage } from './views/by-mail-page.tsx'
import { MinePage } from './views/mine-page.tsx'

/** How many of the last sentences are shown. */
const shownNotices = 100

/** Where a person keeps their choices, and where its forms go. */
interface Desk {
  readonly recipient: Pick<KnownRecipient, 'email' | 'locale' | 'rhythm'> & {
    /** Null while the person has chosen nothing and was told nothing. */
    readonly id: string | null
  }
  readonly home: string
  readonly rhythmPath: string
  readonly stopPath: string
}

export function notificationsRoutes() {
  const app = new Hono<AppEnv>()

  app.get(notificationsPaths.mine(), async (c) => {
    const desk = await ownDesk(c)
    return desk ? showMine(c, desk, emptyForm) : c.notFound()
  })

  app.post(notificationsPaths.mine(), async (c) => {
    const desk = await ownDesk(c)
    if (!desk) return c.notFound()
    if (desk.recipient.id) await markAllRead(c.var.context.db, desk.recipient.id, c.var.context.clock.now())
    return goTo(c, desk.home, words(c)('mine.read_done'))
  })

  app.post(notificationsPaths.rhythm(), async (c) => saveRhythm(c, await ownDesk(c), showMine))
  app.post(notificationsPaths.stop(), async (c) => stopFollowing(c, await ownDesk(c)))

  app.get('/abonnement/:token', async (c) => {
    const desk = await mailDesk(c, c.req.param('token'))
    return desk ? showByMail(c, desk, emptyForm) : c.notFound()
  })

  app.post('/abonnement/:token/rythme', async (c) =>
    saveRhythm(c, await mailDesk(c, c.req.param('token')), showByMail),
  )
  app.post('/abonnement/:token/ne-plus-suivre', async (c) =>
    stopFollowing(c, await mailDesk(c, c.req.param('token'))),
  )

  return app
}

/**
 * RFC 8058: the mail program of the reader posts here by itself, from its own site and without cookies. Mounted before the
 * defence against forged forms: the token alone gives the right, and only that of leaving.
 */
export function oneClickRoute({ db }: Pick<Context, 'db'>) {
  const app = new Hono()
  app.post('/abonnement/:token/un-clic', async (c) => {
    const id = await readUnsubscribeToken(db, c.req.param('token'))
    const recipient = id ? await findRecipient(db, id) : null
    if (!recipient) return c.text('404', 404)
    await updateRhythm(db, recipient.id, { rhythm: 'never', locale: recipient.locale })
    return c.text(notificationsWords(recipient.locale)('one_click.done'))
  })
  return app
}

function words(c: WebContext) {
  return notificationsWords(c.var.context.locale)
}

/** The choices of the signed-in person; null for a visitor. Only a change makes the row that keeps them. */
async function ownDesk(c: WebContext): Promise<Desk | null> {
  const { db, actor, locale } = c.var.context
  if (!actor) return null
  if (c.req.method === 'POST') await ensureRecipients(db, [{ accountId: actor.id }])
  const known = await findRecipientOfAccount(db, actor.id)
  return {
    recipient: known ?? { id: null, email: actor.email, locale, rhythm: 'daily' },
    home: notificationsPaths.mine(),
    rhythmPath: notificationsPaths.rhythm(),
    stopPath: notificationsPaths.stop(),
  }
}

async function mailDesk(c: WebContext, token: string): Promise<Desk | null> {
  const { db } = c.var.context
  const id = await readUnsubscribeToken(db, token)
  const recipient = id ? await findRecipient(db, id) : null
  return (
    recipient && {
      recipient,
      home: notificationsPaths.byMail(token),
      rhythmPath: notificationsPaths.byMailRhythm(token),
      stopPath: notificationsPaths.byMailStop(token),
    }
  )
}

type ShowDesk = (c: WebContext, desk: Desk, state: FormState, status?: 200 | 422) => Promise<Response>

async function saveRhythm(c: WebContext, desk: Desk | null, showDesk: ShowDesk): Promise<Response> {
  if (!desk?.recipient.id) return c.notFound() as Response
  const values = await readForm(c)
  const input = rhythmInput.safeParse(values)
  if (!input.success) return showDesk(c, desk, refusedRhythm(c, values, input.error), 422)
  const { rythme, langue_messages } = input.data
  await updateRhythm(c.var.context.db, desk.recipient.id, { rhythm: rythme, locale: langue_messages })
  return goTo(c, desk.home, words(c)('rhythm.saved'))
}

function refusedRhythm(c: WebContext, values: FormValues, error: z.ZodError): FormState {
  return refusedForm(values, error.issues, ['rhythm', 'language'], (code) => words(c)(`error.${code}`))
}

async function stopFollowing(c: WebContext, desk: Desk | null): Promise<Response> {
  const { db } = c.var.context
  const input = stopInput.safeParse(await readForm(c))
  if (!desk?.recipient.id || !input.success) return c.notFound() as Response
  const { sorte, objet } = input.data
  const followed = await listFollowed(db, desk.recipient.id)
  const subject = followed.find(({ kind, id }) => kind === sorte && id === objet)
  if (!subject) return c.notFound() as Response
  await deleteFollow(db, desk.recipient.id, subject)
  return goTo(c, desk.home, words(c)('choices.stopped', { label: subject.label }))
}

async function choicesOf(c: WebContext, desk: Desk, state: FormState) {
  const followed = desk.recipient.id ? await listFollowed(c.var.context.db, desk.recipient.id) : []
  return { ...desk, followed, state }
}

async function showMine(c: WebContext, desk: Desk, state: FormState, status: 200 | 422 = 200) {
  const { id } = desk.recipient
  const notices = id ? await listNotices(c.var.context.db, id, shownNotices) : []
  return show(c, MinePage, { notices, ...(await choicesOf(c, desk, state)) }, status)
}

async function showByMail(c: WebContext, desk: Desk, state: FormState, status: 200 | 422 = 200) {
  return show(c, ByMailPage, await choicesOf(c, desk, state), status)
}
