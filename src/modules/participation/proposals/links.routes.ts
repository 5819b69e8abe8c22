import type { Hono } from 'hono'
import type { FormState } from '#web/form.tsx'
import { emptyForm } from '#web/form.tsx'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { deleteKey } from './contributors.queries.ts'
import { readLink, requestLink } from './links.actions.ts'
import type { Link } from './links.queries.ts'
import {
  dropKey,
  keepKey,
  onlookerOf,
  refusedAct,
  refusedInput,
  sentence,
  words,
} from './proposals.answers.ts'
import { mailboxInput } from './proposals.inputs.ts'
import { proposalsPaths } from './proposals.paths.ts'
import { findProposalById, listOwnProposals } from './proposals.queries.ts'
import { confirmLink } from './use-link.actions.ts'
import { ConfirmPage, LinkExpiredPage } from './views/confirm-page.tsx'
import { MinePage } from './views/mine-page.tsx'

/** Links from mails, and the page of what a person wrote. */
export function addLinkRoutes(app: Hono<AppEnv>): void {
  app.get('/propositions/confirmation/:token', async (c) => {
    const link = await readLink(c.var.context, c.req.param('token'))
    return link ? showLink(c, link, null) : show(c, LinkExpiredPage, {}, 404)
  })

  app.post('/propositions/confirmation/:token', async (c) => {
    const token = c.req.param('token')
    const result = await confirmLink(c.var.context, token)
    if (result.ok) {
      const { purpose, number, key } = result.value
      keepKey(c, key)
      const next = number === null ? proposalsPaths.mine() : proposalsPaths.show(number)
      return goTo(c, next, words(c)(`done.link_${purpose}`))
    }
    const link = await readLink(c.var.context, token)
    return link ? showLink(c, link, sentence(c, result.refusal)) : show(c, LinkExpiredPage, {}, 404)
  })

  app.get('/propositions/mes-propositions', (c) => showMine(c, emptyForm))

  app.post('/propositions/mes-propositions', async (c) => {
    const values = await readForm(c)
    const input = mailboxInput.safeParse(values)
    if (!input.success) return showMine(c, refusedInput(c, values, input.error), 422)
    // Sent to whoever asks: neither the answer nor its time says who wrote something here.
    const asked = {
      purpose: 'key',
      email: input.data.courriel,
      name: '',
      proposal: null,
      details: {},
    } as const
    const sent = await requestLink(c.var.context, asked)
    if (!sent.ok) return showMine(c, refusedAct(c, values, sent.refusal), 429)
    return goTo(c, proposalsPaths.mine(), words(c)('done.key_sent'))
  })

  app.post('/propositions/mes-propositions/oubli', async (c) => {
    const keyHash = dropKey(c)
    if (keyHash) await deleteKey(c.var.context.db, keyHash)
    return goTo(c, proposalsPaths.list(), words(c)('done.forgotten'))
  })
}

async function showLink(c: WebContext, link: Link, problem: string | null): Promise<Response> {
  const proposal = link.proposalId === null ? null : await findProposalById(c.var.context.db, link.proposalId)
  return show(
    c,
    ConfirmPage,
    { token: c.req.param('token') ?? '', purpose: link.purpose, title: proposal?.title ?? '', problem },
    problem ? 422 : 200,
  )
}

async function showMine(c: WebContext, state: FormState, status: 200 | 422 | 429 = 200): Promise<Response> {
  const { actor, contributor } = await onlookerOf(c)
  const rows = await listOwnProposals(c.var.context.db, contributor?.id ?? null, actor?.id ?? null)
  return show(
    c,
    MinePage,
    {
      rows,
      isKnown: actor !== null || contributor !== null,
      hasKey: actor === null && contributor !== null,
      state,
    },
    status,
  )
}
