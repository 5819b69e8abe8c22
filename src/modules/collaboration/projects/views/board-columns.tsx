import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { Locale } from '#kernel/locale.ts'
import { formatDay } from '#web/formats.ts'
import { type Board, type CardFace, type Column, isLate } from '../board.rules.ts'
import { projectsPaths } from '../projects.paths.ts'
import { type ProjectsWords, projectsWords } from '../projects.words.ts'

export interface BoardColumnsProps {
  readonly code: string
  readonly board: Board
  readonly canWork: boolean
  readonly today: CalendarDate
  readonly locale: Locale
}

interface Drawn {
  readonly code: string
  readonly canWork: boolean
  readonly today: CalendarDate
  readonly t: ProjectsWords
  readonly words: CardWords
}

/** The columns of a board with their cards: what is written once for the same cards, day, language and rights. */
export function BoardColumns({ code, board, canWork, today, locale }: BoardColumnsProps) {
  const t = projectsWords(locale)
  const byColumn = Map.groupBy(board.cards, (card) => card.columnId)
  const drawn = { code, canWork, today, t, words: new CardWords(t, locale) }
  return (
    <>
      {board.columns.map((column) => (
        <ColumnBox column={column} cards={byColumn.get(column.id) ?? []} {...drawn} />
      ))}
    </>
  )
}

function ColumnBox({
  column,
  cards,
  ...drawn
}: Drawn & { readonly column: Column; readonly cards: readonly CardFace[] }) {
  const { t } = drawn
  const isFull = column.limit !== null && cards.length >= column.limit
  return (
    <section
      class="board-column"
      aria-labelledby={`colonne-${column.id}`}
      data-column={column.id}
      data-full={isFull ? '' : undefined}
    >
      <h2 id={`colonne-${column.id}`}>
        {column.title}{' '}
        <span class="card-count">
          {column.limit === null
            ? t('board.count', { count: cards.length })
            : t('board.count_of', { count: cards.length, limit: column.limit })}
        </span>
      </h2>
      <ol class="board-cards">
        {cards.map((card) => (
          <BoardCard card={card} {...drawn} />
        ))}
      </ol>
      {cards.length === 0 ? <p class="board-empty">{t('board.column_empty')}</p> : null}
    </section>
  )
}

/** What cards say alike, looked up and written once a board: a thousand cards fall on some hundred days. */
class CardWords {
  readonly waits: string
  readonly move: string
  readonly #t: ProjectsWords
  readonly #locale: Locale
  readonly #days = new Map<string, string>()

  constructor(t: ProjectsWords, locale: Locale) {
    this.#t = t
    this.#locale = locale
    this.waits = t('board.waits')
    this.move = t('board.move')
  }

  due(day: CalendarDate, late: boolean): string {
    const key = late ? `!${day}` : day
    const known = this.#days.get(key)
    if (known !== undefined) return known
    const text = this.#t(late ? 'board.late' : 'board.due', { day: formatDay(day, this.#locale) })
    this.#days.set(key, text)
    return text
  }
}

function BoardCard({ card, code, canWork, today, t, words }: Drawn & { readonly card: CardFace }) {
  const path = projectsPaths.card(code, card.number)
  const late = isLate(card, today)
  return (
    <li class="board-card" data-card={card.number}>
      <a class="board-card-title" href={path}>
        {card.title}
      </a>
      {card.labels.length > 0 ? (
        <p class="board-labels">
          {card.labels.map((name) => (
            <span class="badge">{name}</span>
          ))}
        </p>
      ) : null}
      <p class="board-facts">
        {card.dueOn ? <span class={late ? 'over' : undefined}>{words.due(card.dueOn, late)}</span> : null}
        {card.waits ? <span>{words.waits}</span> : null}
        {card.items.all > 0 ? (
          <span>{t('board.items', { done: card.items.done, count: card.items.all })}</span>
        ) : null}
        {card.comments > 0 ? <span>{t('board.comments', { count: card.comments })}</span> : null}
        {card.files > 0 ? <span>{t('board.files', { count: card.files })}</span> : null}
        {card.assignees.length > 0 ? <span>{card.assignees.join(', ')}</span> : null}
      </p>
      {canWork ? (
        <a class="board-move" href={`${path}#deplacer`}>
          {words.move}
        </a>
      ) : null}
    </li>
  )
}
