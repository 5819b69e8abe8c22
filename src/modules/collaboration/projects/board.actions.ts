import type { Context } from '#infra/context.ts'
import type { Database } from '#infra/database.ts'
import { isDuplicate } from '#infra/transaction.ts'
import { assertDefined } from '#kernel/assert.ts'
import { addDays, daysBetween } from '#kernel/calendar-date.ts'
import { ok, refuse } from '#kernel/result.ts'
import {
  deleteColumn,
  insertColumns,
  listColumns,
  listPlaces,
  raiseBoard,
  respread,
  takeNumbers,
  updateColumn,
} from './board.queries.ts'
import {
  type Column,
  type ColumnDraft,
  mostCards,
  mostColumns,
  nextDueOn,
  type Place,
} from './board.rules.ts'
import { getBoard } from './board-faces.queries.ts'
import {
  type Card,
  deleteCard,
  findCard,
  hasFollower,
  hasOpenNeed,
  insertCards,
  listAssignees,
  listCardLabels,
  replaceAssignees,
  replaceLabels,
  updatePlace,
} from './cards.queries.ts'
import { keyBetween, keysAfter, longestKey } from './order-key.rules.ts'
import { asLead, asMember } from './projects.actions.ts'
import { newId } from './projects.queries.ts'
import type { Project } from './projects.rules.ts'
import type { Outcome } from './refusals.ts'

/** Adds a card at the end of a column; the same form sent twice adds one. Answers its number. */
export async function addCard(
  context: Context,
  code: string,
  draft: { readonly key: string; readonly columnId: string; readonly title: string },
): Outcome<number> {
  try {
    return await asMember(context, code, async (tx, { project }) => {
      const column = (await listColumns(tx, project.id)).find(({ id }) => id === draft.columnId)
      if (!column) return refuse('column_unknown')
      const places = await listPlaces(tx, column.id)
      if (column.limit !== null && places.length >= column.limit) return refuse('column_full')
      const number = await takeNumbers(tx, project.id, 1)
      if (number > mostCards) return refuse('board_full')
      const { key: id, columnId, title } = draft
      const position = keyBetween(places.at(-1)?.position ?? null, null)
      const doneOn = column.isDone ? context.clock.today() : null
      await insertCards(
        tx,
        project.id,
        [{ id, number, columnId, position, title, doneOn }],
        context.clock.now(),
      )
      return ok(number)
    })
  } catch (error) {
    if (isDuplicate(error)) return ok(0)
    throw error
  }
}

/**
 * Moves a card to a place of a column. The project is locked, so that moves at the same time go one after the other: no limit is
 * passed, no card lost or doubled. A card that was to be the next one and has gone leaves the end of the column.
 */
export function moveCard(
  context: Context,
  code: string,
  number: number,
  to: { readonly columnId: string; readonly place: Place },
): Outcome<null> {
  return asMember(context, code, async (tx, { project }) => {
    const card = await findCard(tx, project.id, number)
    if (!card) return refuse('card_unknown')
    const column = (await listColumns(tx, project.id)).find(({ id }) => id === to.columnId)
    if (!column) return refuse('column_unknown')
    const others = (await listPlaces(tx, column.id)).filter(({ id }) => id !== card.id)
    const isNew = card.columnId !== column.id
    if (isNew && column.limit !== null && others.length >= column.limit) return refuse('column_full')
    if (column.isDone && card.doneOn === null && (await hasOpenNeed(tx, card.id))) return refuse('card_waits')
    await putAt(tx, context, card, column, others, to.place)
    if (column.isDone && card.doneOn === null) await bringBack(tx, context, project, card)
    await raiseBoard(tx, project.id)
    return ok(null)
  })
}

async function putAt(
  tx: Database,
  { clock }: Context,
  card: Card,
  column: Column,
  others: readonly { readonly id: string; readonly number: number; readonly position: string }[],
  place: Place,
): Promise<void> {
  const found = typeof place === 'object' ? others.findIndex(({ number }) => number === place.before) : -1
  const at = place === 'first' ? 0 : found >= 0 ? found : others.length
  const position = keyBetween(others[at - 1]?.position ?? null, others[at]?.position ?? null)
  const doneOn = column.isDone ? (card.doneOn ?? clock.today()) : null
  await updatePlace(tx, card.id, { columnId: column.id, position, doneOn })
  if (position.length <= longestKey) return
  const order = [...others.slice(0, at), card, ...others.slice(at)]
  const keys = keysAfter(null, order.length)
  await respread(
    tx,
    order.map(({ id }, index) => ({ id, position: assertDefined(keys[index], 'a key for each card') })),
  )
}

