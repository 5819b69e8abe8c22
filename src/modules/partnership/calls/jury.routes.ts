import type { Hono } from 'hono'
import { emptyForm, type FormState } from '#web/form.tsx'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, sendFile, show, type WebContext } from '#web/respond.ts'
import { addressedCall } from './application.routes.ts'
import { listReceived } from './applications.queries.ts'
import type { Application } from './applications.rules.ts'
import { refusedAct, statusOf, words } from './calls.answers.ts'
import { callsPaths } from './calls.paths.ts'
import { roleForArbitration } from './calls.permissions.ts'
import { offerOf } from './calls.queries.ts'
import { type Call, type Criterion, type Offer, stageOf } from './calls.rules.ts'
import { declareLinks, gatherJury, reopen, saveReview } from './jury.actions.ts'
import { canFollowJury, canSeeRanking, isChair, isJuror } from './jury.permissions.ts'
import {
  getMinutes,
  type KeptScore,
  listFullReviews,
  listReviews,
  type Review,
  updateMinutes,
} from './jury.queries.ts'
import { findFile, listFiles } from './parts.queries.ts'
import { judgedCall } from './scenarios.actions.ts'
import { JuryPage } from './views/jury-page.tsx'
import { LinksPage } from './views/links-page.tsx'
import { MinutesPage } from './views/minutes-page.tsx'
import { RankingPage } from './views/ranking-page.tsx'
import { ReviewPage } from './views/review-page.tsx'

