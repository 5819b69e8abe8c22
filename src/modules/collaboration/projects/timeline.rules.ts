import { addDays, addMonths, type CalendarDate, daysBetween, partsOf } from '#kernel/calendar-date.ts'
import { type CardFace, isLate } from './board.rules.ts'
import type { Milestone } from './sheet.rules.ts'

export interface TimelineBar {
  readonly id: string
  readonly number: number
  readonly title: string
  readonly from: CalendarDate
  readonly to: CalendarDate
  readonly look: 'done' | 'late' | 'open'
  /** In pixels of the drawing. */
  readonly x: number
  readonly width: number
  readonly row: number
}

export interface Timeline {
  readonly width: number
  readonly rows: number
  readonly bars: readonly TimelineBar[]
  readonly milestones: readonly { readonly title: string; readonly on: CalendarDate; readonly x: number }[]
  readonly months: readonly { readonly first: CalendarDate; readonly x: number }[]
  /** Rows and ends of what waits for what, from the end of the one to the start of the other. */
  readonly needs: readonly {
    readonly fromX: number
    readonly fromRow: number
    readonly toX: number
    readonly toRow: number
  }[]
  /** Null when today is not in the drawing. */
  readonly todayX: number | null
}

/** Most bars of one drawing: beyond, nobody reads it. */
export const mostBars = 80
const drawn_px = 900
const names_px = 220

/**
 * Cards with a day, in the order of their starts, with milestones and what waits for what. Days go from left to right in the same proportion;
 * names stand on the left. Null when nothing has a day.
 */
export function drawTimeline(
  cards: readonly CardFace[],
  milestones: readonly Milestone[],
  needs: readonly (readonly [string, string])[],
  today: CalendarDate,
): Timeline | null {
  const dated = cards
    .flatMap((card) => (card.dueOn ? [{ card, from: card.startsOn ?? card.dueOn, to: card.dueOn }] : []))
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.card.number - b.card.number))
    .slice(0, mostBars)
  const days = [
    ...dated.flatMap(({ from, to }) => [from, to]),
    ...milestones.map(({ dueOn }) => dueOn),
  ].sort()
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) return null
  const start = firstOfMonth(first)
  const end = addDays(addMonths(firstOfMonth(last), 1), -1)
  const perDay = drawn_px / (daysBetween(start, end) + 1)
  const xOf = (day: CalendarDate) => round(names_px + daysBetween(start, day) * perDay)
  const bars = dated.map(
    ({ card, from, to }, row): TimelineBar => ({
      id: card.id,
      number: card.number,
      title: card.title,
      from,
      to,
      look: card.doneOn ? 'done' : isLate(card, today) ? 'late' : 'open',
      x: xOf(from),
      width: round(Math.max(4, (daysBetween(from, to) + 1) * perDay)),
      row,
    }),
  )
  return {
    width: names_px + drawn_px,
    rows: bars.length,
    bars,
    milestones: milestones.map(({ title, dueOn }) => ({ title, on: dueOn, x: xOf(dueOn) })),
    months: monthsBetween(start, end).map((month) => ({ first: month, x: xOf(month) })),
    needs: arrowsOf(bars, needs),
    todayX: today >= start && today <= end ? xOf(today) : null,
  }
}

function arrowsOf(bars: readonly TimelineBar[], needs: readonly (readonly [string, string])[]) {
  const byId = new Map(bars.map((bar) => [bar.id, bar]))
  return needs.flatMap(([waiting, needed]) => {
    const [to, from] = [byId.get(waiting), byId.get(needed)]
    return to && from
      ? [{ fromX: round(from.x + from.width), fromRow: from.row, toX: to.x, toRow: to.row }]
      : []
  })
}

/** Every month where there is room for its name, else every third or twelfth. */
function monthsBetween(start: CalendarDate, end: CalendarDate): CalendarDate[] {
  const months: CalendarDate[] = []
  for (let month = start; month <= end; month = addMonths(month, 1)) months.push(month)
  const step = months.length > 36 ? 12 : months.length > 12 ? 3 : 1
  return months.filter((_, index) => index % step === 0)
}

function firstOfMonth(day: CalendarDate): CalendarDate {
  return addDays(day, 1 - partsOf(day).day)
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
