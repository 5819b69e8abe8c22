import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import type { Confirmation } from './councils.rules.ts'

const day = z.string().transform(calendarDate)

export const reviewDecisions = ['keep', 'change', 'end'] as const

export interface Review {
  readonly year: number
  readonly heldOn: CalendarDate
  readonly results: string
  readonly difficulties: string
  readonly decision: (typeof reviewDecisions)[number]
}

const reviewRow = z.object({
  year: z.number(),
  held_on: day,
  results: z.string(),
  difficulties: z.string(),
  decision: z.enum(reviewDecisions),
})

/** The latest first. */
export async function listReviews(db: Database, cooperationId: string): Promise<Review[]> {
  const rows = await db
    .selectFrom('cooperation_reviews')
    .select(['year', 'held_on', 'results', 'difficulties', 'decision'])
    .where('cooperation_id', '=', cooperationId)
    .orderBy('year', 'desc')
    .execute()
  return rows.map((input) => {
    const { held_on, ...row } = reviewRow.parse(input)
    return { ...row, heldOn: held_on }
  })
}

/** Answers false when that year was reviewed already. */
export async function insertReview(tx: Database, cooperationId: string, review: Review): Promise<boolean> {
  const row = await tx
    .insertInto('cooperation_reviews')
    .values({
      cooperation_id: cooperationId,
      year: review.year,
      held_on: review.heldOn,
      results: review.results,
      difficulties: review.difficulties,
      decision: review.decision,
    })
    .onConflict((conflict) => conflict.columns(['cooperation_id', 'year']).doNothing())
    .returning('year')
    .executeTakeFirst()
  return row !== undefined
}

const confirmationRow = z.object({ party_id: z.string(), election_on: day })

export async function listConfirmations(db: Database, cooperationId: string): Promise<Confirmation[]> {
  const rows = await db
    .selectFrom('cooperation_confirmations')
    .select(['party_id', 'election_on'])
    .where('cooperation_id', '=', cooperationId)
    .execute()
  return rows.map((input) => {
    const row = confirmationRow.parse(input)
    return { partyId: row.party_id, electionOn: row.election_on }
  })
}

/** Answers false when it was confirmed already. */
export async function insertConfirmation(
  tx: Database,
  cooperationId: string,
  { partyId, electionOn }: Confirmation & { readonly electionOn: CalendarDate },
  on: CalendarDate,
): Promise<boolean> {
  const row = await tx
    .insertInto('cooperation_confirmations')
    .values({ cooperation_id: cooperationId, party_id: partyId, election_on: electionOn, confirmed_on: on })
    .onConflict((conflict) => conflict.columns(['cooperation_id', 'party_id', 'election_on']).doNothing())
    .returning('party_id')
    .executeTakeFirst()
  return row !== undefined
}

export interface Meeting {
  readonly id: string
  readonly heldOn: CalendarDate
  readonly title: string
  readonly minutes: string
  readonly writtenByName: string
}
export interface SharedDecision {
  readonly id: string
  readonly decidedOn: CalendarDate
  readonly statement: string
  readonly writtenByName: string
}
export interface SharedTask {
  readonly id: string
  readonly partyId: string
  readonly label: string
  readonly dueOn: CalendarDate
  readonly doneOn: CalendarDate | null
}
export interface SharedWork {
  readonly meetings: readonly Meeting[]
  readonly decisions: readonly SharedDecision[]
  readonly tasks: readonly SharedTask[]
}

const meetingRow = z.object({
  id: z.string(),
  held_on: day,
  title: z.string(),
  minutes: z.string(),
  written_by_name: z.string(),
})
const decisionRow = z.object({
  id: z.string(),
  decided_on: day,
  statement: z.string(),
  written_by_name: z.string(),
})
const taskRow = z.object({
  id: z.string(),
  party_id: z.string(),
  label: z.string(),
  due_on: day,
  done_on: day.nullable(),
})

/** Lines of each list at most: the latest meetings and decisions, and the tasks that come first. */
const mostLines = 100

