import type { Hono } from 'hono'
import { setCookie } from 'hono/cookie'
import { z } from 'zod'
import { hashSecret, isSecret } from '#infra/link-secret.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { filled, text } from '#web/form-values.ts'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { correctableFields } from './correctable.rules.ts'
import { findCorrection, listCorrections } from './corrections.queries.ts'
import { listNextSteps } from './next-steps.queries.ts'
import {
  answerClaim,
  claimOrganisation,
  confirmRecord,
  decideReport,
  endOfficer,
  type OfficersRefusal,
  reportMistake,
} from './officers.actions.ts'
import { findKeyOfficer, listClaims } from './officers.queries.ts'
import { refusedInput, words } from './organisations.answers.ts'
import { organisationsPaths } from './organisations.paths.ts'
import { canEditRecord, canKeepDirectory } from './organisations.permissions.ts'
import { keyCookie, type Reader, readerOf } from './reader.ts'
import { findOrganisation, type OrganisationSheet } from './sheet.queries.ts'
import { AccessPage, ExpiredPage } from './views/access-pages.tsx'
import { ClaimPage, ConfirmPage, CorrectionPage } from './views/claim-pages.tsx'
import { QueuePage } from './views/queue-page.tsx'

const claimInput = z.object({
  nom: filled(120),
  fonction: text(120),
  courriel: z.email('mail_unreadable').max(200, 'text_long'),
})
const correctionInput = z.object({
  champ: z.enum(correctableFields, 'choice'),
  propose: filled(1000),
  remarque: text(1000),
  courriel: z.literal('').or(z.email('mail_unreadable')).default(''),
})
const decisionInput = z.object({ decision: z.enum(['oui', 'non']), motif: text(500) })

/** Asking to keep a page, links from mails, the yearly confirmation, corrections, and the queue of the town. */
export function addOfficerRoutes(app: Hono<AppEnv>): void {
  addClaims(app)
  addAccess(app)
  addCorrections(app)
  addQueue(app)
}

function addClaims(app: Hono<AppEnv>): void {
  app.get('/organisations/:id/repondre', async (c) => {
    const sheet = await sheetOf(c)
    return sheet ? claim(c, sheet, emptyForm, 200) : c.notFound()
  })

  app.post('/organisations/:id/repondre', async (c) => {
    const sheet = await sheetOf(c)
    if (!sheet) return c.notFound()
    const { actor } = c.var.context
    const values = await readForm(c)
    const known = actor ? { nom: actor.name, courriel: actor.email } : {}
    const input = claimInput.safeParse({ ...values, ...known })
    if (!input.success) return claim(c, sheet, refusedInput(c, values, input.error), 422)
    const { courriel, nom, fonction } = input.data
    const asked = { email: courriel, name: nom, capacity: fonction }
    const done = await claimOrganisation(c.var.context, sheet.id, asked)
    if (done.ok) return goTo(c, organisationsPaths.show(sheet.id), words(c)('done.claimed'))
    return done.refusal === 'not_found'
      ? c.notFound()
      : claim(c, sheet, refusedOfficer(c, values, done.refusal), 429)
  })
}

function addAccess(app: Hono<AppEnv>): void {
  app.get('/organisations/acces/:token', async (c) => {
    const officer = await officerOf(c)
    return officer
      ? show(c, AccessPage, { token: c.req.param('token'), officer })
      : show(c, ExpiredPage, {}, 404)
  })

  // Looking at a link does nothing, as programs that check mails do: the button lets in.
  app.post('/organisations/acces/:token', async (c) => {
    const officer = await officerOf(c)
    if (!officer) return show(c, ExpiredPage, {}, 404)
    setCookie(c, keyCookie, c.req.param('token'), {
      path: '/organisations',
      httpOnly: true,
      sameSite: 'Lax',
      secure: c.var.context.settings.publicUrl.startsWith('https:'),
      maxAge: 7 * 24 * 3600,
    })
    const { organisationId, purpose } = officer
    return goTo(
      c,
      purpose === 'confirm'
        ? organisationsPaths.confirmation(organisationId)
        : organisationsPaths.show(organisationId),
      words(c)('done.entered'),
    )
  })

  app.get('/organisations/:id/confirmation', async (c) => {
    const kept = await keptBy(c)
    return kept ? show(c, ConfirmPage, { organisation: kept.sheet }) : c.notFound()
  })

  app.post('/organisations/:id/confirmation', async (c) => {
    const kept = await keptBy(c)
    if (!kept) return c.notFound()
    await confirmRecord(c.var.context, kept.reader, kept.sheet.id)
    return goTo(c, organisationsPaths.show(kept.sheet.id), words(c)('done.confirmed'))
  })
}

