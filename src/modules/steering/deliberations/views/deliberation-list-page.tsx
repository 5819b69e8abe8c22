import { type FormState, SelectField, TextField } from '#web/form.tsx'
import { formatDay } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import { Pager } from '#web/pager.tsx'
import type { Shell } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import { type DeliberationFilter, deliberationsPaths } from '../deliberations.paths.ts'
import { type Deliberation, outcomeOf } from '../deliberations.rules.ts'
import { type DeliberationsWords, deliberationsWords } from '../deliberations.words.ts'

export interface DeliberationListProps {
  readonly rows: readonly Deliberation[]
  readonly filter: DeliberationFilter
  readonly next: string | null
  readonly years: readonly string[]
  readonly canRecord: boolean
}

export function DeliberationListPage(props: DeliberationListProps & { readonly shell: Shell }) {
  const { shell, rows, filter, next, years, canRecord } = props
  const t = deliberationsWords(shell.locale)
  const isFiltered = Boolean(filter.search || filter.year || filter.after)
  return (
    <Page shell={shell} title={t('list.title')} width="wide">
      <h1>{t('list.title')}</h1>
      <p class="lead">{t('list.lead')}</p>
      {canRecord ? (
        <p>
          <a class="button" href={deliberationsPaths.new()}>
            {t('list.new')}
          </a>
        </p>
      ) : null}
      <Filters t={t} filter={filter} years={years} />
      {rows.length === 0 ? (
        <p class="empty">{isFiltered ? t('list.empty') : t('list.empty_first')}</p>
      ) : (
        <DeliberationTable t={t} rows={rows} shell={shell} />
      )}
      <Pager
        first={filter.after ? deliberationsPaths.list({ ...filter, after: undefined }) : null}
        next={next && deliberationsPaths.list({ ...filter, after: next })}
        locale={shell.locale}
      />
      <p class="muted">
        {t('list.open_data')} <a href={deliberationsPaths.scdl()}>{t('list.scdl')}</a> ·{' '}
        <a href={deliberationsPaths.api()}>JSON</a>
      </p>
    </Page>
  )
}

function Filters({
  t,
  filter,
  years,
}: {
  t: DeliberationsWords
  filter: DeliberationFilter
  years: readonly string[]
}) {
  const state: FormState = { values: { q: filter.search, annee: filter.year }, errors: {} }
  return (
    <search>
      <form method="get" action={deliberationsPaths.list()} class="filters">
        <TextField name="q" label={t('list.filter_search')} type="search" state={state} />
        <SelectField
          name="annee"
          label={t('list.filter_year')}
          empty={t('list.filter_all_years')}
          state={state}
          choices={years.map((year) => ({ value: year, label: year }))}
        />
        <button class="button" type="submit">
          {t('list.filter_apply')}
        </button>
      </form>
    </search>
  )
}

function DeliberationTable({
  t,
  rows,
  shell,
}: {
  t: DeliberationsWords
  rows: readonly Deliberation[]
  shell: Shell
}) {
  return (
    <TableScroll label={t('list.caption')} stack>
      <table class="table">
        <caption>{t('list.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('column.number')}</th>
            <th scope="col">{t('column.subject')}</th>
            <th scope="col">{t('column.date')}</th>
            <th scope="col">{t('column.outcome')}</th>
            <th scope="col" class="number">
              {t('column.votes')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              <td data-label={t('column.number')}>{row.number}</td>
              <th scope="row">
                <a href={deliberationsPaths.show(row.id)}>{row.subject}</a>
                <span class="sub">{row.body}</span>
              </th>
              <td data-label={t('column.date')}>
                <time datetime={row.adoptedOn}>{formatDay(row.adoptedOn, shell.locale)}</time>
              </td>
              <td data-label={t('column.outcome')}>{t(`outcome.${outcomeOf(row)}`)}</td>
              <td class="number" data-label={t('column.votes')}>
                {t('votes.short', {
                  for: row.votesFor,
                  against: row.votesAgainst,
                  abstentions: row.abstentions,
                })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
