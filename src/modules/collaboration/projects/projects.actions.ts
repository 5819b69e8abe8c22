import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import { inTransaction, isDuplicate } from '#infra/transaction.ts'
import type { Actor } from '#kernel/actor.ts'
import { segmentOf } from '#kernel/plain-text.ts'
import { ok, refuse } from '#kernel/result.ts'
import { type ActDescription, performAct, recordAct } from '#modules/people/journal/journal.public.ts'
import { ensureProjectCalendar, renameProjectCalendar } from '../calendars/calendars.public.ts'
import { insertTemplate } from './board-template.ts'
import { insertMember } from './members.queries.ts'
import { keepMilestones } from './project-calendar.ts'
import { canCreateProject, canLead, canSeeProject, canWork, roleOfProposer } from './projects.permissions.ts'
import {
  type FoundProject,
  findMeasureOf,
  findProject,
  insertProject,
  lockProject,
  updateProject,
} from './projects.queries.ts'
import { type Project, type ProjectAct, type ProjectDraft, reservedCodes } from './projects.rules.ts'
import type { Outcome, ProjectsRefusal } from './refusals.ts'
import { listMilestones } from './sheet.queries.ts'
import type { TemplateKind } from './templates.rules.ts'

export interface NewProject extends ProjectDraft {
  /** Key of the form: the same form sent twice makes one project. */
  readonly key: string
  readonly template: TemplateKind
  /** Service of whoever creates it, who becomes its lead. */
  readonly body: string
}

/** A new project, led by whoever creates it, with the board of its template; answers its code. */
export async function createProject(context: Context, draft: NewProject): Outcome<string> {
  const { actor, clock } = context
  if (actor === null || !canCreateProject(actor)) return refuse('not_found')
  if (draft.measureId !== null && !(await findMeasureOf(context.db, draft.measureId)))
    return refuse('measure_unknown')
  const code = codeOfTitle(draft.title)
  const act = { ...subject('create', { id: draft.key, title: draft.title }), role: roleOfProposer(actor) }
  try {
    return await performAct(context, act, async (tx) => {
      await insertProject(tx, draft.key, code, draft, clock.now())
      await insertMember(tx, draft.key, {
        accountId: actor.id,
        part: 'lead',
        body: draft.body,
        isPartner: false,
        joinedOn: clock.today(),
        endsOn: null,
      })
      await ensureProjectCalendar(tx, { id: draft.key, name: draft.title })
      await insertTemplate({ ...context, db: tx }, draft.key, draft.template, draft.startsOn)
      const project = { id: draft.key, code, title: draft.title }
      await keepMilestones(context, tx, project, await listMilestones(tx, draft.key))
      return ok(code)
    })
  } catch (error) {
    if (!isDuplicate(error)) throw error
    const known = await findProject(context.db, code, actor.id)
    return known?.project.id === draft.key ? ok(code) : refuse('code_taken')
  }
}

export function codeOfTitle(title: string): string {
  return segmentOf(title, reservedCodes, 'projet')
}

/** Rewrites the sheet, if nobody did since the version that the person saw. */
export function reviseProject(
  context: Context,
  code: string,
  version: number,
  draft: ProjectDraft,
): Outcome<null> {
  return asLead(context, code, async (tx, { project }) => {
    if (draft.measureId !== null && !(await findMeasureOf(tx, draft.measureId)))
      return refuse('measure_unknown')
    if (!(await updateProject(tx, project.id, version, draft))) return refuse('changed_meanwhile')
    if (draft.title !== project.title) await renameProjectCalendar(tx, { id: project.id, name: draft.title })
    return ok(null)
  })
}

export type Change<Value> = (tx: Database, found: FoundProject & { readonly actor: Actor }) => Outcome<Value>

/** Changes a project as its lead, its sponsor or the head of the administration, with the project locked. */
export function asLead<Value>(context: Context, code: string, change: Change<Value>): Outcome<Value> {
  return locked(
    context,
    code,
    ({ project, own }) => canLead(context.actor, project, own, context.clock.today()),
    change,
  )
}

/** Changes what the team works on, as one of its members, with the project locked. */
export function asMember<Value>(context: Context, code: string, change: Change<Value>): Outcome<Value> {
  return locked(context, code, ({ project, own }) => canWork(project, own, context.clock.today()), change)
}

function locked<Value>(
  context: Context,
  code: string,
  may: (found: FoundProject) => boolean,
  change: Change<Value>,
): Outcome<Value> {
  const { actor } = context
  if (actor === null) return Promise.resolve(refuse('not_found'))
  return inTransaction<Value, ProjectsRefusal>(context.db, async (tx) => {
    const found = await lockProject(tx, code, actor.id)
    return found && may(found) ? change(tx, { ...found, actor }) : refuse('not_found')
  })
}

/** The project of that code as this person may read it; null when they may not. */
export async function findVisibleProject(
  { db, actor, clock }: Pick<Context, 'db' | 'actor' | 'clock'>,
  code: string,
): Promise<FoundProject | null> {
  const found = await findProject(db, code, actor?.id ?? null)
  return found && canSeeProject(actor, found.project, found.own, clock.today()) ? found : null
}

export function subject(
  act: ProjectAct,
  project: Pick<Project, 'id' | 'title'>,
): Omit<ActDescription, 'role'> {
  return { act, subjectKind: 'project', subjectId: project.id, subjectLabel: project.title }
}

/** Records an act on the project in the caller's transaction. */
export async function recordProjectAct(
  context: Context,
  tx: Database,
  act: Omit<ActDescription, 'subjectKind' | 'subjectId' | 'subjectLabel'> & { readonly act: ProjectAct },
  project: Pick<Project, 'id' | 'title'>,
): Promise<void> {
  await recordAct({ ...context, db: tx }, { ...act, ...subject(act.act, project) })
}
