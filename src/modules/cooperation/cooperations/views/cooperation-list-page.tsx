import type { CalendarDate } from '#kernel/calendar-date.ts'
import { SelectField, TextField } from '#web/form.tsx'
import { formatDay } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import { Pager } from '#web/pager.tsx'
import type { Shell } from '#web/shell.ts'
import { typeset } from '#web/typography.ts'
import { type CooperationFilter, cooperationsPaths } from '../cooperations.paths.ts'
import {
  type Cooperation,
  type CooperationStatus,
  depths,
  directionOf,
  latestRound,
  presentParties,
} from '../cooperations.rules.ts'
import { type CooperationsWords, cooperationsWords } from '../cooperations.words.ts'
import type { Deadline } from '../deadlines.rules.ts'

export interface CooperationListProps {
  readonly rows: readonly Cooperation[]
  readonly filter: CooperationFilter
  readonly next: string | null
  readonly visibleStatuses: readonly CooperationStatus[]
  readonly canPropose: boolean
  /** The nearest day of each, by its address; those who work for the town read it. */
  readonly nearest: ReadonlyMap<string, Deadline>
  readonly today: CalendarDate
}

export function CooperationListPage(props: CooperationListProps & { readonly shell: Shell }) {
  const { shell, rows, filter, next } = props
  const t = cooperationsWords(shell.locale)
  const { suite, ...address } = filter
  const isFiltered = Object.values(address).some(Boolean)
  return (
    <Page shell={shell} title={t('list.title')}>
      <h1>{t('list.title')}</h1>
      <p class="lead">{t('list.lead')}</p>
      {props.canPropose ? (
        <p>
          <a class="button" href={cooperationsPaths.new()} data-key="n">
            {t('list.new')}
          </a>
        </p>
      ) : null}
      {rows.length > 3 || isFiltered || suite ? <Filters {...props} /> : null}
      {rows.length === 0 ? (
        <p class="empty">
          {t(isFiltered ? 'list.none_match' : props.canPropose ? 'list.none_yet' : 'list.none')}
        </p>
      ) : (
        <ul class="cards cards-wide">
          {rows.map((row) => (
            <CooperationCard
              row={row}
              nearest={props.nearest.get(row.slug)}
              today={props.today}
              shell={shell}
              t={t}
            />
          ))}
        </ul>
      )}
      <Pager
        first={suite ? cooperationsPaths.list(address) : null}
        next={next && cooperationsPaths.list({ ...address, suite: next })}
        locale={shell.locale}
      />
    </Page>
  )
}

function Filters({ filter, visibleStatuses, shell }: CooperationListProps & { readonly shell: Shell }) {
  const t = cooperationsWords(shell.locale)
  const state = { values: { ...filter }, errors: {} }
  return (
    <form method="get" action={cooperationsPaths.list()} class="filters">
      <TextField name="q" label={t('list.search')} type="search" state={state} />
      <SelectField
        name="etat"
        label={t('list.status')}
        empty={t('list.every')}
        state={state}
        choices={visibleStatuses.map((status) => ({ value: status, label: t(`status.${status}`) }))}
      />
      <SelectField
        name="profondeur"
        label={t('list.depth')}
        empty={t('list.every')}
        state={state}
        choices={depths.map((depth) => ({ value: depth, label: t(`depth.${depth}`) }))}
      />
      <SelectField
        name="sens"
        label={t('list.direction')}
        empty={t('list.every')}
        state={state}
        choices={(['horizontal', 'vertical'] as const).map((value) => ({
          value,
          label: t(`direction.${value}`),
        }))}
      />
      <button class="button-quiet" type="submit">
        {t('list.filter')}
      </button>
    </form>
  )
}

function CooperationCard({
  row,
  nearest,
  today,
  shell,
  t,
}: {
  readonly row: Cooperation
  readonly nearest: Deadline | undefined
  readonly today: CalendarDate
  readonly shell: Shell
  readonly t: CooperationsWords
}) {
  const parties = presentParties(row, today)
  return (
    <li class="card" data-part="II">
      <p>
        <Badges cooperation={row} today={today} t={t} /> <span class="muted">{row.theme}</span>
      </p>
      <h2>
        <a href={cooperationsPaths.show(row.slug)}>{typeset(row.title, shell.locale)}</a>
      </h2>
      <p>{typeset(row.summary, shell.locale)}</p>
      <p class="muted">{parties.map(({ name }) => name).join(' · ')}</p>
      {nearest ? (
        <p>
          <span class="badge" data-state={nearest.on < today ? 'late' : 'pending'}>
            <time datetime={nearest.on}>{formatDay(nearest.on, shell.locale)}</time>
          </span>{' '}
          {t(`deadline.${nearest.kind}`, {
            party: row.parties.find(({ id }) => id === nearest.partyId)?.name ?? '',
          })}
        </p>
      ) : null}
    </li>
  )
}

/** Where it stands, how deep it goes and between which ranks. */
export function Badges({
  cooperation,
  today,
  t,
}: {
  readonly cooperation: Cooperation
  readonly today: CalendarDate
  readonly t: CooperationsWords
}) {
  const depth = latestRound(cooperation)?.depth
  const direction = directionOf(presentParties(cooperation, today))
  return (
    <>
      <span class="badge" data-status={looks[cooperation.status]}>
        {t(`status.${cooperation.status}`)}
      </span>{' '}
      {depth ? <span class="badge">{t(`depth.${depth}`)}</span> : null}{' '}
      {direction ? <span class="badge">{t(`direction.${direction}`)}</span> : null}
    </>
  )
}

const looks: Readonly<Record<CooperationStatus, string>> = {
  idea: 'idea',
  mandated: 'assessed',
  compared: 'assessed',
  tested: 'assessed',
  signed: 'decided',
  running: 'running',
  ended: 'closed',
  dropped: 'dropped',
}
