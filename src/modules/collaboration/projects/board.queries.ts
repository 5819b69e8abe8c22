import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { calendarDate } from '#kernel/calendar-date.ts'
import type { Board, CardFace, Column, ColumnDraft } from './board.rules.ts'

const day = z.string().transform(calendarDate)

export async function listColumns(db: Database, projectId: string): Promise<Column[]> {
  const rows = await db
    .selectFrom('board_columns')
    .select(['id', 'title', 'position', 'card_limit', 'is_done'])
    .where('project_id', '=', projectId)
    .orderBy('position')
    .execute()
  return rows.map(({ card_limit, is_done, ...row }) => ({ ...row, limit: card_limit, isDone: is_done }))
}

const faceRow = z.object({
  id: z.string(),
  number: z.number(),
  column_id: z.string(),
  title: z.string(),
  starts_on: day.nullable(),
  due_on: day.nullable(),
  done_on: day.nullable(),
  effort_min: z.number().nullable(),
})

/** The whole board in seven questions, whatever its size. */
export async function getBoard(db: Database, projectId: string): Promise<Board> {
  const [columns, rows, hangs] = [
    await listColumns(db, projectId),
    await db
      .selectFrom('cards')
      .select(['id', 'number', 'column_id', 'title', 'starts_on', 'due_on', 'done_on', 'effort_min'])
      .where('project_id', '=', projectId)
      .orderBy('column_id')
      .orderBy('position')
      .execute(),
    await listHangs(db, projectId),
  ]
  const places = new Map(columns.map(({ id }, index) => [id, index]))
  const cards = rows.map((input): CardFace => {
    const row = faceRow.parse(input)
    return {
      id: row.id,
      number: row.number,
      columnId: row.column_id,
      title: row.title,
      startsOn: row.starts_on,
      dueOn: row.due_on,
      doneOn: row.done_on,
      effortMin: row.effort_min,
      assignees: hangs.assignees.get(row.id) ?? [],
      labels: hangs.labels.get(row.id) ?? [],
      items: hangs.items.get(row.id) ?? { done: 0, all: 0 },
      comments: hangs.comments.get(row.id) ?? 0,
      files: hangs.files.get(row.id) ?? 0,
      waits: hangs.waits.has(row.id),
    }
  })
  // The sort keeps the order inside each column.
  return {
    columns,
    cards: cards.sort((a, b) => (places.get(a.columnId) ?? 0) - (places.get(b.columnId) ?? 0)),
  }
}

/** What hangs on the cards of a project, by card. */
async function listHangs(db: Database, projectId: string) {
  const assignees = await db
    .selectFrom('card_assignees as a')
    .innerJoin('accounts', 'accounts.id', 'a.account_id')
    .select(['a.card_id', 'accounts.name'])
    .where('a.project_id', '=', projectId)
    .orderBy('accounts.name')
    .execute()
  const labels = await db
    .selectFrom('card_labels as c')
    .innerJoin('project_labels as l', 'l.id', 'c.label_id')
    .select(['c.card_id', 'l.name'])
    .where('c.project_id', '=', projectId)
    .orderBy('l.name')
    .execute()
  const items = await db
    .selectFrom('checklist_items as i')
    .innerJoin('cards', 'cards.id', 'i.card_id')
    .select([
      'i.card_id',
      sql<number>`count(*)`.as('all_items'),
      sql<number>`count(*) filter (where i.is_done)`.as('done_items'),
    ])
    .where('cards.project_id', '=', projectId)
    .groupBy('i.card_id')
    .execute()
  const waits = await db
    .selectFrom('card_needs as n')
    .innerJoin('cards as needed', 'needed.id', 'n.needs_id')
    .select('n.card_id')
    .where('n.project_id', '=', projectId)
    .where('needed.done_on', 'is', null)
    .execute()
  return {
    assignees: namesByCard(assignees),
    labels: namesByCard(labels),
    items: new Map(items.map((row) => [row.card_id, { done: row.done_items, all: row.all_items }])),
    comments: await countByCard(db, 'card_comments', projectId),
    files: await countByCard(db, 'card_files', projectId),
    waits: new Set(waits.map(({ card_id }) => card_id)),
  }
}

