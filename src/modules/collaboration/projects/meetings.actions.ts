import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import { isDuplicate } from '#infra/transaction.ts'
import { ok, refuse } from '#kernel/result.ts'
import { notify } from '#modules/people/notifications/notifications.public.ts'
import { formatDay } from '#web/formats.ts'
import { listColumns, listPlaces, takeNumbers } from './board.queries.ts'
import { mentionedIn } from './board.rules.ts'
import { insertCards, replaceAssignees } from './cards.queries.ts'
import { findMeeting, insertMeeting, updateMeeting } from './meetings.queries.ts'
import { type Born, bornIn, type Meeting, type MeetingDraft } from './meetings.rules.ts'
import { listMembers } from './members.queries.ts'
import { keyBetween } from './order-key.rules.ts'
import { keepMeetings } from './project-calendar.ts'
import { asMember, recordProjectAct } from './projects.actions.ts'
import { projectsPaths } from './projects.paths.ts'
import { roleOfProposer } from './projects.permissions.ts'
import { newId } from './projects.queries.ts'
import { isActive, type Project } from './projects.rules.ts'
import { projectsWords } from './projects.words.ts'
import type { Outcome } from './refusals.ts'
import { writeCost } from './sheet.actions.ts'
import { insertDecision } from './sheet.queries.ts'
import { costGrades } from './sheet.rules.ts'

/** Prepares a meeting: nobody is told before its cost was seen. */
export async function planMeeting(
  context: Context,
  code: string,
  key: string,
  draft: MeetingDraft,
): Outcome<string> {
  try {
    return await asMember(context, code, async (tx, { project }) => {
      if (!hasPeople(draft)) return refuse('nobody_counted')
      await insertMeeting(tx, project.id, key, draft)
      await keepMeetings(context, tx, project, [
        { ...draft, id: key, minutes: '', status: 'planned', version: 1 },
      ])
      return ok(key)
    })
  } catch (error) {
    if (isDuplicate(error)) return ok(key)
    throw error
  }
}

function hasPeople({ people }: MeetingDraft): boolean {
  return costGrades.some((grade) => people[grade] > 0)
}

function changeMeeting(
  context: Context,
  code: string,
  id: string,
  change: (tx: Database, project: Project, meeting: Meeting) => Outcome<null>,
): Outcome<null> {
  return asMember(context, code, async (tx, { project }) => {
    const meeting = await findMeeting(tx, project.id, id)
    if (!meeting) return refuse('not_found')
    return meeting.status === 'held' ? refuse('meeting_held') : change(tx, project, meeting)
  })
}

export function reviseMeeting(
  context: Context,
  code: string,
  id: string,
  version: number,
  draft: MeetingDraft,
): Outcome<null> {
  return changeMeeting(context, code, id, async (tx, project, meeting) => {
    if (!hasPeople(draft)) return refuse('nobody_counted')
    if (!(await updateMeeting(tx, id, version, { draft }))) return refuse('changed_meanwhile')
    await keepMeetings(context, tx, project, [{ ...meeting, ...draft }])
    return ok(null)
  })
}

/** Invites the team, once its cost was shown: an official act, and a word to each. */
export function inviteTeam(context: Context, code: string, id: string, version: number): Outcome<null> {
  return changeMeeting(context, code, id, async (tx, project, meeting) => {
    if (meeting.status !== 'planned') return refuse('status_wrong')
    if (!(await updateMeeting(tx, id, version, { status: 'invited' }))) return refuse('changed_meanwhile')
    await keepMeetings(context, tx, project, [{ ...meeting, status: 'invited' }])
    const today = context.clock.today()
    const invited = (await listMembers(tx, project.id)).filter(
      (member) => isActive(member, today) && member.accountId !== context.actor?.id,
    )
    const text = (locale: 'fr' | 'en') =>
      projectsWords(locale)('told.invited', {
        meeting: meeting.title,
        project: project.title,
        day: formatDay(meeting.heldOn, locale),
        hour: meeting.startsAt,
      })
    await notify({ ...context, db: tx }, invited, {
      event: `meeting:${id}:invited`,
      path: projectsPaths.meeting(project.code, id),
      text: { fr: text('fr'), en: text('en') },
    })
    const role = roleOfProposer(context.actor)
    await recordProjectAct(context, tx, { act: 'invite', role, details: { meeting: meeting.title } }, project)
    return ok(null)
  })
}

export function writeMinutes(
  context: Context,
  code: string,
  id: string,
  version: number,
  minutes: string,
): Outcome<null> {
  return changeMeeting(context, code, id, async (tx) =>
    (await updateMeeting(tx, id, version, { minutes })) ? ok(null) : refuse('changed_meanwhile'),
  )
}

/**
 * Approves the minutes: the meeting was held, its decisions go to the log, its tasks to the board, and its hours, by grade, to the project
 * and to the ledger of its measure. From then on they stay as they are.
 */
export function approveMinutes(context: Context, code: string, id: string, version: number): Outcome<null> {
  return changeMeeting(context, code, id, async (tx, project, meeting) => {
    const accountId = context.actor?.id ?? ''
    if (meeting.minutes === '') return refuse('minutes_missing')
    if (meeting.heldOn > context.clock.today()) return refuse('meeting_not_held')
    if (!(await updateMeeting(tx, id, version, { status: 'held' }))) return refuse('changed_meanwhile')
    const born = bornIn(meeting.minutes)
    for (const one of born)
      if (one.kind === 'decision')
        await insertDecision(
          tx,
          project.id,
          {
            id: newId(),
            statement: one.text,
            reason: '',
            takenBy: 'team',
            decidedOn: meeting.heldOn,
            born: { meetingId: id, line: one.line },
          },
          { accountId, at: context.clock.now() },
        )
    await writeTasks(context, tx, project, id, born)
    for (const grade of costGrades) {
      const minutes = meeting.people[grade] * meeting.durationMin
      if (minutes === 0) continue
      const { heldOn: day, title: label } = meeting
      const cost = {
        id: newId(),
        kind: 'hours' as const,
        grade,
        minutes,
        day,
        label,
        document: '',
        meetingId: id,
      }
      await writeCost(context, tx, project, accountId, cost)
    }
    return ok(null)
  })
}

/** Tasks of the minutes, at the end of the first column, given to those whom they name. */
async function writeTasks(
  context: Context,
  tx: Database,
  project: Project,
  meetingId: string,
  born: readonly Born[],
): Promise<void> {
  const tasks = born.filter((one) => one.kind === 'task')
  const columns = await listColumns(tx, project.id)
  const column = columns.find(({ isDone }) => !isDone) ?? columns[0]
  if (tasks.length === 0 || !column) return
  const today = context.clock.today()
  const members = (await listMembers(tx, project.id)).filter((member) => isActive(member, today))
  const first = await takeNumbers(tx, project.id, tasks.length)
  let last = (await listPlaces(tx, column.id)).at(-1)?.position ?? null
  for (const [index, task] of tasks.entries()) {
    last = keyBetween(last, null)
    const id = newId()
    const card = {
      id,
      number: first + index,
      columnId: column.id,
      position: last,
      title: task.text,
      dueOn: task.dueOn,
      born: { meetingId, line: task.line },
    }
    await insertCards(tx, project.id, [card], context.clock.now())
    const named = mentionedIn(task.text, members).map(({ accountId }) => accountId)
    if (named.length > 0) await replaceAssignees(tx, project.id, id, named)
  }
}