/** A recurring card that is done comes back once, in the first column, with its days moved on. */
async function bringBack(tx: Database, { clock }: Context, project: Project, card: Card): Promise<void> {
  if (card.repeats === null || card.dueOn === null || (await hasFollower(tx, card.id))) return
  const columns = await listColumns(tx, project.id)
  const column = columns.find(({ isDone }) => !isDone) ?? columns[0]
  if (!column) return
  const places = await listPlaces(tx, column.id)
  const dueOn = nextDueOn(card.repeats, card.dueOn, clock.today())
  const id = newId()
  await insertCards(
    tx,
    project.id,
    [
      {
        ...card,
        id,
        number: await takeNumbers(tx, project.id, 1),
        columnId: column.id,
        position: keyBetween(places.at(-1)?.position ?? null, null),
        startsOn: card.startsOn && addDays(dueOn, daysBetween(card.dueOn, card.startsOn)),
        dueOn,
        doneOn: null,
        followsId: card.id,
      },
    ],
    clock.now(),
  )
  await replaceAssignees(tx, project.id, id, await listAssignees(tx, card.id))
  await replaceLabels(tx, project.id, id, await listCardLabels(tx, card.id))
}

export function removeCard(context: Context, code: string, number: number): Outcome<null> {
  return asLead(context, code, async (tx, { project }) => {
    const card = await findCard(tx, project.id, number)
    if (!card) return refuse('card_unknown')
    await deleteCard(tx, card.id)
    await raiseBoard(tx, project.id)
    return ok(null)
  })
}

export async function addColumn(
  context: Context,
  code: string,
  key: string,
  draft: ColumnDraft,
): Outcome<null> {
  try {
    return await asLead(context, code, async (tx, { project }) => {
      const columns = await listColumns(tx, project.id)
      if (columns.length >= mostColumns) return refuse('too_many_columns')
      const position = keyBetween(columns.at(-1)?.position ?? null, null)
      await insertColumns(tx, project.id, [{ id: key, position, ...draft }])
      await raiseBoard(tx, project.id)
      return ok(null)
    })
  } catch (error) {
    if (isDuplicate(error)) return ok(null)
    throw error
  }
}

/** Rewrites a column, and puts it one place to the left or right when asked to. */
export function saveColumn(
  context: Context,
  code: string,
  id: string,
  draft: ColumnDraft & { readonly shift: 'left' | 'right' | null },
): Outcome<null> {
  return asLead(context, code, async (tx, { project }) => {
    const columns = await listColumns(tx, project.id)
    const at = columns.findIndex((column) => column.id === id)
    if (at < 0) return refuse('column_unknown')
    const position = shifted(columns, at, draft.shift)
    await updateColumn(tx, project.id, id, { ...draft, ...(position ? { position } : {}) })
    await raiseBoard(tx, project.id)
    return ok(null)
  })
}

/** The key of a column one place further; null where it stays. */
function shifted(columns: readonly Column[], at: number, shift: 'left' | 'right' | null): string | null {
  const key = (index: number) => columns[index]?.position ?? null
  if (shift === 'left' && at > 0) return keyBetween(key(at - 2), key(at - 1))
  if (shift === 'right' && at < columns.length - 1) return keyBetween(key(at + 1), key(at + 2))
  return null
}

/** A column goes once it is empty: no card goes with it. */
export function removeColumn(context: Context, code: string, id: string): Outcome<null> {
  return asLead(context, code, async (tx, { project }) => {
    const { columns, cards } = await getBoard(tx, project.id)
    if (columns.every((column) => column.id !== id)) return refuse('column_unknown')
    if (columns.length === 1) return refuse('last_column')
    if (cards.some((card) => card.columnId === id)) return refuse('column_holds_cards')
    await deleteColumn(tx, project.id, id)
    await raiseBoard(tx, project.id)
    return ok(null)
  })
}
