import type { DayPart } from './shown-events.rules.ts'

/** Minutes of one row of the grid. */
export const rowMinutes = 30

/** Events that share some time, one block of a column. */
export interface Block {
  readonly parts: readonly DayPart[]
  /** First row and number of rows that it takes. */
  readonly row: number
  readonly span: number
}

/** What a cell of the grid is: the top of a block, free, or inside a block that began above. */
export type Cell = Block | 'free' | 'covered'

export interface Grid {
  /** First minute of each row. */
  readonly rows: readonly number[]
  /** By row, then by column. */
  readonly cells: readonly (readonly Cell[])[]
  /** Events of whole days, by column. */
  readonly wholeDays: readonly (readonly DayPart[])[]
}

/** Hours that are shown even where nothing takes place. */
const usual = { from: 8 * 60, to: 18 * 60 } as const

/**
 * Columns of events, side by side, as rows of half hours: a table that is read aloud in order, and needs no style of its own. Each
 * event is in one cell, each cell in one column.
 */
export function layOut(columns: readonly (readonly DayPart[])[]): Grid {
  const timed = columns.map((parts) => parts.filter((part) => !part.isWholeDay))
  const all = timed.flat()
  const first = Math.floor(Math.min(usual.from, ...all.map(({ from }) => from)) / rowMinutes)
  const last = Math.ceil(Math.max(usual.to, ...all.map(({ to }) => to)) / rowMinutes)
  const count = last - first
  const rows = Array.from({ length: count }, (_, index) => (first + index) * rowMinutes)
  const blocks = timed.map((parts) => blocksOf(parts, first, count))
  return {
    rows,
    cells: rows.map((_, row) => blocks.map((list) => cellAt(list, row))),
    wholeDays: columns.map((parts) => parts.filter((part) => part.isWholeDay)),
  }
}

function cellAt(blocks: readonly Block[], row: number): Cell {
  const block = blocks.find((candidate) => candidate.row <= row && row < candidate.row + candidate.span)
  if (!block) return 'free'
  return block.row === row ? block : 'covered'
}

/** Events that touch the same row are one block, whose parts are in order. */
function blocksOf(parts: readonly DayPart[], firstRow: number, count: number): Block[] {
  const blocks: { parts: DayPart[]; row: number; end: number }[] = []
  for (const part of [...parts].sort((one, other) => one.from - other.from || one.to - other.to)) {
    const row = Math.min(Math.floor(part.from / rowMinutes) - firstRow, count - 1)
    const end = Math.max(Math.ceil(part.to / rowMinutes) - firstRow, row + 1)
    const block = blocks.at(-1)
    if (block && row < block.end) {
      block.parts.push(part)
      block.end = Math.max(block.end, end)
    } else blocks.push({ parts: [part], row, end })
  }
  return blocks.map((block) => ({ parts: block.parts, row: block.row, span: block.end - block.row }))
}
