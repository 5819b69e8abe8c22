import type { Hono } from 'hono'
import type { Context } from '#infra/context.ts'
import { whileUnchanged } from '#infra/while-unchanged.ts'
import { listDistricts } from '#modules/participation/processes/processes.public.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { type AppEnv, show, showToAll, type WebContext } from '#web/respond.ts'
import { countOpenAmendments } from './amendments.queries.ts'
import { getAnswer, listCosts, listEvaluators, listQuestions } from './assessment.queries.ts'
import { getOwnPart, isFollowedBy, listComments } from './discussion.queries.ts'
import { findModerationOf } from './moderation.queries.ts'
import { parseDegrees } from './outline.rules.ts'
import { findPicture, listPictures } from './pictures.queries.ts'
import { countProposals, listProposals } from './proposal-list.queries.ts'
import { numberOf, onlookerOf } from './proposals.answers.ts'
import { filterInput } from './proposals.inputs.ts'
import type { ProposalFilter } from './proposals.paths.ts'
import {
  canAssess,
  canAssign,
  canDictate,
  canModerate,
  canModerateProposal,
  canRevise,
  canSeeAssessment,
  canSeeProposal,
  canWithdraw,
  isAuthor,
  roleToAnswer,
} from './proposals.permissions.ts'
import { findProposal, getOutline, listProposalProcesses } from './proposals.queries.ts'
import { countdownOf, isDiscussed, isPublic } from './proposals.rules.ts'
import { subjectOf } from './telling.ts'
import { CharterPage } from './views/charter-page.tsx'
import { mapFile } from './views/place-map.tsx'
import { ProposalListPage } from './views/proposal-list-page.tsx'
import { ProposalPage } from './views/proposal-page.tsx'

/** What everybody reads: the list, a proposal, its pictures, the charter. */
export function addPublicRoutes(app: Hono<AppEnv>): void {
  // The same list for everybody: people who are signed in, whose pages are not kept, share what it is made of.
  const readList = whileUnchanged(({ filter }: ListAsked) => JSON.stringify(filter), collectList)
  app.get('/propositions', async (c) => {
    const { context } = c.var
    const { actor } = context
    const filter = filterOf(c)
    const list = await readList({ ...context, filter })
    return showToAll(c, ProposalListPage, {
      ...list,
      filter,
      canPropose: list.processes.some(({ isOpen }) => isOpen),
      canModerate: canModerate(actor),
      canSeeAssessment: canSeeAssessment(actor),
    })
  })

  app.get('/propositions/charte', (c) => showToAll(c, CharterPage, {}))

  app.get('/propositions/carte.svg', async (c) => {
    const { db, town } = c.var.context
    const outline = await getOutline(db)
    if (!outline) return c.notFound()
    const lat = parseDegrees(c.req.query('latitude') ?? '', 90)
    const lon = parseDegrees(c.req.query('longitude') ?? '', 180)
    const point = lat === null || lon === null ? null : { lat, lon }
    return c.body(mapFile(outline, point, town.colour), 200, {
      'Content-Type': 'image/svg+xml; charset=utf-8',
    })
  })

  app.get('/propositions/images/:id', (c) => sendPicture(c, 'bytes'))
  app.get('/propositions/images/:id/vignette', (c) => sendPicture(c, 'thumbnail'))

  app.get('/propositions/:number{[0-9]+}', (c) => showProposal(c, emptyForm))
}

interface ListAsked extends Context {
  readonly filter: ProposalFilter
}

async function collectList({ db, clock, filter }: ListAsked) {
  const today = clock.today()
  const [page, count, processes, districts] = await Promise.all([
    listProposals(db, filter, today),
    countProposals(db, filter, today),
    listProposalProcesses(db, today),
    listDistricts(db),
  ])
  return { ...page, count, processes, districts, today }
}

