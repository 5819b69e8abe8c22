import type { Hono } from 'hono'
import type { Context } from '#infra/context.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { type FormValues, readForm } from '#web/read-form.ts'
import { type AppEnv, show, type WebContext } from '#web/respond.ts'
import { type BallotPaper, type Choices, paperOf, receiptLetters } from './ballots.rules.ts'
import { refusedAct, refusedInput, statusOf, words } from './budgets.answers.ts'
import { budgetsPaths } from './budgets.paths.ts'
import { budgetsWords } from './budgets.words.ts'
import { visibleOffer } from './editions.actions.ts'
import { codeInput, declarationInput, documentInput } from './editions.inputs.ts'
import { type Offer, stageOf } from './editions.rules.ts'
import { isKiosk, returnWhenIdle } from './kiosk.ts'
import { drawSecret } from './roll.actions.ts'
import { BallotPage } from './views/ballot-page.tsx'
import { IdentityPage, LinkSentPage } from './views/identity-page.tsx'
import { ReceiptCheckPage, ReceiptPage } from './views/receipt-page.tsx'
import {
  admit,
  admitCode,
  castVote,
  declareVoter,
  findVote,
  openReceipt,
  type Receipt,
  recogniseVoter,
  replaceVote,
  type VotingRefusal,
} from './voting.actions.ts'

/**
 * The way of a vote. None of these pages is in the request log or the metrics: a line for each ballot, with its time, would tell
 * when each was cast.
 */
export function addVotingRoutes(app: Hono<AppEnv>): void {
  app.use('/budgets-participatifs/:code/:part{voter|bulletin|recu|remplacement}', async (c, next) => {
    c.set('unrecorded', true)
    returnWhenIdle(c, 'form')
    await next()
  })

  app.get('/budgets-participatifs/:code/voter', async (c) => {
    const offer = await findVote(c.var.context, c.req.param('code'))
    if (!offer.ok) return refusedDoor(c, offer.refusal)
    return showDoor(c, offer.value, emptyForm)
  })

  app.post('/budgets-participatifs/:code/voter', async (c) => {
    const offer = await findVote(c.var.context, c.req.param('code'))
    if (!offer.ok) return refusedDoor(c, offer.refusal)
    const values = await readForm(c)
    if (offer.value.edition.rollKind === 'declaration') return declare(c, offer.value, values)
    return recognise(c, offer.value, values)
  })

  app.get('/budgets-participatifs/:code/bulletin', async (c) => {
    const offer = await findVote(c.var.context, c.req.param('code'))
    if (!offer.ok) return refusedDoor(c, offer.refusal)
    const pass = c.req.query('jeton') ?? ''
    const admitted = await admit(c.var.context, offer.value, pass)
    if (!admitted.ok) return refusedAtDoor(c, offer.value, admitted.refusal)
    return c.var.shell.person || c.var.shell.notice
      ? showBallot(c, admitted.value.paper, pass)
      : showFreshBallot(c, admitted.value.paper, pass)
  })

  app.post('/budgets-participatifs/:code/bulletin', async (c) => {
    const code = c.req.param('code')
    const values = await readForm(c)
    const pass = values.jeton ?? ''
    const secret = values.recu ?? ''
    const choices = choicesIn(values)
    const result = await castVote(c.var.context, code, { pass, secret, choices })
    if (result.ok) return showReceipt(c, result.value.offer, result.value, 'cast')
    const offer = await findVote(c.var.context, code)
    if (!offer.ok) return refusedDoor(c, offer.refusal)
    const admitted = await admit(c.var.context, offer.value, pass)
    if (!admitted.ok) return refusedAtDoor(c, offer.value, result.refusal)
    if (result.refusal === 'voted_already') return refusedAtDoor(c, offer.value, result.refusal)
    return showBallot(c, admitted.value.paper, pass, { secret, choices, refusal: result.refusal, values })
  })

  addReceiptRoutes(app)
}

