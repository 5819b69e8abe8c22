import type { CalendarDate } from '#kernel/calendar-date.ts'
import type { District } from '#modules/participation/processes/processes.public.ts'
import { type FormState, SelectField, TextField } from '#web/form.tsx'
import { formatDay } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import { Pager } from '#web/pager.tsx'
import type { Shell } from '#web/shell.ts'
import type { ProposalRow } from '../proposal-list.queries.ts'
import { answerFilters, type ProposalFilter, proposalsPaths, sorts } from '../proposals.paths.ts'
import { categories, countdownOf, type ProposalProcess } from '../proposals.rules.ts'
import { type ProposalsWords, proposalsWords } from '../proposals.words.ts'
import { AnswerBadge } from './answer-badge.tsx'

export interface ProposalListProps {
  readonly rows: readonly ProposalRow[]
  readonly next: string | null
  readonly count: number
  readonly filter: ProposalFilter
  readonly processes: readonly ProposalProcess[]
  readonly districts: readonly District[]
  readonly canPropose: boolean
  readonly canModerate: boolean
  readonly canSeeAssessment: boolean
  readonly today: CalendarDate
}

export function ProposalListPage(props: ProposalListProps & { readonly shell: Shell }) {
  const { shell, rows, next, count, filter, canPropose } = props
  const t = proposalsWords(shell.locale)
  const isFiltered = Object.values(filter).some(Boolean)
  return (
    <Page shell={shell} title={t('list.title')} width="wide">
      <h1>{t('list.title')}</h1>
      <p class="lead">{t('list.lead')}</p>
      {canPropose ? (
        <p>
          <a class="button" href={proposalsPaths.new(filter.process)} data-key="n">
            {t('list.new')}
          </a>
        </p>
      ) : null}
      <ServiceLinks {...props} t={t} />
      <Filters {...props} t={t} />
      {rows.length === 0 ? (
        <p class="empty">
          {isFiltered ? t('list.empty') : canPropose ? t('list.empty_first') : t('list.empty_closed')}
        </p>
      ) : (
        <>
          <p class="muted">{t('list.count', { count })}</p>
          <ul class="proposals">
            {rows.map((row) => (
              <ProposalCard row={row} {...props} t={t} />
            ))}
          </ul>
        </>
      )}
      <Pager
        first={filter.after ? proposalsPaths.list({ ...filter, after: undefined }) : null}
        next={next && proposalsPaths.list({ ...filter, after: next })}
        locale={shell.locale}
      />
      <Files filter={{ ...filter, after: undefined }} t={t} />
    </Page>
  )
}

type Inner = ProposalListProps & { readonly shell: Shell; readonly t: ProposalsWords }

function ServiceLinks({ canModerate, canSeeAssessment, t }: Inner) {
  if (!canModerate && !canSeeAssessment) return null
  return (
    <p class="files">
      {canModerate ? <a href={proposalsPaths.queue()}>{t('queue.title')}</a> : null}
      {canModerate && canSeeAssessment ? ' · ' : ''}
      {canSeeAssessment ? <a href={proposalsPaths.work()}>{t('work.title')}</a> : null}
    </p>
  )
}

function Filters({ filter, processes, districts, t }: Inner) {
  const state: FormState = {
    values: {
      q: filter.search,
      demarche: filter.process,
      categorie: filter.category,
      quartier: filter.district,
      reponse: filter.answer,
      tri: filter.sort ?? 'newest',
    },
    errors: {},
  }
  return (
    <search>
      <form method="get" action={proposalsPaths.list()} class="filters">
        <TextField name="q" label={t('list.search')} type="search" state={state} />
        <SelectField
          name="demarche"
          label={t('list.process')}
          empty={t('list.all_processes')}
          state={state}
          choices={processes.map(({ slug, title }) => ({ value: slug, label: title }))}
        />
        <SelectField
          name="categorie"
          label={t('list.category')}
          empty={t('list.all_categories')}
          state={state}
          choices={categories.map((value) => ({ value, label: t(`category.${value}`) }))}
        />
        {districts.length > 0 ? (
          <SelectField
            name="quartier"
            label={t('list.district')}
            empty={t('list.all_districts')}
            state={state}
            choices={districts.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : null}
        <SelectField
          name="reponse"
          label={t('list.answer')}
          empty={t('list.all_answers')}
          state={state}
          choices={answerFilters.map((value) => ({ value, label: t(`answer_filter.${value}`) }))}
        />
        <SelectField
          name="tri"
          label={t('list.sort')}
          state={state}
          choices={sorts.map((value) => ({ value, label: t(`sort.${value}`) }))}
        />
        <button class="button" type="submit">
          {t('list.apply')}
        </button>
      </form>
    </search>
  )
}

function ProposalCard({ row, districts, today, shell, t }: Inner & { readonly row: ProposalRow }) {
  const district = districts.find(({ id }) => id === row.districtId)?.name
  const place = [row.street, district].filter(Boolean).join(', ')
  return (
    <li class="card">
      <p class="crumb">{row.process.title}</p>
      <h2>
        <a href={proposalsPaths.show(row.number)}>{row.title}</a>
      </h2>
      <p>{row.excerpt}</p>
      <p>
        <span class="badge">{t(`category.${row.category}`)}</span>{' '}
        <AnswerBadge
          verdict={row.verdict}
          countdown={countdownOf({ ...row, status: 'published' }, today)}
          t={t}
        />
      </p>
      <p class="muted">
        {[
          place,
          t('list.published', { day: formatDay(row.publishedOn, shell.locale) }),
          t('list.supports', { count: row.supportCount }),
          t('list.comments', { count: row.commentCount }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </li>
  )
}

function Files({ filter, t }: { filter: ProposalFilter; t: ProposalsWords }) {
  return (
    <p class="files">
      {t('list.files')} <a href={proposalsPaths.csv(filter)}>CSV</a> ·{' '}
      <a href={proposalsPaths.json(filter)}>JSON</a> · <a href={proposalsPaths.feed(filter)}>Atom</a>
      {' · '}
      <a href={proposalsPaths.charter()}>{t('charter.title')}</a>
      {' · '}
      <a href={proposalsPaths.moderationLog()}>{t('log.title')}</a>
      {' · '}
      <a href={proposalsPaths.mine()}>{t('mine.title')}</a>
    </p>
  )
}
