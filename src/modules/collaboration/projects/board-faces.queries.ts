import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#infra/database.ts'
import { calendarDate } from '#kernel/calendar-date.ts'
import { listColumns } from './board.queries.ts'
import type { Board, CardFace, Column } from './board.rules.ts'

const day = z.string().transform(calendarDate).nullable()
const named = z.array(z.tuple([z.string(), z.string()]))
const counted = z.array(z.tuple([z.string(), z.number()]))

/** What hangs on the cards of a board, as the database writes it. */
const facesText = z.object({
  cards: z.array(
    z.tuple([z.string(), z.number(), z.string(), z.string(), day, day, day, z.number().nullable()]),
  ),
  assignees: named,
  labels: named,
  items: z.array(z.tuple([z.string(), z.number(), z.number()])),
  comments: counted,
  files: counted,
  waits: z.array(z.string()),
})

type Faces = z.infer<typeof facesText>

/** The whole board in two questions, whatever its size. */
export async function getBoard(db: Database, projectId: string): Promise<Board> {
  return boardOf(await readBoard(db, projectId))
}

/** A board as it was read: the same text is the same cards. */
export interface ReadBoard {
  readonly columns: readonly Column[]
  readonly cardCount: number
  /** JSON of all the cards with what hangs on them: a thousand rows of some fields cost ten times their one text. */
  readonly faces: string
}

const boardRow = z.object({ card_count: z.number(), faces: z.string() })

export function boardOf({ columns, faces }: ReadBoard): Board {
  const places = new Map(columns.map(({ id }, index) => [id, index]))
  const cards = cardsOf(facesText.parse(JSON.parse(faces)))
  // The sort keeps the order inside each column.
  return {
    columns,
    cards: cards.sort((a, b) => (places.get(a.columnId) ?? 0) - (places.get(b.columnId) ?? 0)),
  }
}

export async function readBoard(db: Database, projectId: string): Promise<ReadBoard> {
  const columns = await listColumns(db, projectId)
  const { rows } = await sql`
    select (select count(*) from cards where project_id = ${projectId}) as card_count, json_build_object(
      'cards', (select coalesce(json_agg(json_build_array(id, number, column_id, title, starts_on, due_on, done_on, effort_min)
          order by column_id, position), '[]')
        from cards where project_id = ${projectId}),
      'assignees', (select coalesce(json_agg(json_build_array(a.card_id, accounts.name) order by accounts.name), '[]')
        from card_assignees a join accounts on accounts.id = a.account_id where a.project_id = ${projectId}),
      'labels', (select coalesce(json_agg(json_build_array(c.card_id, l.name) order by l.name), '[]')
        from card_labels c join project_labels l on l.id = c.label_id where c.project_id = ${projectId}),
      'items', (select coalesce(json_agg(json_build_array(card_id, done, items)), '[]') from (
        select i.card_id, count(*) filter (where i.is_done) as done, count(*) as items
        from checklist_items i join cards on cards.id = i.card_id where cards.project_id = ${projectId} group by i.card_id) i),
      'comments', (select coalesce(json_agg(json_build_array(card_id, times)), '[]') from (
        select hung.card_id, count(*) as times
        from card_comments hung join cards on cards.id = hung.card_id where cards.project_id = ${projectId}
        group by hung.card_id) c),
      'files', (select coalesce(json_agg(json_build_array(card_id, times)), '[]') from (
        select hung.card_id, count(*) as times
        from card_files hung join cards on cards.id = hung.card_id where cards.project_id = ${projectId}
        group by hung.card_id) f),
      'waits', (select coalesce(json_agg(n.card_id), '[]')
        from card_needs n join cards needed on needed.id = n.needs_id
        where n.project_id = ${projectId} and needed.done_on is null)
    )::text as faces`.execute(db)
  const { card_count: cardCount, faces } = boardRow.parse(rows[0])
  return { columns, cardCount, faces }
}

function cardsOf(faces: Faces): CardFace[] {
  const assignees = namesByCard(faces.assignees)
  const labels = namesByCard(faces.labels)
  const items = new Map(faces.items.map(([card, done, all]) => [card, { done, all }]))
  const comments = new Map(faces.comments)
  const files = new Map(faces.files)
  const waits = new Set(faces.waits)
  return faces.cards.map(([id, number, columnId, title, startsOn, dueOn, doneOn, effortMin]) => ({
    id,
    number,
    columnId,
    title,
    startsOn,
    dueOn,
    doneOn,
    effortMin,
    assignees: assignees.get(id) ?? [],
    labels: labels.get(id) ?? [],
    items: items.get(id) ?? noItems,
    comments: comments.get(id) ?? 0,
    files: files.get(id) ?? 0,
    waits: waits.has(id),
  }))
}

const noItems = { done: 0, all: 0 } as const

function namesByCard(pairs: Faces['labels']): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>()
  for (const [card, name] of pairs) {
    const own = names.get(card)
    if (own) own.push(name)
    else names.set(card, [name])
  }
  return names
}
