import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import { inTransaction } from '#infra/transaction.ts'
import { addDays } from '#kernel/calendar-date.ts'
import { ok } from '#kernel/result.ts'
import {
  addressOfPerson,
  type EventDraft,
  type Invited,
  type KeptEvent,
  keepProjectEvents,
} from '../calendars/calendars.public.ts'
import { listCodesToKeep, listMeetings } from './meetings.queries.ts'
import type { Meeting } from './meetings.rules.ts'
import { listInvitable } from './members.queries.ts'
import { projectsPaths } from './projects.paths.ts'
import { lockProject } from './projects.queries.ts'
import type { Project } from './projects.rules.ts'
import { projectsWords } from './projects.words.ts'
import { listMilestones } from './sheet.queries.ts'
import type { Milestone } from './sheet.rules.ts'

/**
 * The calendar of a project, which its team sees in the agenda and on their telephones: its meetings, whose team has them in their own
 * calendar once invited, and its dated steps. Written in the transaction of each act of the project.
 */

type Named = Pick<Project, 'id' | 'code' | 'title'>

function keep(context: Context, tx: Database, project: Named, events: readonly KeptEvent[]): Promise<void> {
  return keepProjectEvents({ ...context, db: tx }, { id: project.id, name: project.title }, events)
}

export async function keepMeetings(
  context: Context,
  tx: Database,
  project: Named,
  meetings: readonly Meeting[],
): Promise<void> {
  const isAsked = meetings.some(({ status }) => status !== 'planned')
  const team = isAsked ? await listInvitable(tx, project.id, context.clock.today()) : []
  const invited = team.map(
    ({ accountId, name, email }): Invited => ({
      address: addressOfPerson(email),
      name,
      isOptional: false,
      kind: 'person',
      answer: accountId === context.actor?.id ? 'accepted' : 'needs_action',
    }),
  )
  await keep(
    context,
    tx,
    project,
    meetings.map((meeting) => ({
      uid: meeting.id,
      path: projectsPaths.meeting(project.code, meeting.id),
      draft: draftOfMeeting(meeting, meeting.status === 'planned' ? [] : invited),
    })),
  )
}

/** Who is of the team has changed: the meetings to come that the team was invited to follow. */
export async function keepComingMeetings(context: Context, tx: Database, project: Named): Promise<void> {
  const today = context.clock.today()
  const meetings = await listMeetings(tx, project.id)
  await keepMeetings(
    context,
    tx,
    project,
    meetings.filter(({ status, heldOn }) => status === 'invited' && heldOn >= today),
  )
}

export function keepMilestones(
  context: Context,
  tx: Database,
  project: Named,
  milestones: readonly Milestone[],
): Promise<void> {
  return keep(
    context,
    tx,
    project,
    milestones.map((milestone) => ({
      uid: milestone.id,
      path: `${projectsPaths.show(project.code)}#jalons`,
      draft: draftOfMilestone(milestone),
    })),
  )
}

/** Gives a calendar's content to projects that had none when they were made. Work that comes back by itself. */
export async function keepProjectCalendars(context: Context): Promise<void> {
  for (const code of await listCodesToKeep(context.db))
    await inTransaction<null, never>(context.db, async (tx) => {
      const found = await lockProject(tx, code, null)
      if (found) await keepAll(context, tx, found.project)
      return ok(null)
    })
}

/** All that the project has. */
async function keepAll(context: Context, tx: Database, project: Named): Promise<void> {
  await keepMeetings(context, tx, project, await listMeetings(tx, project.id))
  await keepMilestones(context, tx, project, await listMilestones(tx, project.id))
}

const dayMinutes = 24 * 60

function draftOfMeeting(meeting: Meeting, invited: readonly Invited[]): EventDraft {
  const startMinute = Number(meeting.startsAt.slice(0, 2)) * 60 + Number(meeting.startsAt.slice(3))
  const end = startMinute + meeting.durationMin
  return {
    summary: meeting.title,
    location: meeting.place,
    description: meeting.agenda,
    time: {
      kind: 'timed',
      startsOn: meeting.heldOn,
      startMinute,
      endsOn: addDays(meeting.heldOn, Math.floor(end / dayMinutes)),
      endMinute: end % dayMinutes,
    },
    repeat: 'none',
    repeatUntil: null,
    isPrivate: false,
    leavesFree: false,
    // Nobody was asked yet: it is an intention.
    isTentative: meeting.status === 'planned',
    remindBefore_min: null,
    invited,
  }
}

function draftOfMilestone({ title, dueOn, reachedOn }: Milestone): EventDraft {
  const t = projectsWords('fr')
  return {
    summary: t(reachedOn === null ? 'milestones.in_calendar' : 'milestones.in_calendar_reached', { title }),
    location: '',
    description: '',
    time: { kind: 'all_day', startsOn: dueOn, endsOn: dueOn },
    repeat: 'none',
    repeatUntil: null,
    isPrivate: false,
    leavesFree: true,
    remindBefore_min: null,
    invited: [],
  }
}
