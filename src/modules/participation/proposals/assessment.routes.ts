import type { Hono } from 'hono'
import type { z } from 'zod'
import type { Result } from '#kernel/result.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import {
  addCost,
  answerProposal,
  askAuthor,
  assess,
  assign,
  removeCost,
  replyToQuestion,
  unassign,
} from './assessment.actions.ts'
import {
  getAssessment,
  listCosts,
  listEvaluatorChoices,
  listEvaluators,
  listQuestions,
  listWork,
} from './assessment.queries.ts'
import { numberOf, refusedAct, refusedInput, senderOf, statusOf, words } from './proposals.answers.ts'
import {
  answerInput,
  assessmentInput,
  costInput,
  evaluatorInput,
  questionInput,
  replyInput,
} from './proposals.inputs.ts'
import { proposalsPaths } from './proposals.paths.ts'
import {
  canAssess,
  canAssign,
  canSeeAssessment,
  evaluatorRoles,
  roleToAnswer,
} from './proposals.permissions.ts'
import { findProposal } from './proposals.queries.ts'
import { countdownOf, type Proposal } from './proposals.rules.ts'
import { showProposal } from './public.routes.ts'
import type { ProposalsRefusal } from './refusals.ts'
import { AnswerPage, AssessmentPage, WorkPage } from './views/assessment-pages.tsx'

type Outcome = Promise<Result<unknown, ProposalsRefusal>>
type Done = Parameters<ReturnType<typeof words>>[0]

/** The work of the services on a proposal, and the town's answer. */
export function addAssessmentRoutes(app: Hono<AppEnv>): void {
  app.get('/propositions/instruction', async (c) => {
    const { actor, db, clock } = c.var.context
    if (!actor || !canSeeAssessment(actor)) return c.notFound()
    const mineOnly = c.req.query('a') === 'moi'
    return show(c, WorkPage, {
      rows: await listWork(db, actor.id, mineOnly),
      mineOnly,
      today: clock.today(),
    })
  })

  app.get('/propositions/:number{[0-9]+}/instruction', (c) => showAssessment(c, emptyForm))

  app.post('/propositions/:number{[0-9]+}/instruction', (c) =>
    act(c, assessmentInput, 'done.assessed', (number, input) =>
      assess(c.var.context, number, {
        feasibility: input.faisabilite,
        competence: input.competence,
        opinion: input.avis,
      }),
    ),
  )
  app.post('/propositions/:number{[0-9]+}/instruction/evaluateurs', (c) =>
    act(c, evaluatorInput, 'done.assigned', (number, input) =>
      assign(c.var.context, number, input.evaluateur),
    ),
  )
  app.post('/propositions/:number{[0-9]+}/instruction/evaluateurs/retrait', (c) =>
    act(c, evaluatorInput, 'done.unassigned', (number, input) =>
      unassign(c.var.context, number, input.evaluateur),
    ),
  )
  app.post('/propositions/:number{[0-9]+}/instruction/questions', (c) =>
    act(c, questionInput, 'done.asked', (number, input) => askAuthor(c.var.context, number, input.question)),
  )
  app.post('/propositions/:number{[0-9]+}/instruction/couts', (c) =>
    act(c, costInput, 'done.saved', (number, input) =>
      addCost(c.var.context, number, {
        label: input.libelle,
        section: input.section,
        cents: input.montant,
      }),
    ),
  )
  app.post('/propositions/:number{[0-9]+}/instruction/couts/:id{[0-9a-f-]{36}}/suppression', async (c) => {
    const number = numberOf(c)
    const result = number === null ? null : await removeCost(c.var.context, number, c.req.param('id'))
    if (!result?.ok || number === null) return c.notFound()
    return goTo(c, proposalsPaths.assessment(number), words(c)('done.removed'))
  })

  app.post('/propositions/:number{[0-9]+}/questions/:id{[0-9a-f-]{36}}', async (c) => {
    const number = numberOf(c)
    const { contributor } = await senderOf(c)
    if (number === null || !contributor) return c.notFound()
    const values = await readForm(c)
    const input = replyInput.safeParse(values)
    if (!input.success) return showProposal(c, refusedInput(c, values, input.error), 422)
    const id = c.req.param('id')
    const result = await replyToQuestion(c.var.context, contributor, number, id, input.data.reponse)
    return result.ok ? goTo(c, proposalsPaths.show(number), words(c)('done.replied')) : c.notFound()
  })

  app.get('/propositions/:number{[0-9]+}/reponse', (c) => showAnswerForm(c, emptyForm))

  app.post('/propositions/:number{[0-9]+}/reponse', async (c) => {
    const proposal = await answerable(c)
    if (!proposal) return c.notFound()
    const values = await readForm(c)
    const input = answerInput.safeParse(values)
    if (!input.success) return showAnswerForm(c, refusedInput(c, values, input.error), 422)
    const result = await answerProposal(c.var.context, proposal.number, {
      verdict: input.data.verdict,
      reasons: input.data.motifs,
      nextSteps: input.data.suites,
      lateReason: input.data.retard,
    })
    if (result.ok) return goTo(c, proposalsPaths.show(proposal.number), words(c)('done.answered'))
    if (result.refusal === 'not_found') return c.notFound()
    return showAnswerForm(c, refusedAct(c, values, result.refusal), statusOf(result.refusal))
  })
}

