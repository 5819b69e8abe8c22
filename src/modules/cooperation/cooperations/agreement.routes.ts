import type { Hono } from 'hono'
import { cents, formatEurosPlain } from '#kernel/cents.ts'
import { writeDocx } from '#modules/steering/notes/notes.public.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { type FormValues, readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, sendFile, show, type WebContext } from '#web/respond.ts'
import { agreementDocument, templateFor, valuesOf } from './agreement-document.ts'
import { blocksOf, fillIn, unknownVariables } from './agreement-text.rules.ts'
import { findReadable } from './changing.actions.ts'
import { isFrozen, saveTerms } from './cooperations.actions.ts'
import { changedForm, refusedAct, refusedInput, statusOf, words } from './cooperations.answers.ts'
import { documentInput, termsInput, versionInput } from './cooperations.inputs.ts'
import { cooperationsPaths } from './cooperations.paths.ts'
import { canPrepare, roleForAct } from './cooperations.permissions.ts'
import {
  type Cooperation,
  latestRound,
  needsCouncils,
  type Round,
  stayingParties,
  type Terms,
} from './cooperations.rules.ts'
import { saveDocument } from './documents.actions.ts'
import { signCooperation } from './life.actions.ts'
import { lacksOf } from './life.rules.ts'
import { getPreparation, listCouncils, listDocuments } from './preparation.queries.ts'
import { DocumentPage } from './views/document-page.tsx'
import { SignPage } from './views/sign-page.tsx'
import { TermsPage } from './views/terms-page.tsx'

type Status = 200 | 409 | 422

