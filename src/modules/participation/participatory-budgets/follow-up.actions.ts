import type { Context } from '#infra/context.ts'
import { inTransaction, isDuplicate } from '#infra/transaction.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { deliver, promise } from '#modules/participation/commitments/commitments.public.ts'
import { recordAct } from '#modules/people/journal/journal.public.ts'
import { follow, notifyFollowers, unfollow } from '#modules/people/notifications/notifications.public.ts'
import { hasDeliberation } from '#modules/steering/deliberations/deliberations.public.ts'
import { budgetsPaths } from './budgets.paths.ts'
import { canFollowUp, roleForDecision, roleForDesk } from './budgets.permissions.ts'
import { visibleOffer } from './editions.actions.ts'
import type { Edition, Offer, Project } from './editions.rules.ts'
import { insertDecision, insertStep, listSteps, updateStepDone } from './follow-up.queries.ts'
import { listResults, type ProjectResult } from './results.queries.ts'

export type FollowUpRefusal =
  | 'not_found'
  | 'not_recommended'
  | 'decided_already'
  | 'deliberation_unknown'
  | 'not_accepted'
  | 'delivery_exists'
  | 'done_in_future'
  | 'commitment_reason_missing'

type Outcome<Value> = Promise<Result<Value, FollowUpRefusal>>

export function projectSubject(project: Pick<Project, 'id' | 'title'>) {
  return { subjectKind: 'budget_project', subjectId: project.id, subjectLabel: project.title }
}

export interface DecisionTaking {
  readonly decision: 'accepted' | 'refused'
  readonly deliberationId: string
  readonly reasons: string
  /** Day by which an accepted project is delivered, and the service that answers for it. */
  readonly dueOn: CalendarDate | null
  readonly service: string
  readonly deliveryLabel: string
}

/**
 * Records what the council decided on a recommended project (PAR-12): an official act. Accepted, the project becomes a
 * commitment with the day of its delivery; refused, its reasons are published. Those who follow it are told.
 */
export async function recordDecision(
  context: Context,
  code: string,
  number: number,
  taking: DecisionTaking,
): Outcome<null> {
  const found = await findProjectOf(context, code, number)
  if (!found) return refuse('not_found')
  const { edition, project } = found
  const role = roleForDecision(context.actor, edition.status)
  if (role === null) return refuse('not_found')
  if (!(await hasDeliberation(context.db, taking.deliberationId))) return refuse('deliberation_unknown')
  try {
    return await inTransaction(context.db, async (tx) => {
      const within = { ...context, db: tx }
      const result = await resultOf(within, edition, project)
      if (result?.rank == null) return refuse('not_recommended')
      if (result.decision !== null) return refuse('decided_already')
      const actId = await recordAct(within, {
        act: taking.decision === 'accepted' ? 'accept' : 'refuse',
        ...projectSubject(project),
        role,
        deliberationId: taking.deliberationId,
        reason: taking.reasons,
      })
      await insertDecision(tx, {
        projectId: project.id,
        decision: taking.decision,
        deliberationId: taking.deliberationId,
        reasons: taking.reasons,
        decidedOn: context.clock.today(),
        actId,
      })
      if (taking.decision === 'accepted' && taking.dueOn !== null)
        await promiseDelivery(within, edition, project, { ...taking, dueOn: taking.dueOn })
      await tell(within, edition, project, taking.decision)
      return ok(null)
    })
  } catch (error) {
    if (isDuplicate(error)) return refuse('decided_already')
    throw error
  }
}

async function promiseDelivery(
  context: Context,
  edition: Edition,
  project: Project,
  {
    dueOn,
    service,
    deliveryLabel,
  }: Pick<DecisionTaking, 'service' | 'deliveryLabel'> & { readonly dueOn: CalendarDate },
): Promise<void> {
  await insertStep(context.db, project.id, { label: deliveryLabel, dueOn, note: '', isDelivery: true })
  await promise(context, {
    ...commitmentOf(project),
    label: project.title,
    path: budgetsPaths.project(edition.code, project.number),
    responsible: service,
    dueOn,
    processId: edition.processId,
  })
}

function commitmentOf(project: Project) {
  return { kind: 'winner' as const, sourceKind: 'budget_project', sourceId: project.id }
}

