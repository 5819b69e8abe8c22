import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import { type HourlyCents, type Meeting, type MeetingDraft, meetingStatuses } from './meetings.rules.ts'
import { costGrades } from './sheet.rules.ts'

const meetingRow = z.object({
  id: z.string(),
  title: z.string(),
  held_on: z.string().transform(calendarDate),
  starts_at: z.string(),
  duration_min: z.number(),
  place: z.string(),
  people_a: z.number(),
  people_b: z.number(),
  people_c: z.number(),
  people_partner: z.number(),
  agenda: z.string(),
  minutes: z.string(),
  status: z.enum(meetingStatuses),
  version: z.number(),
})

const columns = [
  'id',
  'title',
  'held_on',
  'starts_at',
  'duration_min',
  'place',
  'people_a',
  'people_b',
  'people_c',
  'people_partner',
  'agenda',
  'minutes',
  'status',
  'version',
] as const

function readMeeting(input: unknown): Meeting {
  const row = meetingRow.parse(input)
  return {
    id: row.id,
    title: row.title,
    heldOn: row.held_on,
    startsAt: row.starts_at,
    durationMin: row.duration_min,
    place: row.place,
    people: { A: row.people_a, B: row.people_b, C: row.people_c, partner: row.people_partner },
    agenda: row.agenda,
    minutes: row.minutes,
    status: row.status,
    version: row.version,
  }
}

/** Meetings of the project, the latest first. */
export async function listMeetings(db: Database, projectId: string): Promise<Meeting[]> {
  const rows = await db
    .selectFrom('project_meetings')
    .select(columns)
    .where('project_id', '=', projectId)
    .orderBy('held_on', 'desc')
    .orderBy('starts_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(readMeeting)
}

export async function findMeeting(db: Database, projectId: string, id: string): Promise<Meeting | null> {
  const row = await db
    .selectFrom('project_meetings')
    .select(columns)
    .where('project_id', '=', projectId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? readMeeting(row) : null
}

/** Codes of the projects that have a meeting or a dated step which their calendar lacks. */
export async function listCodesToKeep(db: Database): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select code from projects p
    left join calendars c on c.project_id = p.id
    where exists (
      select from (
        select id from project_meetings where project_id = p.id
        union all select id from project_milestones where project_id = p.id
      ) dated
      where not exists (select from calendar_objects o where o.calendar_id = c.id and o.uid = dated.id::text)
    )
    order by code`.execute(db)
  return rows.map(({ code }) => code)
}

export async function insertMeeting(
  tx: Database,
  projectId: string,
  id: string,
  draft: MeetingDraft,
): Promise<void> {
  await tx
    .insertInto('project_meetings')
    .values({ id, project_id: projectId, ...columnsOf(draft) })
    .execute()
}

/** Writes the meeting if nobody did since that version; says whether it did. */
export async function updateMeeting(
  tx: Database,
  id: string,
  version: number,
  change: { readonly draft: MeetingDraft } | Partial<Pick<Meeting, 'minutes' | 'status'>>,
): Promise<boolean> {
  const result = await tx
    .updateTable('project_meetings')
    .set({ ...('draft' in change ? columnsOf(change.draft) : change), version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

function columnsOf(draft: MeetingDraft) {
  return {
    title: draft.title,
    held_on: draft.heldOn,
    starts_at: draft.startsAt,
    duration_min: draft.durationMin,
    place: draft.place,
    people_a: draft.people.A,
    people_b: draft.people.B,
    people_c: draft.people.C,
    people_partner: draft.people.partner,
    agenda: draft.agenda,
  }
}

/** What an hour costs that day, by grade: the newest rate that was valid then. */
export async function findHourlyCents(db: Database, on: CalendarDate): Promise<HourlyCents> {
  const rows = await db
    .selectFrom('hourly_rates')
    .select(['grade', 'cents'])
    .where('valid_from', '<=', on)
    .orderBy('valid_from')
    .execute()
  const rates: Partial<Record<(typeof costGrades)[number], number>> = {}
  for (const row of rows) {
    const grade = costGrades.find((known) => known === row.grade)
    if (grade) rates[grade] = row.cents
  }
  return rates
}
