import type { CalendarDate } from '#kernel/calendar-date.ts'
import { SelectField, TextField } from '#web/form.tsx'
import { formatDay } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import { Pager } from '#web/pager.tsx'
import type { Shell } from '#web/shell.ts'
import { typeset } from '#web/typography.ts'
import { nextAfter, runningOn } from '../calendar.rules.ts'
import type { ProcessRow } from '../process-list.queries.ts'
import { processesPaths } from '../processes.paths.ts'
import type { ProcessStatus } from '../processes.rules.ts'
import { type ProcessesWords, processesWords } from '../processes.words.ts'

export interface ProcessListProps {
  readonly rows: readonly ProcessRow[]
  readonly filter: {
    readonly status?: ProcessStatus | undefined
    readonly search?: string | undefined
    readonly after?: string | undefined
  }
  readonly next: string | null
  readonly today: CalendarDate
  readonly visibleStatuses: readonly ProcessStatus[]
  readonly canPrepare: boolean
  readonly canSetCampaigns: boolean
}

export function ProcessListPage(props: ProcessListProps & { readonly shell: Shell }) {
  const { shell, rows, filter, next, today } = props
  const t = processesWords(shell.locale)
  const isFiltered = Boolean(filter.status || filter.search)
  const address = { etat: filter.status, q: filter.search }
  return (
    <Page shell={shell} title={t('list.title')}>
      <h1>{t('list.title')}</h1>
      <p class="lead">{t('list.lead')}</p>
      {props.canPrepare ? (
        <p class="button-row">
          <a class="button" href={processesPaths.new()} data-key="n">
            {t('list.new')}
          </a>
          {props.canSetCampaigns ? <a href={processesPaths.campaigns()}>{t('campaigns.title')}</a> : null}
        </p>
      ) : null}
      {rows.length > 5 || isFiltered || filter.after ? <Filters {...props} /> : null}
      {rows.length === 0 ? (
        <p class="empty">{isFiltered ? t('list.none_match') : t('list.none')}</p>
      ) : (
        <ul class="cards cards-wide">
          {rows.map((row) => (
            <ProcessCard row={row} today={today} shell={shell} t={t} />
          ))}
        </ul>
      )}
      <Pager
        first={filter.after ? processesPaths.list(address) : null}
        next={next && processesPaths.list({ ...address, suite: next })}
        locale={shell.locale}
      />
      <p class="muted">
        <a href={processesPaths.feed()}>{t('list.feed')}</a>
      </p>
    </Page>
  )
}

function Filters({ filter, visibleStatuses, shell }: ProcessListProps & { readonly shell: Shell }) {
  const t = processesWords(shell.locale)
  const state = { values: { q: filter.search, etat: filter.status }, errors: {} }
  return (
    <form method="get" action={processesPaths.list()} class="filters">
      <TextField name="q" label={t('list.search')} type="search" state={state} />
      <SelectField
        name="etat"
        label={t('list.status')}
        empty={t('list.every_status')}
        state={state}
        choices={visibleStatuses.map((status) => ({ value: status, label: t(`status.${status}`) }))}
      />
      <button class="button-quiet" type="submit">
        {t('list.filter')}
      </button>
    </form>
  )
}

function ProcessCard({
  row,
  today,
  shell,
  t,
}: {
  readonly row: ProcessRow
  readonly today: CalendarDate
  readonly shell: Shell
  readonly t: ProcessesWords
}) {
  return (
    <li class="card">
      <p>
        <StatusBadge status={row.status} t={t} /> <span class="muted">{row.theme}</span>
      </p>
      <h2>
        <a href={processesPaths.show(row.slug)}>{typeset(row.title, shell.locale)}</a>
      </h2>
      <p>{typeset(row.summary, shell.locale)}</p>
      <p class="muted">
        {t(`engagement.${row.engagement}`)}
        <br />
        <Now row={row} today={today} shell={shell} t={t} />
      </p>
    </li>
  )
}

/** What people can do now, or from when; nothing once the process is over. */
export function Now({
  row,
  today,
  shell,
  t,
}: {
  readonly row: Pick<ProcessRow, 'status' | 'phases'>
  readonly today: CalendarDate
  readonly shell: Shell
  readonly t: ProcessesWords
}) {
  if (row.status !== 'open' && row.status !== 'signed') return null
  const [running] = row.status === 'open' ? runningOn(row.phases, today) : []
  if (running)
    return (
      <span>
        {t('now.until', {
          phase: typeset(running.title, shell.locale),
          date: formatDay(running.endsOn, shell.locale),
        })}
      </span>
    )
  const next = nextAfter(row.phases, today)
  return next ? (
    <span>
      {t('now.from', {
        phase: typeset(next.title, shell.locale),
        date: formatDay(next.startsOn, shell.locale),
      })}
    </span>
  ) : null
}

const looks: Readonly<Record<ProcessStatus, string>> = {
  draft: 'idea',
  signed: 'decided',
  open: 'running',
  closed: 'closed',
  answered: 'closed',
  abandoned: 'dropped',
}

export function StatusBadge({ status, t }: { readonly status: ProcessStatus; readonly t: ProcessesWords }) {
  return (
    <span class="badge" data-status={looks[status]}>
      {t(`status.${status}`)}
    </span>
  )
}