/** Reads a form of the file, does what it says, and comes back to the file. */
async function act<Schema extends z.ZodType>(
  c: WebContext,
  schema: Schema,
  done: Done,
  change: (number: number, input: z.infer<Schema>) => Outcome,
): Promise<Response> {
  const number = numberOf(c)
  if (number === null || !canSeeAssessment(c.var.context.actor)) return c.notFound() as Response
  const values = await readForm(c)
  const input = schema.safeParse(values)
  if (!input.success) return showAssessment(c, refusedInput(c, values, input.error), 422)
  const result = await change(number, input.data)
  if (result.ok) return goTo(c, proposalsPaths.assessment(number), words(c)(done))
  if (result.refusal === 'not_found') return c.notFound() as Response
  return showAssessment(c, refusedAct(c, values, result.refusal), statusOf(result.refusal))
}

async function showAssessment(
  c: WebContext,
  state: FormState,
  status: 200 | 409 | 422 | 429 = 200,
): Promise<Response> {
  const { db, actor, clock } = c.var.context
  const proposal = await publishedOf(c)
  if (!proposal || !canSeeAssessment(actor)) return c.notFound() as Response
  const evaluators = await listEvaluators(db, proposal.id)
  const mayAssign = canAssign(actor) && proposal.verdict === null
  const ids = evaluators.map(({ id }) => id)
  return show(
    c,
    AssessmentPage,
    {
      proposal,
      assessment: await getAssessment(db, proposal.id),
      costs: await listCosts(db, proposal.id),
      questions: await listQuestions(db, proposal.id),
      evaluators,
      choices: mayAssign
        ? (await listEvaluatorChoices(db, evaluatorRoles, clock.today())).filter(
            ({ id }) => !ids.includes(id),
          )
        : [],
      canAssess: canAssess(actor, proposal, ids),
      canAssign: mayAssign,
      canAnswer: roleToAnswer(actor, proposal) !== null,
      today: clock.today(),
      state,
    },
    status,
  )
}

async function publishedOf(c: WebContext): Promise<Proposal | null> {
  const number = numberOf(c)
  const proposal = number === null ? null : await findProposal(c.var.context.db, number)
  return proposal?.status === 'published' ? proposal : null
}

/** The proposal of the address, when this person may answer it for the town. */
async function answerable(c: WebContext): Promise<Proposal | null> {
  const proposal = await publishedOf(c)
  return proposal && roleToAnswer(c.var.context.actor, proposal) !== null ? proposal : null
}

async function showAnswerForm(
  c: WebContext,
  state: FormState,
  status: 200 | 409 | 422 | 429 = 200,
): Promise<Response> {
  const { db, clock } = c.var.context
  const proposal = await answerable(c)
  if (!proposal) return c.notFound() as Response
  return show(
    c,
    AnswerPage,
    {
      proposal,
      assessment: await getAssessment(db, proposal.id),
      costs: await listCosts(db, proposal.id),
      isLate: countdownOf(proposal, clock.today())?.kind === 'late',
      state,
    },
    status,
  )
}
