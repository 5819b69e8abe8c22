import type { Hono } from 'hono'
import { z } from 'zod'
import { emptyForm, type FormState } from '#web/form.tsx'
import { filled } from '#web/form-values.ts'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, sendFile, show, type WebContext } from '#web/respond.ts'
import { addressedCall } from './application.routes.ts'
import { visibleApplication } from './assessment.actions.ts'
import { filesOf } from './assessment.routes.ts'
import { refusedAct, refusedInput, statusOf, words } from './calls.answers.ts'
import { whole } from './calls.inputs.ts'
import { callsPaths } from './calls.paths.ts'
import { canPrepare } from './calls.permissions.ts'
import { senderOf } from './decision-papers.ts'
import { type PaperKind, papers } from './paper-code.rules.ts'
import { filePage, movePage, type PageKey, pageMoves, type Receipt, receiveScans } from './papers.actions.ts'
import {
  findPage,
  findPicture,
  findScan,
  listFiled,
  listFollowedAgreements,
  listPages,
} from './papers.queries.ts'
import { writeSignedPdf } from './signed-paper.ts'
import { PageToFilePage } from './views/page-to-file-page.tsx'
import { PapersPage } from './views/papers-page.tsx'

/** Most files of one sending. */
const mostScans = 40

const byHand = z.object({
  reference: filled(120),
  papier: z.enum(papers, 'choice'),
  page: whole(1, 999),
  pages: whole(1, 999),
  remplace: z.string().optional(),
})
const moveInput = z.object({ geste: z.enum(pageMoves, 'choice') })

const root = '/appels-a-projets/papiers'

export function addPapersRoutes(app: Hono<AppEnv>): void {
  app.get(root, (c) => showPapers(c, emptyForm))

  app.post(root, async (c) => {
    if (!canPrepare(c.var.context.actor)) return c.notFound()
    const files = await filesOf(c, 'fichiers', mostScans)
    if (files.length === 0)
      return showPapers(c, { values: {}, errors: { fichiers: words(c)('error.file_missing') } }, 422)
    const result = await receiveScans(c.var.context, files)
    if (!result.ok) return c.notFound()
    const said = receiptText(c, result.value)
    const { refused } = result.value
    if (refused.length === 0) return goTo(c, callsPaths.papers(), said)
    const t = words(c)
    const faults = refused.map(({ name, refusal }) => `${name} : ${t(`error.scan.${refusal}`)}`)
    return showPapers(c, { values: {}, errors: { fichiers: [said, ...faults].join(' ') } }, 422)
  })

  app.get(`${root}/:id`, async (c) => {
    const { db, actor } = c.var.context
    const scan = canPrepare(actor) && (await findScan(db, c.req.param('id')))
    return scan ? sendFile(c, { name: scan.name, type: scan.mediaType, bytes: scan.bytes }) : c.notFound()
  })

  app.get(`${root}/:id/:numero`, (c) => showPage(c, emptyForm))

  app.get(`${root}/:id/:numero/image`, async (c) => {
    const { db, actor } = c.var.context
    const { scanId, position } = keyOf(c)
    const picture = canPrepare(actor) && (await findPicture(db, scanId, position))
    if (!picture) return c.notFound()
    return c.body(new Uint8Array(picture), 200, {
      'Content-Type': 'image/jpeg',
      'Cache-Control': 'private, max-age=3600',
    })
  })

  app.post(`${root}/:id/:numero`, async (c) => {
    if (!canPrepare(c.var.context.actor)) return c.notFound()
    const values = await readForm(c)
    const input = byHand.safeParse(values)
    if (!input.success) return showPage(c, refusedInput(c, values, input.error), 422)
    const { reference, papier: paper, page, pages, remplace } = input.data
    const choice = { reference, paper, page, pages, replaces: remplace === 'oui' }
    const result = await filePage(c.var.context, keyOf(c), choice)
    if (result.ok) return goTo(c, callsPaths.papers(), words(c)('done.page_filed'))
    if (result.refusal === 'not_found') return c.notFound()
    return showPage(c, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })

  app.post(`${root}/:id/:numero/etat`, async (c) => {
    if (!canPrepare(c.var.context.actor)) return c.notFound()
    const input = moveInput.safeParse(await readForm(c))
    if (!input.success) return c.notFound()
    const result = await movePage(c.var.context, keyOf(c), input.data.geste)
    return result.ok ? goTo(c, callsPaths.papers(), words(c)('done.saved')) : c.notFound()
  })

  const application = '/appels-a-projets/:code/candidatures/:id'
  app.get(`${application}/convention-signee.pdf`, (c) => sendSigned(c, 'agreement'))
  app.get(`${application}/lettre-signee.pdf`, (c) => sendSigned(c, 'letter'))
}

function keyOf(c: WebContext): PageKey {
  const position = c.req.param('numero') ?? ''
  return { scanId: c.req.param('id') ?? '', position: /^\d{1,4}$/.test(position) ? Number(position) : 0 }
}

function receiptText(c: WebContext, { filed, waiting, known }: Receipt): string {
  const t = words(c)
  return [
    t('papers.filed', { count: filed }),
    waiting > 0 ? t('papers.waiting', { count: waiting }) : '',
    known.length > 0 ? t('papers.known', { names: known.join(', ') }) : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
}

async function showPapers(c: WebContext, state: FormState, status: 200 | 422 = 200): Promise<Response> {
  const { db, actor } = c.var.context
  if (!canPrepare(actor)) return c.notFound()
  const [waiting, aside, agreements] = await Promise.all([
    listPages(db, 'waiting'),
    listPages(db, 'set_aside'),
    listFollowedAgreements(db),
  ])
  return show(c, PapersPage, { waiting, aside, agreements, state }, status)
}

async function showPage(c: WebContext, state: FormState, status: 200 | 409 | 422 = 200): Promise<Response> {
  const { db, actor } = c.var.context
  const { scanId, position } = keyOf(c)
  const page = canPrepare(actor) && (await findPage(db, scanId, position))
  return page ? show(c, PageToFilePage, { page, state }, status) : c.notFound()
}

/** The signed paper, for those who may read the application; what has not come back is not in it. */
async function sendSigned(c: WebContext, paper: PaperKind): Promise<Response> {
  const { db, town } = c.var.context
  const call = await addressedCall(c)
  const found = call && (await visibleApplication(c.var.context, call, c.req.param('id') ?? ''))
  if (!call || !found) return c.notFound()
  const { id, number } = found.application
  const filed = await listFiled(db, id, paper)
  const pictures = await Promise.all(filed.map(({ scanId, position }) => findPicture(db, scanId, position)))
  const kept = pictures.filter((picture) => picture !== null)
  if (kept.length === 0) return c.notFound()
  const name = `${paper === 'agreement' ? 'convention' : 'lettre'}-signee-${call.code}-${number ?? 0}.pdf`
  const bytes = await writeSignedPdf({ title: found.application.title, sender: senderOf(town) }, kept)
  return sendFile(c, { name, type: 'application/pdf', bytes })
}