/** The filters of the address: values that are not on the list are as if they were not there. */
export function filterOf(c: WebContext): ProposalFilter {
  const { q, demarche, categorie, quartier, reponse, tri, suite } = filterInput.parse(c.req.query())
  return {
    search: q,
    process: demarche,
    category: categorie,
    district: quartier,
    answer: reponse,
    sort: tri,
    after: suite,
  }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Whoever may see the proposal sees its pictures; those of a draft have the unguessable id that its page gives. */
async function sendPicture(c: WebContext, which: 'bytes' | 'thumbnail'): Promise<Response> {
  const id = c.req.param('id') ?? ''
  const { db } = c.var.context
  const picture = uuid.test(id) ? await findPicture(db, id, which) : null
  if (!picture) return c.notFound() as Response
  const isShown =
    picture.status === 'draft' || picture.status === 'published' || (await maySee(c, picture.number))
  if (!isShown) return c.notFound() as Response
  return c.body(new Uint8Array(picture.bytes), 200, {
    'Content-Type': 'image/webp',
    'Content-Disposition': 'inline; filename="image.webp"',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cache-Control': picture.status === 'published' ? 'private, max-age=86400' : 'no-store',
  })
}

async function maySee(c: WebContext, number: number): Promise<boolean> {
  const proposal = await findProposal(c.var.context.db, number)
  if (!proposal || proposal.status === 'withdrawn') return false
  return canSeeProposal(await onlookerOf(c), proposal)
}

/** The page of the proposal, with a refused form where there is one. */
export async function showProposal(
  c: WebContext,
  state: FormState,
  status: 200 | 409 | 422 | 429 = 200,
): Promise<Response> {
  const number = numberOf(c)
  const { db, clock, actor } = c.var.context
  const proposal = number === null ? null : await findProposal(db, number)
  if (!proposal) return c.notFound() as Response
  const who = await onlookerOf(c)
  if (!canSeeProposal(who, proposal)) return c.notFound() as Response
  const isShown = proposal.status !== 'withdrawn' || isAuthor(who, proposal)
  const questions = await listQuestions(db, proposal.id)
  const evaluators = canSeeAssessment(actor) ? await listEvaluators(db, proposal.id) : []
  const props = {
    proposal,
    isShown,
    pictures: isShown ? await listPictures(db, proposal.id) : [],
    comments: isPublic(proposal.status) && isShown ? await listComments(db, proposal.id) : [],
    answer: await getAnswer(db, proposal.id),
    costs: proposal.verdict ? await listCosts(db, proposal.id) : [],
    questions,
    outline: isShown && proposal.point ? await getOutline(db) : null,
    districts: proposal.districtId ? await listDistricts(db) : [],
    countdown: countdownOf(proposal, clock.today()),
    moderation: isPublic(proposal.status) ? null : await findModerationOf(db, proposal.id),
    amendmentsWaiting: isAuthor(who, proposal) ? await countOpenAmendments(db, proposal.id) : 0,
    me: {
      isKnown: who.contributor !== null || actor !== null,
      isAuthor: isAuthor(who, proposal),
      hasSupported:
        who.contributor !== null && (await getOwnPart(db, proposal.id, who.contributor.id)).hasSupported,
      isFollowing: who.contributor !== null && (await isFollowedBy(db, who.contributor, subjectOf(proposal))),
      canDiscuss: isDiscussed(proposal),
      canRevise: canRevise(who, proposal),
      canWithdraw: canWithdraw(who, proposal),
      canModerate: canModerateProposal(who, proposal),
      canDictate: canDictate(actor),
      canAssess:
        canAssess(
          actor,
          proposal,
          evaluators.map(({ id }) => id),
        ) || canSeeAssessment(actor),
      canAssign: canAssign(actor),
      canAnswer: roleToAnswer(actor, proposal) !== null,
    },
    state,
  }
  // What nobody in particular reads is the same for all; whoever is known has buttons of their own.
  return who.contributor === null && state === emptyForm
    ? showToAll(c, ProposalPage, props)
    : show(c, ProposalPage, props, status)
}
