import { sql } from 'kysely'
import type { Database } from '#infra/database.ts'

/** What hangs on one card, as its page shows it. */
export interface CardHangs {
  readonly items: readonly { readonly id: string; readonly body: string; readonly isDone: boolean }[]
  readonly comments: readonly {
    readonly id: string
    readonly author: string
    readonly body: string
    readonly writtenAt: Date
  }[]
  readonly files: readonly CardFile[]
  /** Cards that it waits for. */
  readonly needs: readonly { readonly number: number; readonly title: string; readonly isDone: boolean }[]
  /** Cards that wait for it. */
  readonly neededBy: readonly { readonly number: number; readonly title: string }[]
}

export interface CardFile {
  readonly id: string
  readonly name: string
  readonly size: number
  readonly addedBy: string
  readonly addedAt: Date
}

export async function listHangsOf(db: Database, cardId: string): Promise<CardHangs> {
  const items = await db
    .selectFrom('checklist_items')
    .select(['id', 'body', 'is_done'])
    .where('card_id', '=', cardId)
    .orderBy('position')
    .execute()
  const comments = await db
    .selectFrom('card_comments as c')
    .innerJoin('accounts', 'accounts.id', 'c.author_id')
    .select(['c.id', 'accounts.name as author', 'c.body', 'c.written_at'])
    .where('c.card_id', '=', cardId)
    .orderBy('c.written_at')
    .orderBy('c.id')
    .execute()
  const files = await db
    .selectFrom('card_files as f')
    .innerJoin('accounts', 'accounts.id', 'f.added_by')
    .select([
      'f.id',
      'f.name',
      sql<number>`length(f.bytes)`.as('size'),
      'accounts.name as author',
      'f.added_at',
    ])
    .where('f.card_id', '=', cardId)
    .orderBy('f.added_at')
    .orderBy('f.id')
    .execute()
  const needs = await db
    .selectFrom('card_needs')
    .innerJoin('cards', 'cards.id', 'card_needs.needs_id')
    .select(['cards.number', 'cards.title', 'cards.done_on'])
    .where('card_needs.card_id', '=', cardId)
    .orderBy('cards.number')
    .execute()
  const neededBy = await db
    .selectFrom('card_needs')
    .innerJoin('cards', 'cards.id', 'card_needs.card_id')
    .select(['cards.number', 'cards.title'])
    .where('card_needs.needs_id', '=', cardId)
    .orderBy('cards.number')
    .execute()
  return {
    items: items.map(({ is_done, ...item }) => ({ ...item, isDone: is_done })),
    comments: comments.map(({ written_at, ...comment }) => ({ ...comment, writtenAt: written_at })),
    files: files.map(({ author, added_at, ...file }) => ({ ...file, addedBy: author, addedAt: added_at })),
    needs: needs.map(({ done_on, ...card }) => ({ ...card, isDone: done_on !== null })),
    neededBy,
  }
}

/** Adds an item after those there are; answers whether there was room. */
export async function insertItem(
  tx: Database,
  cardId: string,
  item: { readonly id: string; readonly body: string },
  most: number,
): Promise<boolean> {
  const { last, count } = await tx
    .selectFrom('checklist_items')
    .select([sql<number>`coalesce(max(position), 0)`.as('last'), sql<number>`count(*)`.as('count')])
    .where('card_id', '=', cardId)
    .executeTakeFirstOrThrow()
  if (count >= most) return false
  await tx
    .insertInto('checklist_items')
    .values({
      id: item.id,
      card_id: cardId,
      position: last + 1,
      body: item.body,
    })
    .execute()
  return true
}

export async function updateItem(
  tx: Database,
  cardId: string,
  id: string,
  isDone: boolean,
): Promise<boolean> {
  const result = await tx
    .updateTable('checklist_items')
    .set({ is_done: isDone })
    .where('card_id', '=', cardId)
    .where('id', '=', id)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function deleteItem(tx: Database, cardId: string, id: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('checklist_items')
    .where('card_id', '=', cardId)
    .where('id', '=', id)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

export async function insertComment(
  tx: Database,
  cardId: string,
  comment: { readonly id: string; readonly authorId: string; readonly body: string; readonly at: Date },
): Promise<void> {
  await tx
    .insertInto('card_comments')
    .values({
      id: comment.id,
      card_id: cardId,
      author_id: comment.authorId,
      body: comment.body,
      written_at: comment.at,
    })
    .execute()
}

/** All the waits of a project, as pairs of cards. */
export async function listNeeds(db: Database, projectId: string): Promise<(readonly [string, string])[]> {
  const rows = await db
    .selectFrom('card_needs')
    .select(['card_id', 'needs_id'])
    .where('project_id', '=', projectId)
    .orderBy('card_id')
    .orderBy('needs_id')
    .execute()
  return rows.map(({ card_id, needs_id }) => [card_id, needs_id] as const)
}

export async function insertNeed(
  tx: Database,
  projectId: string,
  cardId: string,
  needsId: string,
): Promise<void> {
  await tx
    .insertInto('card_needs')
    .values({ project_id: projectId, card_id: cardId, needs_id: needsId })
    .execute()
}

export async function deleteNeed(tx: Database, cardId: string, needsId: string): Promise<void> {
  await tx.deleteFrom('card_needs').where('card_id', '=', cardId).where('needs_id', '=', needsId).execute()
}

/** Adds a file; answers whether there was room for it. */
export async function insertFile(
  tx: Database,
  cardId: string,
  file: {
    readonly name: string
    readonly mediaType: string
    readonly bytes: Uint8Array
    readonly addedBy: string
    readonly at: Date
  },
  most: number,
): Promise<boolean> {
  const { count } = await tx
    .selectFrom('card_files')
    .select(sql<number>`count(*)`.as('count'))
    .where('card_id', '=', cardId)
    .executeTakeFirstOrThrow()
  if (count >= most) return false
  await tx
    .insertInto('card_files')
    .values({
      id: sql<string>`gen_random_uuid()`,
      card_id: cardId,
      name: file.name,
      media_type: file.mediaType,
      bytes: Buffer.from(file.bytes),
      added_by: file.addedBy,
      added_at: file.at,
    })
    .execute()
  return true
}

export async function findFile(
  db: Database,
  cardId: string,
  id: string,
): Promise<{ readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array } | null> {
  const row = await db
    .selectFrom('card_files')
    .select(['name', 'media_type', 'bytes'])
    .where('card_id', '=', cardId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? { name: row.name, mediaType: row.media_type, bytes: row.bytes } : null
}

export async function deleteFile(tx: Database, cardId: string, id: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('card_files')
    .where('card_id', '=', cardId)
    .where('id', '=', id)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}
