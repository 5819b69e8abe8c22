import { sql } from 'kysely'
import type { Database } from '#infra/database.ts'
import type { Column, ColumnDraft } from './board.rules.ts'

export async function listColumns(db: Database, projectId: string): Promise<Column[]> {
  const rows = await db
    .selectFrom('board_columns')
    .select(['id', 'title', 'position', 'card_limit', 'is_done'])
    .where('project_id', '=', projectId)
    .orderBy('position')
    .execute()
  return rows.map(({ card_limit, is_done, ...row }) => ({ ...row, limit: card_limit, isDone: is_done }))
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
