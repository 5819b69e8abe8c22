import { CheckField, ErrorSummary, type FormState, SelectField, TextField } from '#web/form.tsx'
import type { Shell } from '#web/shell.ts'
import type { Column } from '../board.rules.ts'
import { projectsPaths } from '../projects.paths.ts'
import type { Project } from '../projects.rules.ts'
import { type ProjectsWords, projectsWords } from '../projects.words.ts'
import { ProjectFrame } from './project-frame.tsx'

export interface BoardPageProps {
  readonly project: Project
  readonly columns: readonly Column[]
  readonly cardCount: number
  /** The columns with their cards, as HTML: `drawBoard`. */
  readonly drawn: string
  readonly canWork: boolean
  readonly canLead: boolean
  /** Keys of the forms for a new card and a new column. */
  readonly keys: readonly [card: string, column: string]
  readonly state: FormState
}

export function BoardPage(props: BoardPageProps & { readonly shell: Shell }) {
  const { shell, project, drawn, canWork, canLead, state } = props
  const t = projectsWords(shell.locale)
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
        dangerouslySetInnerHTML={{ __html: drawn }}
      />
      {canLead ? <ColumnForms {...props} t={t} /> : null}
    </ProjectFrame>
  )
}

function NewCard({
  project,
  columns,
  cardCount,
  state,
  keys,
  t,
}: BoardPageProps & { readonly t: ProjectsWords }) {
  return (
    <details class="board-new" open={state.values.carte !== undefined || cardCount === 0}>
      <summary data-key="n">{t('board.new_card')}</summary>
      <form class="filters" method="post" action={projectsPaths.cards(project.code)} noValidate>
        <input type="hidden" name="cle" value={keys[0]} />
        <TextField name="carte" label={t('board.card_title')} state={state} required />
        <SelectField
          name="colonne"
          label={t('board.column')}
          choices={columns.map(({ id, title }) => ({ value: id, label: title }))}
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

function ColumnForms({ project, columns, state, keys, t }: BoardPageProps & { readonly t: ProjectsWords }) {
  return (
    <details class="board-settings">
      <summary>{t('columns.title')}</summary>
      <p class="muted">{t('columns.lead')}</p>
      <ul class="rows">
        {columns.map((column) => (
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
