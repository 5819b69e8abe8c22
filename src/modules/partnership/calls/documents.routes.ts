import type { Hono } from 'hono'
import { dayInParis } from '#infra/clock.ts'
import type { Context } from '#infra/context.ts'
import { listAccounts } from '#modules/people/accounts/accounts.public.ts'
import { type AppEnv, sendFile, type WebContext } from '#web/respond.ts'
import { addressedCall } from './application.routes.ts'
import { canListApplications } from './applications.permissions.ts'
import { listReceived } from './applications.queries.ts'
import type { Application } from './applications.rules.ts'
import { suspensionsOf } from './applications.rules.ts'
import { visibleApplication } from './assessment.actions.ts'
import { callToDecide, proposalOf } from './award.routes.ts'
import { findAgreement, findDecision, listAgreements, listDecisions } from './awards.queries.ts'
import type { Agreement } from './awards.rules.ts'
import { type DocumentFormat, type DocumentName, documentFormats, documentNames } from './calls.paths.ts'
import type { Call } from './calls.rules.ts'
import { deliberationPaper, senderOf } from './decision-papers.ts'
import { gatherInterests } from './interests.ts'
import {
  acknowledgementLetter,
  decisionLetter,
  ineligibleLetter,
  type LetterFacts,
  piecesLetter,
} from './letters.ts'
import { agreementBlocks, type Paper } from './paper.rules.ts'
import { textMark } from './paper-code.ts'
import { writePaperDocx } from './paper-docx.ts'
import { writePaperPdf, writePapersPdf } from './paper-pdf.ts'
import { listRequests } from './parts.queries.ts'
import { paymentPaper } from './payment-paper.ts'
import { silenceRefusesOn } from './receipt.ts'
import { deliberationNumbers } from './winners.queries.ts'

/** Papers of a call, each as a PDF to print and sign, and as a word file to go on writing. */
export function addDocumentRoutes(app: Hono<AppEnv>): void {
  addPileRoutes(app)
  const application = '/appels-a-projets/:code/candidatures/:id'
  for (const format of documentFormats) {
    app.get(`/appels-a-projets/:code/projet-de-deliberation.${format}`, async (c) => {
      const { town, clock } = c.var.context
      const call = await callToDecide(c)
      if (!call) return c.notFound()
      const { judged, applications, decisions } = await proposalOf(c, call)
      const { interested } = await gatherInterests(c.var.context, call, clock.today(), null)
      const paper = deliberationPaper({ town, offer: judged.offer, applications, decisions, interested })
      return sendPaper(c, paper, `deliberation-${call.code}`, format)
    })
    for (const name of documentNames)
      app.get(`${application}/${name}.${format}`, async (c) => {
        const facts = await factsOf(c)
        const paper = facts && (await makers[name](c, facts))
        if (!facts || !paper) return c.notFound()
        return sendPaper(c, paper, `${name}-${facts.call.code}-${facts.application.number ?? 0}`, format)
      })
    app.get(`${application}/versements/:numero/ordre.${format}`, async (c) => {
      const facts = await factsOf(c)
      const paper = facts && (await paymentOf(c, facts))
      return paper ? sendPaper(c, paper, paper.reference.replaceAll(/[^\w-]+/g, '-'), format) : c.notFound()
    })
  }
}

/** Every letter, or every agreement, of a call: one file to print. */
function addPileRoutes(app: Hono<AppEnv>): void {
  app.get('/appels-a-projets/:code/lettres.pdf', (c) => sendPile(c, 'lettres', lettersOfCall))
  app.get('/appels-a-projets/:code/conventions.pdf', (c) => sendPile(c, 'conventions', agreementsOfCall))
}

async function sendPile(
  c: WebContext,
  name: string,
  papersOf: (c: WebContext, call: Call) => Promise<Paper[]>,
): Promise<Response> {
  const call = await callToDecide(c)
  const papers = call ? await papersOf(c, call) : []
  if (!call || papers.length === 0) return c.notFound()
  const bytes = await writePapersPdf(`${call.title} : ${name}`, papers)
  return sendFile(c, { name: `${name}-${call.code}.pdf`, type: types.pdf, bytes })
}

/** Letters of the council's decision and to those whose application was not eligible, in the order of their numbers. */
async function lettersOfCall(c: WebContext, call: Call): Promise<Paper[]> {
  const { db, town, clock } = c.var.context
  const [applications, decisions, mayor] = await Promise.all([
    listReceived(db, call.id),
    listDecisions(db, call.id),
    mayorName(c.var.context),
  ])
  const numbers = await deliberationNumbers(
    db,
    decisions.map(({ deliberationId }) => deliberationId),
  )
  const byApplication = new Map(decisions.map((decision) => [decision.applicationId, decision]))
  return applications.flatMap((application) => {
    const facts = { town, mayor, on: clock.today(), call, application }
    const decision = byApplication.get(application.id)
    if (!decision) return application.status === 'ineligible' ? [ineligibleLetter(facts)] : []
    const deliberation = numbers.get(decision.deliberationId)?.number ?? ''
    return [decisionLetter(facts, { ...decision, deliberation })]
  })
}