function namesByCard(rows: readonly { readonly card_id: string; readonly name: string }[]) {
  const names = new Map<string, string[]>()
  for (const { card_id, name } of rows) {
    const own = names.get(card_id)
    if (own) own.push(name)
    else names.set(card_id, [name])
  }
  return names
}

async function countByCard(
  db: Database,
  table: 'card_comments' | 'card_files',
  projectId: string,
): Promise<Map<string, number>> {
  const { rows } = await sql<{ card_id: string; count: number }>`
    select hung.card_id, count(*) as count from ${sql.table(table)} hung join cards on cards.id = hung.card_id
    where cards.project_id = ${projectId} group by hung.card_id`.execute(db)
  return new Map(rows.map((row) => [row.card_id, row.count]))
}

/** Number that says which state of the board this is; null when there is no such project. */
export async function readBoardVersion(db: Database, projectId: string): Promise<number | null> {
  const row = await db
    .selectFrom('projects')
    .select('board_version')
    .where('id', '=', projectId)
    .executeTakeFirst()
  return row?.board_version ?? null
}

/** Says to those who look at the board that it changed. */
export async function raiseBoard(tx: Database, projectId: string): Promise<void> {
  await tx
    .updateTable('projects')
    .set({ board_version: sql`board_version + 1` })
    .where('id', '=', projectId)
    .execute()
}

/** Takes so many numbers of cards, never given before; answers the first. */
export async function takeNumbers(tx: Database, projectId: string, count: number): Promise<number> {
  const { last_card } = await tx
    .updateTable('projects')
    .set({ last_card: sql`last_card + ${count}::int`, board_version: sql`board_version + 1` })
    .where('id', '=', projectId)
    .returning('last_card')
    .executeTakeFirstOrThrow()
  return last_card - count + 1
}

export async function insertColumns(
  tx: Database,
  projectId: string,
  columns: readonly Column[],
): Promise<void> {
  if (columns.length === 0) return
  await tx
    .insertInto('board_columns')
    .values(
      columns.map(({ id, title, position, limit, isDone }) => ({
        id,
        project_id: projectId,
        title,
        position,
        card_limit: limit,
        is_done: isDone,
      })),
    )
    .execute()
}

export async function updateColumn(
  tx: Database,
  projectId: string,
  id: string,
  draft: ColumnDraft & { readonly position?: string },
): Promise<void> {
  await tx
    .updateTable('board_columns')
    .set({
      title: draft.title,
      card_limit: draft.limit,
      is_done: draft.isDone,
      ...(draft.position ? { position: draft.position } : {}),
    })
    .where('project_id', '=', projectId)
    .where('id', '=', id)
    .execute()
}

export async function deleteColumn(tx: Database, projectId: string, id: string): Promise<void> {
  await tx.deleteFrom('board_columns').where('project_id', '=', projectId).where('id', '=', id).execute()
}

/** Cards of a column with their places, in order. */
export async function listPlaces(
  db: Database,
  columnId: string,
): Promise<{ readonly id: string; readonly number: number; readonly position: string }[]> {
  return db
    .selectFrom('cards')
    .select(['id', 'number', 'position'])
    .where('column_id', '=', columnId)
    .orderBy('position')
    .execute()
}

/** Gives the cards of a column new places in the same order; the key is looked at once all are written. */
export async function respread(
  tx: Database,
  places: readonly { readonly id: string; readonly position: string }[],
): Promise<void> {
  await sql`set constraints all deferred`.execute(tx)
  for (const { id, position } of places)
    await tx.updateTable('cards').set({ position }).where('id', '=', id).execute()
  await sql`set constraints all immediate`.execute(tx)
}
