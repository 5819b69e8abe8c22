import type { CalendarDate } from '#kernel/calendar-date.ts'
import { CheckField, ErrorSummary, type FormState, SelectField, TextField } from '#web/form.tsx'
import { formatDay } from '#web/formats.ts'
import type { Shell } from '#web/shell.ts'
import { type Board, type CardFace, type Column, isLate } from '../board.rules.ts'
import { projectsPaths } from '../projects.paths.ts'
import type { Project } from '../projects.rules.ts'
import { type ProjectsWords, projectsWords } from '../projects.words.ts'
import { ProjectFrame } from './project-frame.tsx'

export interface BoardPageProps {
  readonly project: Project
  readonly board: Board
  readonly canWork: boolean
  readonly canLead: boolean
  /** Keys of the forms for a new card and a new column. */
  readonly keys: readonly [card: string, column: string]
  readonly today: CalendarDate
  readonly state: FormState
}

interface Drawn {
  readonly code: string
  readonly canWork: boolean
  readonly shell: Shell
  readonly today: CalendarDate
  readonly t: ProjectsWords
  readonly words: CardWords
}

export function BoardPage(props: BoardPageProps & { readonly shell: Shell }) {
  const { shell, project, board, canWork, canLead, state, today } = props
  const t = projectsWords(shell.locale)
  const byColumn = Map.groupBy(board.cards, (card) => card.columnId)
  const drawn = { code: project.code, canWork, shell, today, t, words: cardWords(t) }
  return (
    <ProjectFrame shell={shell} project={project} tab="board" island="board">
      <ErrorSummary state={state} locale={shell.locale} />
      {canWork ? <NewCard {...props} t={t} /> : <p class="muted">{t('board.read_only')}</p>}
      <div
        class="board"
        data-version={String(project.boardVersion)}
        data-stream={projectsPaths.stream(project.code)}
        data-move={canWork ? projectsPaths.move(project.code) : undefined}
        data-left={t('board.to_left')}
        data-right={t('board.to_right')}
        data-up={t('board.up')}
        data-down={t('board.down')}
        data-moved={t('board.moved')}
        data-refused={t('board.refused')}
      >
        {board.columns.map((column) => (
          <ColumnBox column={column} cards={byColumn.get(column.id) ?? []} {...drawn} />
        ))}
      </div>
      {canLead ? <ColumnForms {...props} t={t} /> : null}
    </ProjectFrame>
  )
}

function NewCard({ project, board, state, keys, t }: BoardPageProps & { readonly t: ProjectsWords }) {
  return (
    <details class="board-new" open={state.values.carte !== undefined || board.cards.length === 0}>
      <summary data-key="n">{t('board.new_card')}</summary>
      <form class="filters" method="post" action={projectsPaths.cards(project.code)} noValidate>
        <input type="hidden" name="cle" value={keys[0]} />
        <TextField name="carte" label={t('board.card_title')} state={state} required />
        <SelectField
          name="colonne"
          label={t('board.column')}
          choices={board.columns.map(({ id, title }) => ({ value: id, label: title }))}
          state={state}
          required
        />
        <button class="button" type="submit">
          {t('form.add')}
        </button>
      </form>
    </details>
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

/** Words that every card asks for, looked up once a board. */
interface CardWords {
  readonly waits: string
  readonly move: string
}

function cardWords(t: ProjectsWords): CardWords {
  return { waits: t('board.waits'), move: t('board.move') }
}

function BoardCard({ card, code, canWork, shell, today, t, words }: Drawn & { readonly card: CardFace }) {
  const path = projectsPaths.card(code, card.number)
  return (
    <li class="board-card" data-card={card.number} draggable={canWork}>
      <a class="board-card-title" href={path} draggable={false}>
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
        {card.dueOn ? (
          <span class={isLate(card, today) ? 'over' : undefined}>
            {t(isLate(card, today) ? 'board.late' : 'board.due', {
              day: formatDay(card.dueOn, shell.locale),
            })}
          </span>
        ) : null}
        {card.waits ? <span>{words.waits}</span> : null}
        {card.items.all > 0 ? (
          <span>{t('board.items', { done: card.items.done, count: card.items.all })}</span>
        ) : null}
        {card.comments > 0 ? <span>{t('board.comments', { count: card.comments })}</span> : null}
        {card.files > 0 ? <span>{t('board.files', { count: card.files })}</span> : null}
        {card.assignees.length > 0 ? <span>{card.assignees.join(', ')}</span> : null}
      </p>
      {canWork ? (
        <a class="board-move" href={`${path}#deplacer`} draggable={false}>
          {words.move}
          <span class="hidden-text"> {card.title}</span>
        </a>
      ) : null}
    </li>
  )
}

function ColumnForms({ project, board, state, keys, t }: BoardPageProps & { readonly t: ProjectsWords }) {
  return (
    <details class="board-settings">
      <summary>{t('columns.title')}</summary>
      <p class="muted">{t('columns.lead')}</p>
      <ul class="rows">
        {board.columns.map((column) => (
          <li>
            <form
              method="post"
              action={projectsPaths.column(project.code, column.id)}
              class="board-column-form"
            >
              <label for={`nom-${column.id}`}>{t('columns.name')}</label>
              <input id={`nom-${column.id}`} name="colonne" value={column.title} required />
              <label for={`limite-${column.id}`}>{t('columns.limit')}</label>
              <input
                id={`limite-${column.id}`}
                class="input-short"
                name="limite"
                inputMode="numeric"
                value={column.limit === null ? '' : String(column.limit)}
              />
              <span class="field-check">
                <input
                  type="checkbox"
                  id={`fin-${column.id}`}
                  name="fin_de_course"
                  value="oui"
                  checked={column.isDone}
                />
                <label for={`fin-${column.id}`}>{t('columns.done')}</label>
              </span>
              <label for={`place-${column.id}`}>{t('columns.shift')}</label>
              <select id={`place-${column.id}`} name="place">
                <option value="">{t('columns.stay')}</option>
                <option value="left">{t('columns.left')}</option>
                <option value="right">{t('columns.right')}</option>
              </select>
              <button class="button-quiet" type="submit">
                {t('form.save')}
                <span class="hidden-text"> {column.title}</span>
              </button>
            </form>
            <form method="post" action={`${projectsPaths.column(project.code, column.id)}/suppression`}>
              <button class="button-quiet" type="submit">
                {t('columns.remove')}
                <span class="hidden-text"> {column.title}</span>
              </button>
            </form>
          </li>
        ))}
      </ul>
      <h3>{t('columns.add')}</h3>
      <form method="post" action={projectsPaths.columns(project.code)} noValidate>
        <input type="hidden" name="cle" value={keys[1]} />
        <div class="field">
          <label for="nouvelle-colonne">{t('columns.name')}</label>
          <input id="nouvelle-colonne" name="colonne" required />
        </div>
        <TextField name="limite" label={t('columns.limit')} inputMode="numeric" size="short" state={state} />
        <CheckField name="fin_de_course" label={t('columns.done')} state={state} />
        <button class="button-quiet" type="submit">
          {t('form.add')}
        </button>
      </form>
    </details>
  )
}
