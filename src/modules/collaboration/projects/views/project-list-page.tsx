import type { CalendarDate } from '#kernel/calendar-date.ts'
import { SelectField, TextField } from '#web/form.tsx'
import { formatDay } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import { Pager } from '#web/pager.tsx'
import type { Shell } from '#web/shell.ts'
import { type ProjectFilter, projectsPaths } from '../projects.paths.ts'
import type { ProjectRow } from '../projects.queries.ts'
import { projectStatuses } from '../projects.rules.ts'
import { type ProjectsWords, projectsWords } from '../projects.words.ts'

export interface ProjectListProps {
  readonly rows: readonly ProjectRow[]
  readonly filter: ProjectFilter
  readonly next: string | null
  readonly canCreate: boolean
  readonly canSeeServices: boolean
  readonly canSeeSecurity: boolean
  readonly today: CalendarDate
}

export function ProjectListPage(props: ProjectListProps & { readonly shell: Shell }) {
  const { shell, rows, filter, next, canCreate } = props
  const t = projectsWords(shell.locale)
  const isFiltered = Boolean(filter.etat || filter.q)
  return (
    <Page shell={shell} title={t('list.title')} width="wide">
      <h1>{t('list.title')}</h1>
      <p class="lead">{t('list.lead')}</p>
      <div class="button-row">
        {canCreate ? (
          <a class="button" href={projectsPaths.new()} data-key="n">
            {t('list.new')}
          </a>
        ) : null}
        <a class="button-quiet" href={projectsPaths.mine()}>
          {t('mine.title')}
        </a>
        {props.canSeeServices ? (
          <a class="button-quiet" href={projectsPaths.services()}>
            {t('services.title')}
          </a>
        ) : null}
        {props.canSeeSecurity ? (
          <a class="button-quiet" href={projectsPaths.security()}>
            {t('security.title')}
          </a>
        ) : null}
      </div>
      {rows.length > 0 || isFiltered ? <Filters filter={filter} t={t} /> : null}
      {rows.length === 0 ? (
        <p class="empty">{t(isFiltered ? 'list.none' : canCreate ? 'list.empty' : 'list.empty_partner')}</p>
      ) : (
        <ul class="cards">
          {rows.map((row) => (
            <ProjectCard row={row} shell={shell} t={t} />
          ))}
        </ul>
      )}
      <Pager
        first={filter.suite ? projectsPaths.list({ ...filter, suite: undefined }) : null}
        next={next === null ? null : projectsPaths.list({ ...filter, suite: next })}
        locale={shell.locale}
      />
    </Page>
  )
}

function Filters({ filter, t }: { readonly filter: ProjectFilter; readonly t: ProjectsWords }) {
  const state = { values: { q: filter.q, etat: filter.etat }, errors: {} }
  return (
    <form class="filters" method="get" action={projectsPaths.list()}>
      <TextField name="q" type="search" label={t('list.search')} state={state} />
      <SelectField
        name="etat"
        label={t('list.status')}
        empty={t('list.all')}
        choices={projectStatuses.map((value) => ({ value, label: t(`status.${value}`) }))}
        state={state}
      />
      <button class="button-quiet" type="submit">
        {t('list.show')}
      </button>
    </form>
  )
}

function ProjectCard({
  row,
  shell,
  t,
}: {
  readonly row: ProjectRow
  readonly shell: Shell
  readonly t: ProjectsWords
}) {
  const { project } = row
  const dates = project.endsOn
    ? t('list.dates', {
        from: formatDay(project.startsOn, shell.locale),
        to: formatDay(project.endsOn, shell.locale),
      })
    : t('list.date', { from: formatDay(project.startsOn, shell.locale) })
  return (
    <li class="card" data-part="III">
      <h2>
        <a href={projectsPaths.show(project.code)}>{project.title}</a>
      </h2>
      <p>
        <StatusBadge status={project.status} t={t} />{' '}
        {project.isRestricted ? <span class="badge">{t('list.restricted')}</span> : null}
      </p>
      <p class="muted">{dates}</p>
      {row.lead ? <p class="muted">{t('list.lead_by', { name: row.lead })}</p> : null}
      <p>
        {row.cards === 0 ? t('list.no_cards') : t('list.progress', { done: row.done, count: row.cards })}
        {row.late > 0 ? <strong class="over"> {t('list.late', { count: row.late })}</strong> : null}
      </p>
      <p>
        <a href={projectsPaths.board(project.code)}>
          {t('nav.board')}
          <span class="hidden-text"> {project.title}</span>
        </a>
      </p>
    </li>
  )
}

const looks = { preparing: 'idea', running: 'running', closed: 'closed', abandoned: 'dropped' } as const

export function StatusBadge({
  status,
  t,
}: {
  readonly status: keyof typeof looks
  readonly t: ProjectsWords
}) {
  return (
    <span class="badge" data-status={looks[status]}>
      {t(`status.${status}`)}
    </span>
  )
}