/** What the parties agree on: terms, text, signature. */
export function addAgreementRoutes(app: Hono<AppEnv>): void {
  app.get('/cooperations/:slug/accord', async (c) => {
    const found = await writable(c)
    if (!found) return c.notFound()
    const state = { values: typedTerms(found.round), errors: {} }
    return show(c, TermsPage, { cooperation: found.cooperation, state })
  })

  app.post('/cooperations/:slug/accord', async (c) => {
    const found = await writable(c)
    if (!found) return c.notFound()
    const { cooperation } = found
    const values = await readForm(c)
    const input = termsInput.safeParse(values)
    if (!input.success)
      return show(c, TermsPage, { cooperation, state: refusedInput(c, values, input.error) }, 422)
    const result = await saveTerms(c.var.context, cooperation.slug, input.data.version, input.data.terms)
    if (result.ok) return goTo(c, cooperationsPaths.show(cooperation.slug), words(c)('done.saved'))
    if (result.refusal === 'not_found') return c.notFound()
    if (result.refusal === 'changed_meanwhile') return showChangedTerms(c, values, input.data.terms)
    const state = refusedAct(c, values, result.refusal)
    return show(c, TermsPage, { cooperation, state }, statusOf(result.refusal))
  })

  app.get('/cooperations/:slug/convention', async (c) => {
    const found = await writable(c)
    return found ? showDocument(c, found, null, 200) : c.notFound()
  })

  app.post('/cooperations/:slug/convention', async (c) => {
    const found = await writable(c)
    if (!found) return c.notFound()
    const values = await readForm(c)
    const input = documentInput.safeParse(values)
    if (!input.success) return showDocument(c, found, refusedInput(c, values, input.error), 422)
    const unknown = unknownVariables(input.data.texte)
    if (unknown.length > 0) {
      const texte = words(c)('documents.unknown', { words: unknown.join(', ') })
      return showDocument(c, found, { values, errors: { texte } }, 422)
    }
    const { slug } = found.cooperation
    const result = await saveDocument(c.var.context, slug, input.data.version, input.data.texte)
    if (result.ok) return goTo(c, cooperationsPaths.show(slug), words(c)('done.saved'))
    if (result.refusal === 'not_found') return c.notFound()
    if (result.refusal === 'changed_meanwhile') return showChangedText(c, values)
    return showDocument(c, found, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })

  app.get('/cooperations/:slug/convention/:file', async (c) => {
    const readable = await findReadable(c.var.context, c.req.param('slug'))
    const [, round, number] = /^(\d{1,4})-(\d{1,4})\.docx$/.exec(c.req.param('file')) ?? []
    if (!readable || readable.access === 'public' || !number) return c.notFound()
    return sendAgreement(c, readable.cooperation, Number(round), Number(number))
  })

  app.get('/cooperations/:slug/signature', async (c) => {
    const found = await signable(c)
    return found ? showSign(c, found, emptyForm, 200) : c.notFound()
  })

  app.post('/cooperations/:slug/signature', async (c) => {
    const found = await signable(c)
    if (!found) return c.notFound()
    const { cooperation } = found
    const values = await readForm(c)
    const input = versionInput.safeParse(values)
    if (!input.success) return showSign(c, found, refusedInput(c, values, input.error), 422)
    const signatories = new Map(
      stayingParties(cooperation).map(({ id }) => [id, (values[`signataire-${id}`] ?? '').slice(0, 200)]),
    )
    const taking = { version: input.data.version, reason: '' }
    const result = await signCooperation(c.var.context, cooperation.slug, taking, signatories)
    if (result.ok) return goTo(c, cooperationsPaths.show(cooperation.slug), words(c)('done.sign'))
    if (result.refusal === 'not_found') return c.notFound()
    return showSign(c, found, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })
}

/** Somebody else wrote first: both terms side by side, unless they are the same. */
async function showChangedTerms(c: WebContext, values: FormValues, terms: Terms): Promise<Response> {
  const found = await writable(c)
  if (!found) return c.notFound()
  const { cooperation, round } = found
  const t = words(c)
  const state = changedForm(c, values, typedTerms(round), {
    typed: typedTerms({ ...round, ...terms }),
    textOf(name, value) {
      if (name === 'duree') return round.term ? t(`terms.kind_${round.term}`) : value
      return name === 'confirme' ? t('answer.yes') : value
    },
  })
  if (!state) return goTo(c, cooperationsPaths.show(cooperation.slug), t('done.saved'))
  return show(c, TermsPage, { cooperation, state }, 409)
}

async function showChangedText(c: WebContext, values: FormValues): Promise<Response> {
  const found = await writable(c)
  if (!found) return c.notFound()
  const { cooperation } = found
  const state = changedForm(c, values, { texte: await latestText(c, found) }, {})
  if (!state) return goTo(c, cooperationsPaths.show(cooperation.slug), words(c)('done.saved'))
  return showDocument(c, found, state, 409)
}

interface Prepared {
  readonly cooperation: Cooperation
  readonly round: Round
}

/** The form being prepared, when this person may still write its terms. */
async function writable(c: WebContext): Promise<Prepared | null> {
  const readable = await findReadable(c.var.context, c.req.param('slug') ?? '')
  if (readable?.access !== 'town') return null
  const { cooperation } = readable
  const round = latestRound(cooperation)
  const mayWrite = canPrepare(c.var.context.actor, cooperation) && !isFrozen(cooperation)
  return round && mayWrite ? { cooperation, round } : null
}

/** The form that this person may sign now, because nothing lacks any more. */
async function signable(c: WebContext): Promise<Prepared | null> {
  const { db, actor } = c.var.context
  const readable = await findReadable(c.var.context, c.req.param('slug') ?? '')
  if (!readable || roleForAct(actor, readable.cooperation, 'sign') === null) return null
  const { cooperation } = readable
  const round = latestRound(cooperation)
  const lacks = lacksOf('sign', cooperation, await getPreparation(db, cooperation))
  return round && lacks.length === 0 ? { cooperation, round } : null
}

function showSign(c: WebContext, { cooperation, round }: Prepared, state: FormState, status: Status) {
  return show(c, SignPage, { cooperation, needsSignatures: needsCouncils(round), state }, status)
}

/** The latest text of the form being prepared, or its template. */
async function latestText(c: WebContext, { cooperation, round }: Prepared): Promise<string> {
  const { db, locale } = c.var.context
  const [latest] = (await listDocuments(db, cooperation.id)).filter(({ round: of }) => of === round.number)
  return latest?.body ?? templateFor(round, locale)
}

async function showDocument(
  c: WebContext,
  { cooperation, round }: Prepared,
  refused: FormState | null,
  status: Status,
): Promise<Response> {
  const { locale } = c.var.context
  const texte = refused?.values.texte ?? (await latestText(c, { cooperation, round }))
  const preview = blocksOf(fillIn(texte, valuesOf(cooperation, round, locale)))
  const state = refused ?? { values: { texte }, errors: {} }
  return show(c, DocumentPage, { cooperation, preview, state }, status)
}

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

async function sendAgreement(
  c: WebContext,
  cooperation: Cooperation,
  number: number,
  version: number,
): Promise<Response> {
  const { db, town, locale } = c.var.context
  const round = cooperation.rounds.find((each) => each.number === number)
  const documents = await listDocuments(db, cooperation.id)
  const document = documents.find((each) => each.round === number && each.number === version)
  if (!round || !document) return c.notFound()
  const councils = await listCouncils(db, cooperation.id, number)
  const source = { cooperation, round, document, councils, town, locale }
  const bytes = await writeDocx(agreementDocument(source))
  return sendFile(c, { name: `${cooperation.slug}-${number}-${version}.docx`, type: docx, bytes })
}

/** Terms as they are typed. */
function typedTerms(round: Round): Record<string, string> {
  const text = (value: number | null) => (value === null ? '' : String(value))
  return {
    effet: round.effectOn ?? '',
    duree: round.term ?? '',
    mois: text(round.termMonths),
    renouvellement: text(round.renewalMonths),
    fois: text(round.mostRenewals),
    preavis: text(round.noticeMonths),
    sortie: round.exitClause,
    sortie_preavis: text(round.exitNoticeMonths),
    sortie_cout: formatEurosPlain(cents(round.exitCostCents)),
    cout: formatEurosPlain(cents(round.yearlyCents)),
    confirme: round.reconfirms ? 'oui' : '',
  }
}
