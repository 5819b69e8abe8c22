import { createHash } from 'node:crypto'
import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { openByteMemory } from '#infra/byte-memory.ts'
import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { Locale } from '#kernel/locale.ts'
import { boardOf, type ReadBoard } from './board-faces.queries.ts'
import { BoardColumns } from './views/board-columns.tsx'

/** All that the cards of a board are drawn from: the same parts make the same HTML. */
export interface BoardParts {
  readonly code: string
  readonly read: ReadBoard
  readonly canWork: boolean
  readonly today: CalendarDate
  readonly locale: Locale
}

const mostKept = 32 * 1024 * 1024

export interface DrawnBoards {
  draw(parts: BoardParts): string
}

/**
 * Boards as they were drawn. A change is looked at by all who have the board open: what its cards are is asked at each visit, and they are drawn
 * again when something of them is another.
 */
export function openDrawnBoards(): DrawnBoards {
  const kept = openByteMemory<string>(mostKept)
  return {
    draw(parts) {
      const key = digestOf(parts)
      const known = kept.get(key)
      if (known !== undefined) return known
      const { read, ...rest } = parts
      const drawn = renderToString(h(BoardColumns, { ...rest, board: boardOf(read) }))
      // Texts of French take two bytes a character in memory at most.
      kept.set(key, drawn, drawn.length * 2 + 200)
      return drawn
    },
  }
}

function digestOf({ read: { columns, faces }, ...rest }: BoardParts): string {
  return createHash('sha256')
    .update(faces)
    .update(JSON.stringify([columns, rest]))
    .digest('base64url')
}