function addCorrections(app: Hono<AppEnv>): void {
  app.get('/organisations/:id/signaler', async (c) => {
    const sheet = await sheetOf(c)
    return sheet ? show(c, CorrectionPage, { organisation: sheet, state: emptyForm }) : c.notFound()
  })

  app.post('/organisations/:id/signaler', async (c) => {
    const sheet = await sheetOf(c)
    if (!sheet) return c.notFound()
    const values = await readForm(c)
    const input = correctionInput.safeParse(values)
    if (!input.success)
      return show(
        c,
        CorrectionPage,
        { organisation: sheet, state: refusedInput(c, values, input.error) },
        422,
      )
    const { champ, propose, remarque, courriel } = input.data
    const sent = await reportMistake(c.var.context, {
      organisationId: sheet.id,
      field: champ,
      proposed: propose,
      remark: remarque,
      email: courriel,
    })
    if (sent.ok) return goTo(c, organisationsPaths.show(sheet.id), words(c)('done.reported'))
    return sent.refusal === 'not_found'
      ? c.notFound()
      : show(c, CorrectionPage, { organisation: sheet, state: refusedOfficer(c, values, sent.refusal) }, 429)
  })
}

function addQueue(app: Hono<AppEnv>): void {
  app.get('/organisations/a-traiter', async (c) =>
    canKeepDirectory(c.var.context.actor) ? queue(c, emptyForm, 200) : c.notFound(),
  )

  app.post('/organisations/a-traiter/demandes/:claimId', async (c) => {
    const values = await readForm(c)
    const input = decisionInput.safeParse(values)
    if (!canKeepDirectory(c.var.context.actor)) return c.notFound()
    if (!input.success) return queue(c, refusedInput(c, values, input.error), 422)
    const { decision, motif } = input.data
    const done = await answerClaim(c.var.context, c.req.param('claimId'), decision === 'oui', motif)
    return answered(c, done.ok ? null : done.refusal)
  })

  app.post('/organisations/officiers/:officerId/fin', async (c) => {
    const ended = await endOfficer(c.var.context, c.req.param('officerId'))
    return ended.ok
      ? goTo(c, organisationsPaths.show(ended.value.organisationId), words(c)('done.officer_ended'))
      : c.notFound()
  })

  app.post('/organisations/a-traiter/corrections/:correctionId', async (c) => {
    const values = await readForm(c)
    const correction = await findCorrection(c.var.context.db, c.req.param('correctionId'))
    const reader = correction && (await readerOf(c, correction.organisationId))
    if (!correction || !reader || !canEditRecord(reader.standing)) return c.notFound()
    const input = decisionInput.safeParse(values)
    if (!input.success)
      return goTo(c, organisationsPaths.show(correction.organisationId), words(c)('error.choice'))
    const { decision, motif } = input.data
    const done = await decideReport(c.var.context, reader, correction.id, decision === 'oui', motif)
    if (reader.standing === 'officer')
      return goTo(c, organisationsPaths.show(correction.organisationId), words(c)('done.decided'))
    return answered(c, done.ok ? null : done.refusal)
  })
}

function answered(c: WebContext, refusal: OfficersRefusal | null): Response | Promise<Response> {
  if (refusal === 'not_found') return c.notFound()
  if (refusal === null || refusal === 'decided_already')
    return goTo(c, organisationsPaths.queue(), words(c)(refusal ? 'error.decided_already' : 'done.decided'))
  return queue(c, { values: {}, errors: { '': words(c)(`error.${refusal}`) } }, 422)
}

async function queue(c: WebContext, state: FormState, status: 200 | 422): Promise<Response> {
  const { db, clock } = c.var.context
  const [claims, corrections] = [await listClaims(db), await listCorrections(db)]
  const steps = await listNextSteps(db)
  return show(c, QueuePage, { claims, corrections, steps, today: clock.today(), state }, status)
}

function refusedOfficer(
  c: WebContext,
  values: Readonly<Record<string, string>>,
  refusal: Exclude<OfficersRefusal, 'not_found'>,
): FormState {
  return { values, errors: { '': words(c)(`error.${refusal}`) } }
}

function claim(
  c: WebContext,
  organisation: OrganisationSheet,
  state: FormState,
  status: 200 | 422 | 429,
): Response {
  return show(c, ClaimPage, { organisation, isSignedIn: c.var.context.actor !== null, state }, status)
}

async function sheetOf(c: WebContext): Promise<OrganisationSheet | null> {
  const { db, clock } = c.var.context
  return findOrganisation(db, c.req.param('id') ?? '', clock.today())
}

/** The organisation of the address, when this person keeps its page. */
async function keptBy(c: WebContext): Promise<{ sheet: OrganisationSheet; reader: Reader } | null> {
  const sheet = await sheetOf(c)
  const reader = sheet && (await readerOf(c, sheet.id))
  return sheet && reader && canEditRecord(reader.standing) ? { sheet, reader } : null
}

async function officerOf(c: WebContext) {
  const token = c.req.param('token') ?? ''
  const { db, clock } = c.var.context
  return isSecret(token) ? findKeyOfficer(db, hashSecret(token), clock.now()) : null
}