function addReceiptRoutes(app: Hono<AppEnv>): void {
  app.get('/budgets-participatifs/:code/recu', async (c) => {
    const offer = await publishedOffer(c)
    return offer ? showCheck(c, offer, emptyForm) : c.notFound()
  })

  app.post('/budgets-participatifs/:code/recu', async (c) => {
    const offer = await publishedOffer(c)
    if (!offer) return c.notFound()
    const values = await readForm(c)
    const receipt = await openReceipt(c.var.context, offer.edition, values.recu ?? '')
    if (!receipt.ok)
      return showCheck(c, offer, refusedAct(c, values, receipt.refusal), statusOf(receipt.refusal))
    if (values.modifier !== 'oui') return showReceipt(c, offer, receipt.value, 'checked')
    const paper = paperOf(offer, receipt.value.ballot.area)
    if (!paper || stageOf(offer.edition, c.var.context.clock.today()) !== 'voting')
      return refusedDoor(c, 'vote_closed')
    return showBallot(c, paper, null, {
      secret: receipt.value.secret,
      choices: receipt.value.ballot.choices,
      refusal: null,
      values: {},
    })
  })

  app.post('/budgets-participatifs/:code/remplacement', async (c) => {
    const offer = await publishedOffer(c)
    if (!offer) return c.notFound()
    const values = await readForm(c)
    const secret = values.recu ?? ''
    const choices = choicesIn(values)
    const result = await replaceVote(c.var.context, offer.edition.code, { secret, choices })
    if (result.ok) return showReceipt(c, offer, result.value, 'replaced')
    if (result.refusal === 'vote_closed' || result.refusal === 'not_found')
      return refusedDoor(c, result.refusal)
    const known = await openReceipt(c.var.context, offer.edition, secret)
    const paper = known.ok ? paperOf(offer, known.value.ballot.area) : null
    if (!paper) return showCheck(c, offer, refusedAct(c, values, result.refusal), 422)
    return showBallot(c, paper, null, { secret, choices, refusal: result.refusal, values })
  })
}

async function declare(c: WebContext, offer: Offer, values: FormValues): Promise<Response> {
  const input = declarationInput.safeParse(values)
  if (!input.success) return showDoor(c, offer, refusedInput(c, values, input.error), 422)
  const declared = await declareVoter(c.var.context, offer, input.data)
  if (!declared.ok) return refusedIdentity(c, offer, values, declared.refusal)
  const path = budgetsPaths.ballot(offer.edition.code, declared.value.pass)
  if (declared.value.isVerified) return c.redirect(path, 303)
  await mailPass(c.var.context, offer, input.data.email, path)
  return show(c, LinkSentPage, { offer })
}

async function mailPass(
  { mailer, settings, locale, town }: Context,
  { edition }: Offer,
  to: string,
  path: string,
): Promise<void> {
  const t = budgetsWords(locale)
  const link = `${settings.publicUrl}${path}`
  await mailer.send({
    to,
    subject: t('mail.subject', { title: edition.title }),
    text: t('mail.text', { title: edition.title, town: town.name, link }),
  })
}

async function recognise(c: WebContext, offer: Offer, values: FormValues): Promise<Response> {
  const isCode = offer.edition.rollKind === 'code'
  const input = isCode ? codeInput.safeParse(values) : documentInput.safeParse(values)
  if (!input.success) return showDoor(c, offer, refusedInput(c, values, input.error), 422)
  const pass =
    'code' in input.data
      ? await admitCode(c.var.context, offer, input.data.code)
      : await recogniseVoter(c.var.context, offer, input.data)
  if (!pass.ok) return refusedIdentity(c, offer, values, pass.refusal)
  return c.redirect(budgetsPaths.ballot(offer.edition.code, pass.value), 303)
}

function showDoor(
  c: WebContext,
  offer: Offer,
  state: FormState,
  status: 200 | 409 | 422 | 429 = 200,
): Response {
  return show(c, IdentityPage, { offer, state, isKiosk: isKiosk(c) }, status)
}

function refusedIdentity(c: WebContext, offer: Offer, values: FormValues, refusal: VotingRefusal): Response {
  const state = refusedAct(c, values, refusal)
  return showDoor(c, offer, state, statusOf(refusal))
}

/** At the door, with the sentence that says why the ballot did not open. */
function refusedAtDoor(c: WebContext, offer: Offer, refusal: VotingRefusal): Response {
  const state = { values: {}, errors: { '': words(c)(`error.${refusal}`) } }
  return showDoor(c, offer, state, 422)
}