export async function getSharedWork(db: Database, cooperationId: string): Promise<SharedWork> {
  const meetings = await db
    .selectFrom('cooperation_meetings')
    .select(['id', 'held_on', 'title', 'minutes', 'written_by_name'])
    .where('cooperation_id', '=', cooperationId)
    .orderBy('held_on', 'desc')
    .orderBy('id')
    .limit(mostLines)
    .execute()
  const decisions = await db
    .selectFrom('cooperation_decisions')
    .select(['id', 'decided_on', 'statement', 'written_by_name'])
    .where('cooperation_id', '=', cooperationId)
    .orderBy('decided_on', 'desc')
    .orderBy('id')
    .limit(mostLines)
    .execute()
  const tasks = await db
    .selectFrom('cooperation_tasks')
    .select(['id', 'party_id', 'label', 'due_on', 'done_on'])
    .where('cooperation_id', '=', cooperationId)
    .orderBy('done_on', (order) => order.desc().nullsFirst())
    .orderBy('due_on')
    .orderBy('id')
    .limit(mostLines)
    .execute()
  return {
    meetings: meetings.map((input) => {
      const { held_on, written_by_name, ...row } = meetingRow.parse(input)
      return { ...row, heldOn: held_on, writtenByName: written_by_name }
    }),
    decisions: decisions.map((input) => {
      const { decided_on, written_by_name, ...row } = decisionRow.parse(input)
      return { ...row, decidedOn: decided_on, writtenByName: written_by_name }
    }),
    tasks: tasks.map((input) => {
      const { party_id, due_on, done_on, ...row } = taskRow.parse(input)
      return { ...row, partyId: party_id, dueOn: due_on, doneOn: done_on }
    }),
  }
}

/** What a form wrote: its key makes the same post twice one line. */
interface Written {
  readonly formKey: string
  readonly byName: string
}

export async function insertMeeting(
  tx: Database,
  cooperationId: string,
  meeting: Pick<Meeting, 'heldOn' | 'title' | 'minutes'>,
  { formKey, byName }: Written,
): Promise<void> {
  await tx
    .insertInto('cooperation_meetings')
    .values({
      id: randomUUID(),
      cooperation_id: cooperationId,
      held_on: meeting.heldOn,
      title: meeting.title,
      minutes: meeting.minutes,
      written_by_name: byName,
      form_key: formKey,
    })
    .onConflict((conflict) => conflict.column('form_key').doNothing())
    .execute()
}

export async function insertDecision(
  tx: Database,
  cooperationId: string,
  decision: Pick<SharedDecision, 'decidedOn' | 'statement'>,
  { formKey, byName }: Written,
): Promise<void> {
  await tx
    .insertInto('cooperation_decisions')
    .values({
      id: randomUUID(),
      cooperation_id: cooperationId,
      decided_on: decision.decidedOn,
      statement: decision.statement,
      written_by_name: byName,
      form_key: formKey,
    })
    .onConflict((conflict) => conflict.column('form_key').doNothing())
    .execute()
}

export async function insertTask(
  tx: Database,
  cooperationId: string,
  task: Pick<SharedTask, 'partyId' | 'label' | 'dueOn'>,
  { formKey, byName }: Written,
): Promise<void> {
  await tx
    .insertInto('cooperation_tasks')
    .values({
      id: randomUUID(),
      cooperation_id: cooperationId,
      party_id: task.partyId,
      label: task.label,
      due_on: task.dueOn,
      written_by_name: byName,
      form_key: formKey,
    })
    .onConflict((conflict) => conflict.column('form_key').doNothing())
    .execute()
}

/** The party that a task of that cooperation waits for; null when there is no such task. */
export async function findTaskParty(db: Database, cooperationId: string, id: string): Promise<string | null> {
  if (!z.uuid().safeParse(id).success) return null
  const row = await db
    .selectFrom('cooperation_tasks')
    .select('party_id')
    .where('id', '=', id)
    .where('cooperation_id', '=', cooperationId)
    .executeTakeFirst()
  return row?.party_id ?? null
}

export async function updateTaskDone(tx: Database, id: string, on: CalendarDate): Promise<void> {
  await tx
    .updateTable('cooperation_tasks')
    .set({ done_on: on })
    .where('id', '=', id)
    .where('done_on', 'is', null)
    .execute()
}