async function agreementsOfCall(c: WebContext, call: Call): Promise<Paper[]> {
  const { db, town } = c.var.context
  const [applications, agreements] = await Promise.all([
    listReceived(db, call.id),
    listAgreements(db, call.id),
  ])
  const byApplication = new Map(agreements.map((agreement) => [agreement.applicationId, agreement]))
  return applications.flatMap((application) => {
    const agreement = byApplication.get(application.id)
    return agreement && application.status !== 'renounced'
      ? [agreementPaper(town, call, application, agreement)]
      : []
  })
}

const types: Readonly<Record<DocumentFormat, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
}

async function sendPaper(
  c: WebContext,
  paper: Paper,
  name: string,
  format: DocumentFormat,
): Promise<Response> {
  const bytes = await (format === 'pdf' ? writePaperPdf(paper) : writePaperDocx(paper))
  return sendFile(c, { name: `${name}.${format}`, type: types[format], bytes })
}

/** Who signs for the town, by name where it has a mayor. */
export async function mayorName({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<string> {
  const accounts = await listAccounts(db, clock.today())
  return accounts.find(({ roles }) => roles.includes('mayor'))?.name ?? 'le maire'
}

interface Facts extends LetterFacts {
  readonly isOfServices: boolean
}

/** The application of the address, as far as this person may read it, with what every paper of it says. */
async function factsOf(c: WebContext): Promise<Facts | null> {
  const { town, clock, actor } = c.var.context
  const call = await addressedCall(c)
  const found = call && (await visibleApplication(c.var.context, call, c.req.param('id') ?? ''))
  if (!call || !found || found.application.receivedAt === null) return null
  return {
    town,
    mayor: await mayorName(c.var.context),
    on: clock.today(),
    call,
    application: found.application,
    isOfServices: canListApplications(actor),
  }
}

type Maker = (c: WebContext, facts: Facts) => Promise<Paper | null>

const makers: Readonly<Record<DocumentName, Maker>> = {
  lettre: letterOf,
  'accuse-de-reception': acknowledgementOf,
  'demande-de-pieces': piecesOf,
  convention: agreementOf,
}

/** What the council or the services decided. It goes out signed: those that it is sent to do not print it. */
async function letterOf(c: WebContext, facts: Facts): Promise<Paper | null> {
  const { db } = c.var.context
  const { application, isOfServices } = facts
  if (!isOfServices) return null
  const decision = await findDecision(db, application.id)
  if (!decision) return application.status === 'ineligible' ? ineligibleLetter(facts) : null
  const { number } = await deliberationOf(c, decision.deliberationId)
  return decisionLetter(facts, { ...decision, deliberation: number })
}

async function acknowledgementOf(c: WebContext, facts: Facts): Promise<Paper | null> {
  const { db } = c.var.context
  const { receivedAt, id } = facts.application
  if (receivedAt === null) return null
  const requests = await listRequests(db, id)
  const refusedOn = silenceRefusesOn(dayInParis(receivedAt), suspensionsOf(requests))
  return acknowledgementLetter({ ...facts, receivedAt, refusedOn })
}

/** The last request for pieces. */
async function piecesOf(c: WebContext, facts: Facts): Promise<Paper | null> {
  const request = (await listRequests(c.var.context.db, facts.application.id)).at(-1)
  return request ? piecesLetter(facts, request) : null
}

async function agreementOf(c: WebContext, { call, application, town }: Facts): Promise<Paper | null> {
  const agreement = await findAgreement(c.var.context.db, application.id)
  return agreement && agreementPaper(town, call, application, agreement)
}

function agreementPaper(
  town: Facts['town'],
  call: Call,
  application: Application,
  agreement: Agreement,
): Paper {
  const reference = `Convention ${call.code}-${application.number ?? 0}`
  return {
    sender: senderOf(town),
    title: `${reference} : ${application.title}`,
    reference,
    blocks: agreementBlocks(agreement.text),
    code: { paper: 'agreement', applicationId: application.id, text: textMark(agreement.text) },
  }
}

/** The order of an instalment that was ordered, for the services. */
async function paymentOf(c: WebContext, facts: Facts): Promise<Paper | null> {
  const { db } = c.var.context
  const { application, isOfServices } = facts
  const agreement = isOfServices ? await findAgreement(db, application.id) : null
  const instalment = agreement?.instalments.find(({ number }) => String(number) === c.req.param('numero'))
  const decision = await findDecision(db, application.id)
  if (!agreement || !decision || !instalment?.orderedOn) return null
  const deliberation = await deliberationOf(c, decision.deliberationId)
  return paymentPaper({ ...facts, cents: decision.cents ?? 0, deliberation, agreement, instalment })
}

async function deliberationOf(c: WebContext, id: string) {
  const found = (await deliberationNumbers(c.var.context.db, [id])).get(id)
  if (!found) throw new Error(`impossible: a decision without its deliberation ${id}`)
  return found
}