const news = {
  accepted: {
    fr: (title: string) => `Le conseil a accepté le projet « ${title} ».`,
    en: (title: string) => `The council accepted the project “${title}”.`,
  },
  refused: {
    fr: (title: string) => `Le conseil a refusé le projet « ${title} » ; ses motifs sont publiés.`,
    en: (title: string) => `The council refused the project “${title}”; its reasons are published.`,
  },
  step: {
    fr: (title: string) => `Une étape du projet « ${title} » est faite.`,
    en: (title: string) => `A step of the project “${title}” is done.`,
  },
}

async function tell(
  context: Pick<Context, 'db' | 'clock'>,
  edition: Edition,
  project: Project,
  what: keyof typeof news,
  event: string = what,
): Promise<void> {
  await notifyFollowers(
    context,
    { kind: 'budget_project', id: project.id },
    {
      event: `budget_project:${project.id}:${event}`,
      path: budgetsPaths.project(edition.code, project.number),
      text: { fr: news[what].fr(project.title), en: news[what].en(project.title) },
    },
  )
}

/** Adds a step to a project that the council accepted; without that deliberation nothing is committed (E25). */
export async function addStep(
  context: Context,
  code: string,
  number: number,
  step: {
    readonly label: string
    readonly dueOn: CalendarDate
    readonly note: string
    readonly isDelivery: boolean
  },
): Outcome<string> {
  const found = await findAccepted(context, code, number)
  if (!found.ok) return found
  try {
    return ok(await insertStep(context.db, found.value.project.id, step))
  } catch (error) {
    if (isDuplicate(error)) return refuse('delivery_exists')
    throw error
  }
}

/** Says that a step is done; the delivery keeps the promise that was made when the council accepted the project. */
export async function finishStep(
  context: Context,
  code: string,
  number: number,
  id: string,
  done: {
    readonly on: CalendarDate
    readonly note: string
    readonly reason: string
    readonly photo: { readonly bytes: Uint8Array; readonly alt: string } | null
  },
): Outcome<null> {
  const found = await findAccepted(context, code, number)
  if (!found.ok) return found
  const { edition, project } = found.value
  if (done.on > context.clock.today()) return refuse('done_in_future')
  const role = roleForDesk(context.actor) ?? 'agent'
  return inTransaction(context.db, async (tx) => {
    const step = (await listSteps(tx, project.id)).find((candidate) => candidate.id === id)
    if (!step || !(await updateStepDone(tx, project.id, id, done))) return refuse('not_found')
    const within = { ...context, db: tx }
    if (step.isDelivery) {
      const delivered = await deliver(within, {
        ...commitmentOf(project),
        on: done.on,
        reason: done.reason,
        role,
      })
      if (!delivered.ok) return refuse(delivered.refusal)
    }
    await tell(within, edition, project, 'step', `step:${id}`)
    return ok(null)
  })
}

/** A signed-in person hears of a project until it is delivered, or no longer. */
export async function followProject(
  context: Context,
  code: string,
  number: number,
  wish: boolean,
): Outcome<null> {
  const found = await findProjectOf(context, code, number)
  if (!found || !context.actor) return refuse('not_found')
  const { edition, project } = found
  const recipient = { accountId: context.actor.id }
  const subject = { kind: 'budget_project', id: project.id }
  if (wish)
    await follow(context, recipient, {
      ...subject,
      label: project.title,
      path: budgetsPaths.project(edition.code, project.number),
    })
  else await unfollow(context, recipient, subject)
  return ok(null)
}

export async function findProjectOf(
  context: Pick<Context, 'db' | 'actor'>,
  code: string,
  number: number,
): Promise<{ offer: Offer; edition: Edition; project: Project } | null> {
  const offer = await visibleOffer(context, code)
  const project = offer?.projects.find((candidate) => candidate.number === number)
  return offer && project ? { offer, edition: offer.edition, project } : null
}

async function findAccepted(context: Context, code: string, number: number) {
  const found = await findProjectOf(context, code, number)
  if (!found || !canFollowUp(context.actor, found.edition.status)) return refuse('not_found' as const)
  const result = await resultOf(context, found.edition, found.project)
  return result?.decision?.decision === 'accepted' ? ok(found) : refuse('not_accepted' as const)
}

async function resultOf(
  { db }: Pick<Context, 'db'>,
  edition: Edition,
  project: Project,
): Promise<ProjectResult | null> {
  return (await listResults(db, edition.id, project.id))[0] ?? null
}
