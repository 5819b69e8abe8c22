import { addDays, addMonths, type CalendarDate } from '#kernel/calendar-date.ts'

export const repeatKinds = ['weekly', 'monthly', 'quarterly', 'yearly'] as const
export type RepeatKind = (typeof repeatKinds)[number]

export interface Column {
  readonly id: string
  readonly title: string
  readonly position: string
  /** Most cards at a time; null without limit. */
  readonly limit: number | null
  /** A card that comes here is done. */
  readonly isDone: boolean
}

export type ColumnDraft = Pick<Column, 'title' | 'limit' | 'isDone'>

/** What the board shows of a card. */
export interface CardFace {
  readonly id: string
  readonly number: number
  readonly columnId: string
  readonly title: string
  readonly startsOn: CalendarDate | null
  readonly dueOn: CalendarDate | null
  readonly doneOn: CalendarDate | null
  readonly effortMin: number | null
  readonly assignees: readonly string[]
  readonly labels: readonly string[]
  readonly items: { readonly done: number; readonly all: number }
  readonly comments: number
  readonly files: number
  /** Whether it waits for a card that is not done. */
  readonly waits: boolean
}

export interface Board {
  readonly columns: readonly Column[]
  /** In the order of their columns, then of their places. */
  readonly cards: readonly CardFace[]
}

/** Everything that a person writes of a card. */
export interface CardDraft {
  readonly title: string
  readonly description: string
  readonly startsOn: CalendarDate | null
  readonly dueOn: CalendarDate | null
  readonly effortMin: number | null
  readonly repeats: RepeatKind | null
  readonly assignees: readonly string[]
  readonly labels: readonly string[]
}

/** Where a card goes: at an end of a column, or before another card. */
export type Place = 'first' | 'last' | { readonly before: number }

export const mostColumns = 20
export const mostCards = 5000

export function isLate(card: Pick<CardFace, 'dueOn' | 'doneOn'>, on: CalendarDate): boolean {
  return card.doneOn === null && card.dueOn !== null && card.dueOn < on
}

const months: Readonly<Record<Exclude<RepeatKind, 'weekly'>, number>> = {
  monthly: 1,
  quarterly: 3,
  yearly: 12,
}

/** The day that a recurring card is due next: the first of its days after both its last one and today. */
export function nextDueOn(kind: RepeatKind, dueOn: CalendarDate, today: CalendarDate): CalendarDate {
  // Each day is counted from the first, so that the 31st comes back after a short month.
  for (let times = 1; ; times += 1) {
    const next = kind === 'weekly' ? addDays(dueOn, 7 * times) : addMonths(dueOn, months[kind] * times)
    if (next > today) return next
  }
}

/** Whether the card would wait, through others, for itself. `needs` are pairs: the first waits for the second. */
export function makesCircle(
  needs: readonly (readonly [string, string])[],
  card: string,
  needed: string,
): boolean {
  const waitsFor = Map.groupBy(needs, ([from]) => from)
  const seen = new Set<string>()
  const ahead = [needed]
  for (let at = ahead.pop(); at !== undefined; at = ahead.pop()) {
    if (at === card) return true
    if (seen.has(at)) continue
    seen.add(at)
    for (const [, next] of waitsFor.get(at) ?? []) ahead.push(next)
  }
  return false
}

/** `@Inès Dumarchey` in a text names that member: the longest name wins, accents and capitals are free. */
export function mentionedIn<Person extends { readonly name: string }>(
  text: string,
  people: readonly Person[],
): Person[] {
  const folded = fold(text)
  return people.filter(({ name }) => {
    const at = folded.indexOf(`@${fold(name)}`)
    return at >= 0 && !/[\p{L}\p{N}]/u.test(folded.charAt(at + fold(name).length + 1))
  })
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
