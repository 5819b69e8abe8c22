import type { Context } from '#infra/context.ts'
import { inTransaction, isDuplicate } from '#infra/transaction.ts'
import { addMonths, type CalendarDate } from '#kernel/calendar-date.ts'
import { ok, refuse } from '#kernel/result.ts'
import { townRoles } from '#kernel/roles.ts'
import { notify } from '#modules/people/notifications/notifications.public.ts'
import {
  deleteMember,
  findDelegation,
  insertDelegation,
  insertMember,
  insertReview,
  insertSignature,
  listCandidates,
  listMembers,
  updateMemberEnd,
} from './members.queries.ts'
import { keepComingMeetings } from './project-calendar.ts'
import { asLead, recordProjectAct } from './projects.actions.ts'
import { projectsPaths } from './projects.paths.ts'
import { leadRole, signingRole } from './projects.permissions.ts'
import { lockProject, updateStatus } from './projects.queries.ts'
import {
  type DelegationDraft,
  longestPartnerMonths,
  type Part,
  type Project,
  type Review,
} from './projects.rules.ts'
import { projectsWords } from './projects.words.ts'
import type { Outcome, ProjectsRefusal } from './refusals.ts'

export interface Admission {
  readonly accountId: string
  readonly part: Part
  readonly body: string
  /** Last day; a partner from outside always has one. */
  readonly endsOn: CalendarDate | null
}

/** Lets somebody into the project: an official act, so that the journal of rights holds it. They are told. */
export async function admitMember(context: Context, code: string, admission: Admission): Outcome<null> {
  try {
    return await asLead(context, code, async (tx, { project, own }) => {
      const today = context.clock.today()
      const candidates = await listCandidates(tx, today)
      const candidate = candidates.find(({ accountId }) => accountId === admission.accountId)
      if (!candidate) return refuse('person_unknown')
      const isPartner = ![...candidate.roles].some((role) => townRoles.has(role))
      const fault = isPartner ? partnerFault(admission, today) : null
      if (fault) return refuse(fault)
      const members = await listMembers(tx, project.id)
      if (members.some(({ accountId }) => accountId === admission.accountId)) return refuse('member_already')
      await insertMember(tx, project.id, { ...admission, isPartner, joinedOn: today })
      await keepComingMeetings(context, tx, project)
      await recordProjectAct(
        context,
        tx,
        {
          act: 'admit',
          role: leadRole(context.actor, own, today) ?? 'agent',
          details: { account: admission.accountId, name: candidate.name, ends_on: admission.endsOn },
        },
        project,
      )
      await tellAdmitted({ ...context, db: tx }, project, admission.accountId)
      return ok(null)
    })
  } catch (error) {
    if (isDuplicate(error)) return refuse('part_taken')
    throw error
  }
}

function partnerFault({ part, endsOn }: Admission, today: CalendarDate): ProjectsRefusal | null {
  if (part !== 'member') return 'partner_part'
  if (endsOn === null || endsOn < today) return 'partner_end_missing'
  return endsOn > addMonths(today, longestPartnerMonths) ? 'partner_end_far' : null
}

async function tellAdmitted(context: Context, project: Project, accountId: string): Promise<void> {
  if (accountId === context.actor?.id) return
  const text = (locale: 'fr' | 'en') => projectsWords(locale)('told.admitted', { project: project.title })
  await notify(context, [{ accountId }], {
    event: `project:${project.id}:admitted:${accountId}:${context.clock.today()}`,
    path: projectsPaths.show(project.code),
    text: { fr: text('fr'), en: text('en') },
  })
}

/** Takes somebody out: their access and their cards go at once. The lead goes only when another one has come. */
export function dismissMember(context: Context, code: string, accountId: string): Outcome<null> {
  return asLead(context, code, async (tx, { project, own }) => {
    const members = await listMembers(tx, project.id)
    const member = members.find((each) => each.accountId === accountId)
    if (!member) return refuse('person_unknown')
    if (member.part === 'lead') return refuse('lead_stays')
    await deleteMember(tx, project.id, accountId)
    await keepComingMeetings(context, tx, project)
    await recordProjectAct(
      context,
      tx,
      {
        act: 'dismiss',
        role: leadRole(context.actor, own, context.clock.today()) ?? 'agent',
        details: { account: accountId, name: member.name },
      },
      project,
    )
    return ok(null)
  })
}

