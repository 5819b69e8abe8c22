import type { CalendarDate } from '#kernel/calendar-date.ts'
import { foldText } from '#kernel/plain-text.ts'
import { type Board, type CardFace, isLate } from './board.rules.ts'

export const taskStates = ['open', 'late', 'waiting', 'done', 'all'] as const
export const taskOrders = ['board', 'due', 'person', 'title'] as const

export interface TaskFilter {
  readonly search: string
  /** Name of a person; empty: everybody. */
  readonly person: string
  readonly label: string
  readonly state: (typeof taskStates)[number]
  readonly order: (typeof taskOrders)[number]
}

export interface Task extends CardFace {
  readonly column: string
  readonly isLate: boolean
}

/** The cards of a board as a list: those that the filter keeps, in the order that it asks for. */
export function listTasks(board: Board, filter: TaskFilter, today: CalendarDate): Task[] {
  const columns = new Map(board.columns.map(({ id, title }) => [id, title]))
  const words = foldText(filter.search).split(' ').filter(Boolean)
  const kept = board.cards.filter(
    (card) =>
      isInState(card, filter.state, today) &&
      (filter.person === '' || card.assignees.includes(filter.person)) &&
      (filter.label === '' || card.labels.includes(filter.label)) &&
      words.every((word) => foldText(card.title).includes(word)),
  )
  const tasks = kept.map((card) => ({
    ...card,
    column: columns.get(card.columnId) ?? '',
    isLate: isLate(card, today),
  }))
  // The sort is stable: within one day, one person or one title, cards stay as the board has them.
  const { order } = filter
  return order === 'board' ? tasks : tasks.sort((a, b) => compare(sortKey(a, order), sortKey(b, order)))
}

function isInState(card: CardFace, state: TaskFilter['state'], today: CalendarDate): boolean {
  if (state === 'all') return true
  if (state === 'done') return card.doneOn !== null
  if (state === 'late') return isLate(card, today)
  return card.doneOn === null && (state === 'open' || card.waits)
}

/** What has no day, or nobody, comes last. */
function sortKey(task: Task, order: Exclude<TaskFilter['order'], 'board'>): string {
  if (order === 'due') return task.dueOn ?? '\uffff'
  return foldText(order === 'title' ? task.title : (task.assignees[0] ?? '')) || '\uffff'
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** What the lists of the filter offer. */
export function choicesOf({ cards }: Board): { readonly people: string[]; readonly labels: string[] } {
  const sorted = (names: readonly string[]) => [...new Set(names)].sort((a, b) => a.localeCompare(b, 'fr'))
  return {
    people: sorted(cards.flatMap(({ assignees }) => assignees)),
    labels: sorted(cards.flatMap(({ labels }) => labels)),
  }
}