export function addJuryRoutes(app: Hono<AppEnv>): void {
  app.get('/appels-a-projets/:code/jury', (c) => showJury(c, emptyForm))

  app.post('/appels-a-projets/:code/jury/reunion', async (c) => {
    const code = c.req.param('code')
    const result = await gatherJury(c.var.context, code)
    if (result.ok) return goTo(c, callsPaths.jury(code), words(c)('done.gathered'))
    if (result.refusal === 'not_found') return c.notFound()
    return showJury(c, refusedAct(c, {}, result.refusal), statusOf(result.refusal))
  })

  app.get('/appels-a-projets/:code/jury/liens', (c) => showLinks(c, emptyForm))

  app.post('/appels-a-projets/:code/jury/liens', async (c) => {
    const sitting = await sittingJuror(c)
    if (!sitting) return c.notFound()
    const values = await readForm(c)
    const links = new Map<string, string>()
    for (const review of sitting.own) {
      const reason = (values[`lien_${review.applicationId}`] ?? '').slice(0, 500)
      if (reason !== '') links.set(review.applicationId, reason)
    }
    const result = await declareLinks(c.var.context, sitting.call, links)
    if (result.ok) return goTo(c, callsPaths.jury(sitting.call.code), words(c)('done.declared'))
    if (result.refusal === 'not_found') return c.notFound()
    return showLinks(c, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })

  addReviewRoutes(app)
  addResultRoutes(app)
}

function addReviewRoutes(app: Hono<AppEnv>): void {
  app.get('/appels-a-projets/:code/jury/dossiers/:numero', (c) => showReview(c, null))

  app.post('/appels-a-projets/:code/jury/dossiers/:numero', async (c) => {
    const found = await readableFile(c)
    if (!found) return c.notFound()
    const { call, application, offer } = found
    const values = await readForm(c)
    const draft = {
      scores: readScores(values, offer.criteria),
      comment: (values.avis ?? '').slice(0, 4000),
      isFinal: values.suite === 'rendre',
    }
    const result = await saveReview(c.var.context, call, offer.criteria, application.id, draft)
    if (result.ok) {
      const done = draft.isFinal ? 'done.submitted' : 'done.saved'
      return draft.isFinal
        ? goTo(c, callsPaths.jury(call.code), words(c)(done))
        : goTo(c, callsPaths.review(call.code, found.number), words(c)(done))
    }
    if (result.refusal === 'not_found') return c.notFound()
    return showReview(c, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })

  app.post('/appels-a-projets/:code/jury/dossiers/:numero/reouverture', async (c) => {
    const call = await addressedCall(c)
    const application = call && (await applicationOfNumber(c, call))
    if (!call || !application) return c.notFound()
    const values = await readForm(c)
    const reasonField = `motif_${application.number}`
    const review = { applicationId: application.id, accountId: values[`jure_${application.number}`] ?? '' }
    const result = await reopen(c.var.context, call, review, (values[reasonField] ?? '').slice(0, 1000))
    if (result.ok) return goTo(c, callsPaths.jury(call.code), words(c)('done.reopened'))
    if (result.refusal === 'not_found') return c.notFound()
    if (result.refusal === 'reason_missing')
      return showJury(c, { values, errors: { [reasonField]: words(c)('error.reason_missing') } }, 422)
    return showJury(c, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })

  app.get('/appels-a-projets/:code/jury/dossiers/:numero/fichiers/:fichier', async (c) => {
    const found = await readableFile(c)
    const file = found && (await findFile(c.var.context.db, found.application.id, c.req.param('fichier')))
    return file ? sendFile(c, { name: file.name, type: file.mediaType, bytes: file.bytes }) : c.notFound()
  })
}

function addResultRoutes(app: Hono<AppEnv>): void {
  app.get('/appels-a-projets/:code/classement', async (c) => {
    const { actor } = c.var.context
    const call = await addressedCall(c)
    if (!call || call.status === 'open') return c.notFound()
    const judged = await judgedCall(c.var.context, call)
    if (!canSeeRanking(actor, judged.offer.jurors, judged.isComplete)) return c.notFound()
    const applications = await listReceived(c.var.context.db, call.id)
    return show(c, RankingPage, {
      judged,
      applications,
      canArbitrate: roleForArbitration(actor) !== null,
    })
  })

  app.get('/appels-a-projets/:code/proces-verbal', (c) => showMinutes(c))

  app.post('/appels-a-projets/:code/proces-verbal', async (c) => {
    const { db, actor } = c.var.context
    const call = await addressedCall(c)
    const offer = call && (await offerOf(db, call))
    if (!call || !offer || !isChair(actor, offer.jurors) || !['jury', 'arbitrated'].includes(call.status))
      return c.notFound()
    await updateMinutes(db, call.id, ((await readForm(c)).compte_rendu ?? '').slice(0, 10_000))
    return goTo(c, callsPaths.minutes(call.code), words(c)('done.saved'))
  })
}

/** The marks of the form; a criterion without a mark is left out, so that a draft may be half done. */
function readScores(values: Readonly<Record<string, string>>, criteria: readonly Criterion[]): KeptScore[] {
  return criteria.flatMap(({ number }) => {
    const mark = values[`note_${number}`] ?? ''
    if (!/^\d{1,3}$/.test(mark)) return []
    return [
      { criterion: number, mark: Number(mark), comment: (values[`dire_${number}`] ?? '').slice(0, 2000) },
    ]
  })
}

interface Sitting {
  readonly call: Call
  readonly offer: Offer
  readonly own: readonly Review[]
}

/** The juror of the request in a jury that sits, with their files. */
async function sittingJuror(c: WebContext): Promise<Sitting | null> {
  const { db, actor } = c.var.context
  const call = await addressedCall(c)
  if (call?.status !== 'jury' || !actor) return null
  const offer = await offerOf(db, call)
  if (!isJuror(actor, offer.jurors)) return null
  const reviews = await listReviews(db, call.id)
  return { call, offer, own: reviews.filter(({ accountId }) => accountId === actor.id) }
}

async function applicationOfNumber(c: WebContext, call: Call): Promise<Application | null> {
  const number = Number(c.req.param('numero'))
  const applications = await listReceived(c.var.context.db, call.id)
  return applications.find((application) => application.number === number) ?? null
}

/** A file that this juror may read: declared without a link, in a jury that sits. */
async function readableFile(c: WebContext) {
  const sitting = await sittingJuror(c)
  const application = sitting && (await applicationOfNumber(c, sitting.call))
  const review = sitting?.own.find(({ applicationId }) => applicationId === application?.id)
  if (!sitting || !application || application.number === null || !review) return null
  if (review.state === 'recused' || review.declaredAt === null) return null
  return { ...sitting, application, review, number: application.number }
}

async function showLinks(c: WebContext, state: FormState, status: 200 | 409 | 422 = 200): Promise<Response> {
  const sitting = await sittingJuror(c)
  if (!sitting) return c.notFound()
  const applications = await listReceived(c.var.context.db, sitting.call.id)
  return show(c, LinksPage, { call: sitting.call, own: sitting.own, applications, state }, status)
}

async function showJury(c: WebContext, state: FormState, status: 200 | 409 | 422 = 200): Promise<Response> {
  const { db, actor, clock } = c.var.context
  const call = await addressedCall(c)
  const offer = call && (await offerOf(db, call))
  if (!call || !offer || !canFollowJury(actor, offer.jurors)) return c.notFound()
  const [applications, reviews, judged] = await Promise.all([
    listReceived(db, call.id),
    listReviews(db, call.id),
    judgedCall(c.var.context, call),
  ])
  return show(
    c,
    JuryPage,
    {
      offer,
      stage: stageOf(call, clock.now()),
      applications,
      reviews,
      me: actor && isJuror(actor, offer.jurors) ? actor.id : null,
      isChair: isChair(actor, offer.jurors),
      isComplete: judged.isComplete,
      thin: judged.thin,
      canGather: roleForArbitration(actor) !== null,
      state,
    },
    status,
  )
}

async function showReview(
  c: WebContext,
  refused: FormState | null,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const found = await readableFile(c)
  if (!found) return c.notFound()
  const { db, actor } = c.var.context
  const { call, offer, application, review } = found
  const [files, all] = await Promise.all([
    listFiles(db, application.id),
    listFullReviews(db, { callId: call.id, applicationId: application.id }),
  ])
  const own = all.find(({ accountId }) => accountId === actor?.id)
  const hasSubmitted = review.state === 'submitted'
  // What others gave is read from the database only for who has given their own.
  const others = hasSubmitted ? all.filter((each) => each !== own && each.state === 'submitted') : []
  const values = Object.fromEntries([
    ['avis', own?.comment ?? ''],
    ...(own?.scores ?? []).flatMap(({ criterion, mark, comment }) => [
      [`note_${criterion}`, String(mark)],
      [`dire_${criterion}`, comment],
    ]),
  ])
  const state = refused ?? { values, errors: {} }
  return show(c, ReviewPage, { call, offer, application, files, hasSubmitted, others, state }, status)
}

async function showMinutes(c: WebContext): Promise<Response> {
  const { db, actor } = c.var.context
  const call = await addressedCall(c)
  if (!call || call.status === 'open') return c.notFound()
  const judged = await judgedCall(c.var.context, call)
  const { jurors } = judged.offer
  // Minutes say every mark: those who organise, and the chair.
  const mayRead = isChair(actor, jurors) || (canFollowJury(actor, jurors) && !isJuror(actor, jurors))
  if (!mayRead || !judged.isComplete) return c.notFound()
  const applications = await listReceived(db, call.id)
  return show(c, MinutesPage, {
    judged,
    applications,
    minutes: await getMinutes(db, call.id),
    canWrite: isChair(actor, jurors) && ['jury', 'arbitrated'].includes(call.status),
  })
}