/** Gives a partner access for longer, within the limit, by the same act as the first time. */
export function prolongMember(
  context: Context,
  code: string,
  accountId: string,
  endsOn: CalendarDate,
): Outcome<null> {
  return asLead(context, code, async (tx, { project, own }) => {
    const today = context.clock.today()
    const member = (await listMembers(tx, project.id)).find((each) => each.accountId === accountId)
    if (!member) return refuse('person_unknown')
    const fault = partnerFault({ ...member, endsOn }, today)
    if (fault) return refuse(fault)
    await updateMemberEnd(tx, project.id, accountId, endsOn)
    await recordProjectAct(
      context,
      tx,
      {
        act: 'admit',
        role: leadRole(context.actor, own, today) ?? 'agent',
        details: { account: accountId, name: member.name, ends_on: endsOn },
      },
      project,
    )
    return ok(null)
  })
}

/** Writes what the team decides alone: a new version, which waits for its signatures. */
export function writeDelegation(
  context: Context,
  code: string,
  version: number,
  draft: DelegationDraft,
): Outcome<null> {
  return asLead(context, code, async (tx, { project, actor }) => {
    const current = await findDelegation(tx, project.id)
    if ((current?.version ?? 0) !== version) return refuse('changed_meanwhile')
    await insertDelegation(tx, project.id, version + 1, draft, {
      accountId: actor.id,
      at: context.clock.now(),
    })
    return ok(null)
  })
}

/** A manager or the sponsor signs the delegation that they read: an official act. */
export async function signDelegation(context: Context, code: string, version: number): Outcome<null> {
  const { actor, clock } = context
  if (actor === null) return refuse('not_found')
  const today = clock.today()
  return inTransaction<null, ProjectsRefusal>(context.db, async (tx) => {
    const found = await lockProject(tx, code, actor.id)
    const role = found && signingRole(actor, found.project, found.own, today)
    if (!found || !role) return refuse('not_found')
    const delegation = await findDelegation(tx, found.project.id)
    if (!delegation) return refuse('delegation_missing')
    if (delegation.version !== version) return refuse('changed_meanwhile')
    if (delegation.signatures.some(({ accountId }) => accountId === actor.id)) return refuse('signed_already')
    await insertSignature(tx, found.project.id, version, { accountId: actor.id, role, on: today })
    await recordProjectAct(context, tx, { act: 'sign', role, details: { version } }, found.project)
    return ok(null)
  })
}

/** Starts the work: what the team decides alone is written and signed before. */
export function startProject(context: Context, code: string): Outcome<null> {
  return asLead(context, code, async (tx, { project, own }) => {
    if (project.status !== 'preparing') return refuse('status_wrong')
    const delegation = await findDelegation(tx, project.id)
    if (!delegation) return refuse('delegation_missing')
    if (delegation.signatures.length === 0) return refuse('not_signed')
    await updateStatus(tx, project.id, 'running')
    const role = leadRole(context.actor, own, context.clock.today()) ?? 'agent'
    await recordProjectAct(context, tx, { act: 'start', role }, project)
    return ok(null)
  })
}

/** Closes the project with what was promised, what came and what others may use again. */
export function closeProject(
  context: Context,
  code: string,
  review: Omit<Review, 'closedOn'>,
): Outcome<null> {
  return asLead(context, code, async (tx, { project, own, actor }) => {
    if (project.status !== 'running') return refuse('status_wrong')
    const { hours } = review
    if (hours && !(hours.low <= hours.likely && hours.likely <= hours.high)) return refuse('hours_order')
    const today = context.clock.today()
    await insertReview(tx, project.id, { ...review, closedOn: today }, actor.id)
    await updateStatus(tx, project.id, 'closed')
    const role = leadRole(context.actor, own, today) ?? 'agent'
    await recordProjectAct(context, tx, { act: 'close', role }, project)
    return ok(null)
  })
}

export function abandonProject(context: Context, code: string, reason: string): Outcome<null> {
  return asLead(context, code, async (tx, { project, own }) => {
    if (reason === '') return refuse('reason_missing')
    await updateStatus(tx, project.id, 'abandoned')
    const role = leadRole(context.actor, own, context.clock.today()) ?? 'agent'
    await recordProjectAct(context, tx, { act: 'abandon', role, reason }, project)
    return ok(null)
  })
}
