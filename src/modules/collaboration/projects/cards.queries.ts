import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import { type CardDraft, type RepeatKind, repeatKinds } from './board.rules.ts'

const day = z.string().transform(calendarDate)

/** A card as its own page shows it. */
export interface Card extends Omit<CardDraft, 'assignees' | 'labels'> {
  readonly id: string
  readonly number: number
  readonly columnId: string
  readonly position: string
  readonly doneOn: CalendarDate | null
  readonly version: number
  readonly meetingId: string | null
}

const cardRow = z.object({
  id: z.string(),
  number: z.number(),
  column_id: z.string(),
  position: z.string(),
  title: z.string(),
  description: z.string(),
  starts_on: day.nullable(),
  due_on: day.nullable(),
  effort_min: z.number().nullable(),
  repeats: z.enum(repeatKinds).nullable(),
  done_on: day.nullable(),
  version: z.number(),
  meeting_id: z.string().nullable(),
})

const cardColumns = [
  'id',
  'number',
  'column_id',
  'position',
  'title',
  'description',
  'starts_on',
  'due_on',
  'effort_min',
  'repeats',
  'done_on',
  'version',
  'meeting_id',
] as const

export async function findCard(db: Database, projectId: string, number: number): Promise<Card | null> {
  if (!Number.isSafeInteger(number) || number < 1 || number > 2_000_000_000) return null
  const row = await db
    .selectFrom('cards')
    .select(cardColumns)
    .where('project_id', '=', projectId)
    .where('number', '=', number)
    .executeTakeFirst()
  return row ? readCard(row) : null
}

/** Every card of the project by its number, for files. */
export async function listCards(db: Database, projectId: string): Promise<Card[]> {
  const rows = await db
    .selectFrom('cards')
    .select(cardColumns)
    .where('project_id', '=', projectId)
    .orderBy('number')
    .execute()
  return rows.map(readCard)
}

function readCard(input: unknown): Card {
  const row = cardRow.parse(input)
  return {
    id: row.id,
    number: row.number,
    columnId: row.column_id,
    position: row.position,
    title: row.title,
    description: row.description,
    startsOn: row.starts_on,
    dueOn: row.due_on,
    effortMin: row.effort_min,
    repeats: row.repeats,
    doneOn: row.done_on,
    version: row.version,
    meetingId: row.meeting_id,
  }
}

export interface NewCard {
  readonly id: string
  readonly number: number
  readonly columnId: string
  readonly position: string
  readonly title: string
  readonly description?: string
  readonly startsOn?: CalendarDate | null
  readonly dueOn?: CalendarDate | null
  readonly effortMin?: number | null
  readonly repeats?: RepeatKind | null
  readonly doneOn?: CalendarDate | null
  readonly followsId?: string
  readonly born?: { readonly meetingId: string; readonly line: number }
}

export async function insertCards(
  tx: Database,
  projectId: string,
  cards: readonly NewCard[],
  now: Date,
): Promise<void> {
  if (cards.length === 0) return
  await tx
    .insertInto('cards')
    .values(
      cards.map((card) => ({
        id: card.id,
        project_id: projectId,
        number: card.number,
        column_id: card.columnId,
        position: card.position,
        title: card.title,
        description: card.description ?? '',
        starts_on: card.startsOn ?? null,
        due_on: card.dueOn ?? null,
        effort_min: card.effortMin ?? null,
        repeats: card.repeats ?? null,
        done_on: card.doneOn ?? null,
        follows_id: card.followsId ?? null,
        meeting_id: card.born?.meetingId ?? null,
        minute_line: card.born?.line ?? null,
        created_at: now,
      })),
    )
    .execute()
}

/** Rewrites what the card says, if nobody did since that version; says whether it did. */
export async function updateCard(
  tx: Database,
  id: string,
  version: number,
  draft: Omit<CardDraft, 'assignees' | 'labels'>,
): Promise<boolean> {
  const result = await tx
    .updateTable('cards')
    .set({
      title: draft.title,
      description: draft.description,
      starts_on: draft.startsOn,
      due_on: draft.dueOn,
      effort_min: draft.effortMin,
      repeats: draft.repeats,
      version: version + 1,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function updatePlace(
  tx: Database,
  id: string,
  place: { readonly columnId: string; readonly position: string; readonly doneOn: CalendarDate | null },
): Promise<void> {
  await tx
    .updateTable('cards')
    .set({ column_id: place.columnId, position: place.position, done_on: place.doneOn })
    .where('id', '=', id)
    .execute()
}

export async function deleteCard(tx: Database, id: string): Promise<void> {
  await tx.deleteFrom('cards').where('id', '=', id).execute()
}

export async function hasFollower(db: Database, id: string): Promise<boolean> {
  const row = await db.selectFrom('cards').select('id').where('follows_id', '=', id).executeTakeFirst()
  return row !== undefined
}

export async function hasOpenNeed(db: Database, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('card_needs')
    .innerJoin('cards', 'cards.id', 'card_needs.needs_id')
    .select('cards.id')
    .where('card_needs.card_id', '=', id)
    .where('cards.done_on', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function replaceAssignees(
  tx: Database,
  projectId: string,
  cardId: string,
  accountIds: readonly string[],
): Promise<void> {
  await tx.deleteFrom('card_assignees').where('card_id', '=', cardId).execute()
  if (accountIds.length > 0)
    await tx
      .insertInto('card_assignees')
      .values(accountIds.map((account_id) => ({ project_id: projectId, card_id: cardId, account_id })))
      .execute()
}

export async function listAssignees(db: Database, cardId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('card_assignees')
    .select('account_id')
    .where('card_id', '=', cardId)
    .orderBy('account_id')
    .execute()
  return rows.map(({ account_id }) => account_id)
}

/** Gives a card those labels by name; the project gets the ones that it did not have. */
export async function replaceLabels(
  tx: Database,
  projectId: string,
  cardId: string,
  names: readonly string[],
): Promise<void> {
  await tx.deleteFrom('card_labels').where('card_id', '=', cardId).execute()
  if (names.length === 0) return
  await tx
    .insertInto('project_labels')
    .values(names.map((name) => ({ project_id: projectId, name })))
    .onConflict((conflict) => conflict.columns(['project_id', 'name']).doNothing())
    .execute()
  await sql`insert into card_labels (project_id, card_id, label_id)
    select project_id, ${cardId}::uuid, id from project_labels
    where project_id = ${projectId} and name = any(${[...names]}::text[])`.execute(tx)
}

export async function listCardLabels(db: Database, cardId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('card_labels')
    .innerJoin('project_labels', 'project_labels.id', 'card_labels.label_id')
    .select('project_labels.name')
    .where('card_labels.card_id', '=', cardId)
    .orderBy('project_labels.name')
    .execute()
  return rows.map(({ name }) => name)
}

export async function listLabels(db: Database, projectId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('project_labels')
    .select('name')
    .where('project_id', '=', projectId)
    .orderBy('name')
    .execute()
  return rows.map(({ name }) => name)
}
