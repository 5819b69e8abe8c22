import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'

/** A step of a project on its way, as residents see it. */
export interface Step {
  readonly id: string
  readonly label: string
  readonly dueOn: CalendarDate
  readonly doneOn: CalendarDate | null
  readonly note: string
  readonly hasPhoto: boolean
  readonly photoAlt: string
  readonly isDelivery: boolean
}

export async function insertDecision(
  tx: Database,
  decision: {
    readonly projectId: string
    readonly decision: 'accepted' | 'refused'
    readonly deliberationId: string
    readonly reasons: string
    readonly decidedOn: CalendarDate
    readonly actId: string
  },
): Promise<void> {
  await tx
    .insertInto('budget_decisions')
    .values({
      project_id: decision.projectId,
      decision: decision.decision,
      deliberation_id: decision.deliberationId,
      reasons: decision.reasons,
      decided_on: decision.decidedOn,
      act_id: decision.actId,
    })
    .execute()
}

export async function listSteps(db: Database, projectId: string): Promise<Step[]> {
  const rows = await db
    .selectFrom('budget_steps')
    .select(['id', 'label', 'due_on', 'done_on', 'note', 'photo_alt', 'is_delivery'])
    .where('project_id', '=', projectId)
    .orderBy('position')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    label: row.label,
    dueOn: calendarDate(row.due_on),
    doneOn: row.done_on === null ? null : calendarDate(row.done_on),
    note: row.note,
    hasPhoto: row.photo_alt !== '',
    photoAlt: row.photo_alt,
    isDelivery: row.is_delivery,
  }))
}

export async function insertStep(
  tx: Database,
  projectId: string,
  step: Pick<Step, 'label' | 'dueOn' | 'note' | 'isDelivery'>,
): Promise<string> {
  const { last } = await tx
    .selectFrom('budget_steps')
    .select((of) => of.fn.coalesce(of.fn.max('position'), sql<number>`0`).as('last'))
    .where('project_id', '=', projectId)
    .executeTakeFirstOrThrow()
  const id = randomUUID()
  await tx
    .insertInto('budget_steps')
    .values({
      id,
      project_id: projectId,
      position: last + 1,
      label: step.label,
      due_on: step.dueOn,
      note: step.note,
      is_delivery: step.isDelivery,
    })
    .execute()
  return id
}

/** Says that a step is done; false when it is not a step of that project, or was done already. */
export async function updateStepDone(
  tx: Database,
  projectId: string,
  id: string,
  done: {
    readonly on: CalendarDate
    readonly note: string
    readonly photo: { readonly bytes: Uint8Array; readonly alt: string } | null
  },
): Promise<boolean> {
  if (!z.uuid().safeParse(id).success) return false
  const result = await tx
    .updateTable('budget_steps')
    .set({
      done_on: done.on,
      ...(done.note === '' ? {} : { note: done.note }),
      ...(done.photo ? { photo: Buffer.from(done.photo.bytes), photo_alt: done.photo.alt } : {}),
    })
    .where('id', '=', id)
    .where('project_id', '=', projectId)
    .where('done_on', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function findPhoto(db: Database, projectId: string, id: string): Promise<Uint8Array | null> {
  if (!z.uuid().safeParse(id).success) return null
  const row = await db
    .selectFrom('budget_steps')
    .select('photo')
    .where('id', '=', id)
    .where('project_id', '=', projectId)
    .executeTakeFirst()
  return row?.photo ?? null
}
