import type { Hono } from 'hono'
import type { z } from 'zod'
import { measuresPaths } from '#modules/steering/measures/measures.public.ts'
import type { FormState } from '#web/form.tsx'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { calendarsPaths, canUseCalendars, findProjectCalendar } from '../calendars/calendars.public.ts'
import { findDelegation, findReview, listCandidates, listMembers } from './members.queries.ts'
import { addressed, mayLead, mayWork, refusedAct, refusedInput, statusOf, words } from './projects.answers.ts'
import {
  costInput,
  decisionInput,
  milestoneInput,
  reachedInput,
  reasonInput,
  riskInput,
} from './projects.inputs.ts'
import { projectsPaths } from './projects.paths.ts'
import { signingRole } from './projects.permissions.ts'
import { type FoundProject, findMeasureOf, newId } from './projects.queries.ts'
import { isActive } from './projects.rules.ts'
import type { Outcome } from './refusals.ts'
import {
  addCost,
  addMilestone,
  addRisk,
  reachMilestone,
  recordDecision,
  removeRisk,
  takeBackCost,
} from './sheet.actions.ts'
import { listCosts, listDecisions, listMilestones, listRisks } from './sheet.queries.ts'
import { ProjectPage } from './views/project-page.tsx'

export function addSheetRoutes(app: Hono<AppEnv>): void {
  app.post('/projets/:code/jalons', (c) =>
    take(c, mayLead, milestoneInput, (code, { cle: id, jalon: title, echeance: dueOn }) =>
      addMilestone(c.var.context, code, { id, title, dueOn }),
    ),
  )

  app.post('/projets/:code/jalons/:id', (c) =>
    take(c, mayWork, reachedInput, (code, { atteint }) =>
      reachMilestone(c.var.context, code, idOf(c), atteint === 'oui'),
    ),
  )

  app.post('/projets/:code/risques', (c) =>
    take(c, mayWork, riskInput, (code, input) =>
      addRisk(c.var.context, code, {
        id: input.cle,
        statement: input.risque,
        probability: input.probabilite,
        impact: input.gravite,
        mitigation: input.parade,
        owner: input.porteur,
      }),
    ),
  )

  app.post('/projets/:code/risques/:id', (c) =>
    take(c, mayWork, reasonInput, (code) => removeRisk(c.var.context, code, idOf(c))),
  )

  app.post('/projets/:code/decisions', (c) =>
    take(c, mayWork, decisionInput, (code, input) =>
      recordDecision(c.var.context, code, {
        id: input.cle,
        statement: input.decision,
        reason: input.raison,
        takenBy: input.decideur,
        decidedOn: input.decide_le,
      }),
    ),
  )

  app.post('/projets/:code/depenses', (c) =>
    take(c, mayWork, costInput, (code, cost) => addCost(c.var.context, code, cost)),
  )

  app.post('/projets/:code/depenses/:id/annulation', (c) =>
    take(c, mayWork, reasonInput, (code, { motif }) => takeBackCost(c.var.context, code, idOf(c), motif)),
  )
}

/** An identity of the address; one that cannot be is that of nothing. */
function idOf(c: WebContext): string {
  const id = c.req.param('id') ?? ''
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? id : '00000000-0000-0000-0000-000000000000'
}

/** Reads a form of the sheet, does its act, and shows the sheet again with what was done or what is to mend. */
async function take<Schema extends z.ZodType>(
  c: WebContext,
  may: (c: WebContext, found: FoundProject) => boolean,
  schema: Schema,
  act: (code: string, input: z.infer<Schema>) => Outcome<null>,
): Promise<Response> {
  const found = await addressed(c)
  if (!found || !may(c, found)) return c.notFound()
  const values = await readForm(c)
  const input = schema.safeParse(values)
  if (!input.success) return showSheet(c, refusedInput(c, values, input.error), 422)
  const result = await act(found.project.code, input.data)
  if (result.ok) return goTo(c, projectsPaths.show(found.project.code), words(c)('done.saved'))
  if (result.refusal === 'not_found') return c.notFound()
  return showSheet(c, refusedAct(c, values, result.refusal), statusOf(result.refusal))
}

/** Statuses in which everybody reads a measure; partners from outside see no other. */
const publicMeasures: readonly string[] = ['decided', 'running', 'closed']

export async function showSheet(
  c: WebContext,
  state: FormState,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const found = await addressed(c)
  if (!found) return c.notFound()
  const { project, own } = found
  const { db, actor, clock } = c.var.context
  const today = clock.today()
  const members = await listMembers(db, project.id)
  const isPartner = members.some(({ accountId, isPartner }) => isPartner && accountId === actor?.id)
  const measure = await findMeasureOf(db, project.measureId)
  const canLead = mayLead(c, found)
  const delegation = await findDelegation(db, project.id)
  const hasSigned = delegation?.signatures.some(({ accountId }) => accountId === actor?.id) ?? false
  return show(
    c,
    ProjectPage,
    {
      project,
      members,
      calendarHref: await calendarHref(c, found),
      measure:
        measure && (!isPartner || publicMeasures.includes(measure.status))
          ? { title: measure.title, href: measuresPaths.show(measure.code) }
          : null,
      delegation,
      review: await findReview(db, project.id),
      milestones: await listMilestones(db, project.id),
      risks: await listRisks(db, project.id),
      decisions: await listDecisions(db, project.id),
      costs: await listCosts(db, project.id),
      candidates: canLead ? await candidateChoices(c, new Set(members.map((each) => each.accountId))) : [],
      canWork: mayWork(c, found),
      canLead,
      canSign: !hasSigned && signingRole(actor, project, own, today) !== null,
      keys: [newId(), newId(), newId(), newId()] as const,
      today,
      state,
    },
    status,
  )
}

/** The calendar of the project, for those of its team who have the pages of the agenda. */
async function calendarHref(c: WebContext, { project, own }: FoundProject): Promise<string | null> {
  const { db, actor, clock } = c.var.context
  if (own === null || !isActive(own, clock.today()) || !canUseCalendars(actor)) return null
  const calendar = await findProjectCalendar(db, project.id)
  return calendar && calendarsPaths.home({ vue: 'mois', agendas: [calendar.id] })
}

async function candidateChoices(c: WebContext, taken: ReadonlySet<string>) {
  const { db, clock } = c.var.context
  const candidates = await listCandidates(db, clock.today())
  return candidates
    .filter(({ accountId }) => !taken.has(accountId))
    .map(({ accountId, name, title }) => ({
      value: accountId,
      label: title === '' ? name : `${name}, ${title}`,
    }))
}