/** The vote is not under way: its page says when it is, or was. */
function refusedDoor(c: WebContext, refusal: VotingRefusal): Response | Promise<Response> {
  return refusal === 'not_found'
    ? c.notFound()
    : c.redirect(budgetsPaths.show(c.req.param('code') ?? ''), 303)
}

async function publishedOffer(c: WebContext): Promise<Offer | null> {
  const offer = await visibleOffer(c.var.context, c.req.param('code') ?? '')
  return offer && offer.edition.status !== 'draft' ? offer : null
}

/** What the form says was chosen: boxes ticked, or points typed. */
export function choicesIn(values: FormValues): Choices {
  const typed = Object.entries(values).flatMap(([name, value]) => {
    const number = /^points-(\d{1,4})$/.exec(name)?.[1]
    const isGiven = value.trim() !== '' && value.trim() !== '0'
    return number && isGiven ? [{ number: Number(number), points: pointsOf(value) }] : []
  })
  if (typed.length > 0)
    return { projects: typed.map(({ number }) => number), points: typed.map(({ points }) => points) }
  const ticked = (values.projet ?? '').split(',').filter((text) => /^\d{1,4}$/.test(text))
  return { projects: ticked.map(Number), points: null }
}

/** Negative for what is not a number: refused with its sentence. */
function pointsOf(text: string): number {
  return /^\d{1,5}$/.test(text.trim()) ? Number(text) : -1
}

/** Fresh ballots of visitors: the same page but for the pass and the secret, so it is rendered once for each edition and language. */
const freshBallots = new Map<string, readonly string[]>()
const mostFreshBallots = 20
const passMark = 'jeton-a-mettre'
const secretMark = 'RECUAMETTRE'

async function showFreshBallot(c: WebContext, paper: BallotPaper, pass: string): Promise<Response> {
  const { edition, area } = paper
  const key = `${edition.id} ${edition.version} ${area.number} ${c.var.shell.locale} ${isKiosk(c)}`
  const parts = freshBallots.get(key) ?? (await renderFreshBallot(c, paper))
  if (freshBallots.size >= mostFreshBallots) freshBallots.clear()
  freshBallots.set(key, parts)
  const [before = '', between = '', after = ''] = parts
  // A pass was signed here: it has no character that a page would write otherwise.
  return c.html(`${before}${pass}${between}${drawSecret(receiptLetters)}${after}`)
}

async function renderFreshBallot(c: WebContext, paper: BallotPaper): Promise<readonly string[]> {
  const page = show(c, BallotPage, {
    paper,
    pass: passMark,
    secret: secretMark,
    chosen: new Map(),
    state: emptyForm,
    isKiosk: isKiosk(c),
  })
  return (await page.text()).split(new RegExp(`${passMark}|${secretMark}`))
}

interface Returned {
  readonly secret: string
  readonly choices: Choices
  readonly refusal: VotingRefusal | null
  readonly values: FormValues
}

function showBallot(
  c: WebContext,
  paper: BallotPaper,
  pass: string | null,
  returned: Returned | null = null,
): Response {
  const { projects = [], points = null } = returned?.choices ?? {}
  const refusal = returned?.refusal ?? null
  return show(
    c,
    BallotPage,
    {
      paper,
      pass,
      secret: returned?.secret ?? drawSecret(receiptLetters),
      chosen: new Map(projects.map((number, index) => [number, points?.[index] ?? 1])),
      state: refusal === null ? emptyForm : refusedAct(c, {}, refusal),
      isKiosk: isKiosk(c),
    },
    refusal === null ? 200 : 422,
  )
}

function showReceipt(
  c: WebContext,
  offer: Offer,
  receipt: Receipt,
  moment: 'cast' | 'replaced' | 'checked',
): Response {
  const stage = stageOf(offer.edition, c.var.context.clock.today())
  returnWhenIdle(c, 'receipt')
  return show(c, ReceiptPage, { offer, receipt, stage, moment, isKiosk: isKiosk(c) })
}

function showCheck(
  c: WebContext,
  offer: Offer,
  state: FormState,
  status: 200 | 409 | 422 | 429 = 200,
): Response {
  const stage = stageOf(offer.edition, c.var.context.clock.today())
  return show(c, ReceiptCheckPage, { offer, stage, state }, status)
}
