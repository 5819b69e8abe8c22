import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import { readTable } from '#infra/spreadsheet.ts'
import { assertDefined } from '#kernel/assert.ts'
import { foldText } from '#kernel/plain-text.ts'
import { ok, refuse } from '#kernel/result.ts'
import { insertColumns, listColumns, listPlaces, takeNumbers } from './board.queries.ts'
import { type Column, makesCircle, mostCards, mostColumns } from './board.rules.ts'
import { readBoardTable } from './board-csv.rules.ts'
import { type BoardFile, type BoardReading, cut, type FileCard, unreadable } from './board-file.rules.ts'
import { readBoardJson } from './board-json.rules.ts'
import { insertCards } from './cards.queries.ts'
import { type ImportedHangs, insertHangs } from './import.queries.ts'
import { listMembers } from './members.queries.ts'
import { keysAfter } from './order-key.rules.ts'
import { keepMilestones } from './project-calendar.ts'
import { asLead, recordProjectAct } from './projects.actions.ts'
import { leadRole } from './projects.permissions.ts'
import { newId } from './projects.queries.ts'
import { isActive, type Member } from './projects.rules.ts'
import type { Outcome } from './refusals.ts'
import { insertMilestone } from './sheet.queries.ts'

/** Reads a board from a file of this product, of Trello or of Planka, or from a table of cards. */
export async function readBoardFile(bytes: Uint8Array): Promise<BoardReading> {
  const start = new TextDecoder()
    .decode(bytes.subarray(0, 100))
    .replace(/^\ufeff/, '')
    .trimStart()
  const reading = /^[{[]/.test(start)
    ? readBoardJson(new TextDecoder().decode(bytes).replace(/^\ufeff/, ''))
    : await readTableFile(bytes)
  return reading.file.cards.length > mostCards ? unreadable('too_many_cards') : reading
}

async function readTableFile(bytes: Uint8Array): Promise<BoardReading> {
  const table = await readTable(bytes)
  return table.ok ? readBoardTable(table.value.rows) : unreadable('file_unreadable')
}

const mostItems = 100

/** Adds what the file holds to the board, under the columns of the same titles or new ones; all or nothing. Answers the number of cards. */
export function importBoard(context: Context, code: string, file: BoardFile): Outcome<number> {
  return asLead(context, code, async (tx, { project, own, actor }) => {
    const today = context.clock.today()
    const columns = await columnsFor(tx, project.id, file)
    if (columns === null) return refuse('too_many_columns')
    const first = await takeNumbers(tx, project.id, file.cards.length)
    if (first + file.cards.length - 1 > mostCards) return refuse('board_full')
    const members = (await listMembers(tx, project.id)).filter((member) => isActive(member, today))
    const ids = new Map(file.cards.map(({ ref }) => [ref, newId()]))
    await writeCards({ context, tx, projectId: project.id, file, columns, first, ids })
    await insertHangs(tx, project.id, hangsOf(file, members, ids), {
      accountId: actor.id,
      at: context.clock.now(),
    })
    const milestones = file.milestones
      .filter(({ title }) => title !== '')
      .map((each) => ({ ...each, id: newId() }))
    for (const milestone of milestones) await insertMilestone(tx, project.id, milestone)
    await keepMilestones(
      context,
      tx,
      project,
      milestones.map((milestone) => ({ ...milestone, reachedOn: null })),
    )
    const role = leadRole(context.actor, own, today) ?? 'agent'
    await recordProjectAct(
      context,
      tx,
      { act: 'import', role, details: { cards: file.cards.length } },
      project,
    )
    return ok(file.cards.length)
  })
}

/** Columns by their folded titles: those of the board, then those that only the file has. Null when there would be too many. */
async function columnsFor(
  tx: Database,
  projectId: string,
  file: BoardFile,
): Promise<ReadonlyMap<string, Column> | null> {
  const present = await listColumns(tx, projectId)
  const byTitle = new Map(present.map((column) => [foldText(column.title), column]))
  const titles = [
    ...file.columns,
    ...file.cards.map(({ column }) => ({ title: column, limit: null, isDone: false })),
  ]
  const fresh: Omit<Column, 'position'>[] = []
  for (const column of titles) {
    const key = foldText(column.title)
    if (byTitle.has(key) || fresh.some(({ title }) => foldText(title) === key)) continue
    fresh.push({ ...column, id: newId() })
  }
  if (present.length + fresh.length > mostColumns) return null
  const keys = keysAfter(present.at(-1)?.position ?? null, fresh.length)
  const added = fresh.map((column, index) => ({
    ...column,
    position: assertDefined(keys[index], 'a key for each column'),
  }))
  await insertColumns(tx, projectId, added)
  return new Map([...present, ...added].map((column) => [foldText(column.title), column]))
}

interface Writing {
  readonly context: Context
  readonly tx: Database
  readonly projectId: string
  readonly file: BoardFile
  readonly columns: ReadonlyMap<string, Column>
  readonly first: number
  readonly ids: ReadonlyMap<string, string>
}

async function writeCards({ context, tx, projectId, file, columns, first, ids }: Writing): Promise<void> {
  const last = new Map<string, string | null>()
  const rows = []
  for (const [index, card] of file.cards.entries()) {
    const column = assertDefined(columns.get(foldText(card.column)), 'the column of each card is there')
    const before = last.has(column.id)
      ? (last.get(column.id) ?? null)
      : ((await listPlaces(tx, column.id)).at(-1)?.position ?? null)
    const position = assertDefined(keysAfter(before, 1)[0], 'a key for the card')
    last.set(column.id, position)
    rows.push({
      id: assertDefined(ids.get(card.ref), 'each card has an identity'),
      number: first + index,
      columnId: column.id,
      position,
      title: card.title,
      description: card.description,
      startsOn: card.startsOn,
      dueOn: card.dueOn,
      effortMin: card.effortMin,
      repeats: card.repeats,
      doneOn: card.isDone || column.isDone ? context.clock.today() : null,
    })
  }
  // The protocol takes 65,535 values a statement.
  for (let at = 0; at < rows.length; at += 1000)
    await insertCards(tx, projectId, rows.slice(at, at + 1000), context.clock.now())
}

/** What hangs on the cards of a file, as rows: people of the team only, and no link that would make a circle. */
function hangsOf(
  file: BoardFile,
  members: readonly Member[],
  ids: ReadonlyMap<string, string>,
): ImportedHangs {
  const idOf = ({ ref }: FileCard) => assertDefined(ids.get(ref), 'each card has an identity')
  return {
    labels: file.cards.flatMap((card) => labelsOf(card).map((name) => ({ cardId: idOf(card), name }))),
    assignees: file.cards.flatMap((card) => {
      const named = new Set(card.people.map(foldText))
      return members
        .filter(({ name }) => named.has(foldText(name)))
        .map(({ accountId }) => ({ cardId: idOf(card), accountId }))
    }),
    items: file.cards.flatMap((card) =>
      card.items
        .map(({ body, isDone }) => ({ body: cut(body, 300), isDone }))
        .filter(({ body }) => body !== '')
        .slice(0, mostItems)
        .map((item, index) => ({ ...item, id: newId(), cardId: idOf(card), position: index + 1 })),
    ),
    comments: file.cards.flatMap((card) =>
      // Who wrote it elsewhere may have no account here: their name stands in the text.
      card.comments.map(({ author, on, body }) => ({
        id: newId(),
        cardId: idOf(card),
        body: cut(`${[author, on].filter(Boolean).join(', ')} : ${body}`, 4000),
      })),
    ),
    needs: needsOf(file, ids),
  }
}

function labelsOf({ labels }: FileCard): string[] {
  return [...new Set(labels.map((name) => cut(name, 40)).filter(Boolean))].slice(0, 10)
}

function needsOf(file: BoardFile, ids: ReadonlyMap<string, string>): [string, string][] {
  const kept: [string, string][] = []
  for (const card of file.cards)
    for (const ref of new Set(card.needs)) {
      const [from, to] = [ids.get(card.ref), ids.get(ref)]
      if (from && to && !makesCircle(kept, from, to)) kept.push([from, to])
    }
  return kept
}
