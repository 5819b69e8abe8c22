import { formatEuros } from '#kernel/cents.ts'
import type { FormState } from '#web/form.tsx'
import { SelectField, TextField } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import { Pager } from '#web/pager.tsx'
import type { Shell } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import type { MeasureRow } from '../measure-list.queries.ts'
import { exportFormats, type MeasureFilter, measuresPaths } from '../measures.paths.ts'
import { parts, type Status, statuses } from '../measures.rules.ts'
import { type MeasuresWords, measuresWords } from '../measures.words.ts'

export interface MeasureListProps {
  readonly rows: readonly MeasureRow[]
  readonly filter: MeasureFilter
  /** Address of the next page; null on the last. */
  readonly next: string | null
  readonly canPropose: boolean
  readonly canImport: boolean
  readonly canSeeRates: boolean
  /** Statuses that this person may filter by. */
  readonly visibleStatuses: readonly Status[]
}

export function MeasureListPage({
  shell,
  rows,
  filter,
  next,
  canPropose,
  canImport,
  canSeeRates,
  visibleStatuses,
}: MeasureListProps & { readonly shell: Shell }) {
  const t = measuresWords(shell.locale)
  const isFiltered = Boolean(filter.part || filter.status || filter.search || filter.after)
  return (
    <Page shell={shell} title={t('list.title')} width="wide">
      <h1>{t('list.title')}</h1>
      <p class="lead">{t('list.lead')}</p>
      {canPropose ? (
        <p>
          <a class="button" href={measuresPaths.new()} data-key="n">
            {t('list.new')}
          </a>
        </p>
      ) : null}
      <Filters t={t} filter={filter} statuses={visibleStatuses} />
      {rows.length === 0 ? (
        <p class="empty">{isFiltered ? t('list.empty') : t('list.empty_first')}</p>
      ) : (
        <MeasureTable t={t} rows={rows} shell={shell} />
      )}
      <Pager
        first={filter.after ? measuresPaths.list({ ...filter, after: undefined }) : null}
        next={next && measuresPaths.list({ ...filter, after: next })}
        locale={shell.locale}
      />
      <Files t={t} canImport={canImport} canSeeRates={canSeeRates} />
    </Page>
  )
}

/** What goes out and comes in as files. */
function Files({
  t,
  canImport,
  canSeeRates,
}: {
  t: MeasuresWords
  canImport: boolean
  canSeeRates: boolean
}) {
  return (
    <p class="files">
      {t('list.export')}{' '}
      {exportFormats.map((format, index) => (
        <>
          {index > 0 ? ' · ' : ''}
          <a href={measuresPaths.export(format)}>{t(`export.${format}`)}</a>
        </>
      ))}
      {canImport ? (
        <>
          {' · '}
          <a href={measuresPaths.import()}>{t('list.import')}</a>
        </>
      ) : null}
      {canSeeRates ? (
        <>
          {' · '}
          <a href={measuresPaths.rates()}>{t('list.rates')}</a>
        </>
      ) : null}
    </p>
  )
}

function Filters({
  t,
  filter,
  statuses: choices,
}: {
  t: MeasuresWords
  filter: MeasureFilter
  statuses: readonly Status[]
}) {
  const state: FormState = {
    values: { partie: filter.part, etat: filter.status, q: filter.search },
    errors: {},
  }
  return (
    <search>
      <form method="get" action={measuresPaths.list()} class="filters">
        <TextField name="q" label={t('list.filter_search')} type="search" state={state} />
        <SelectField
          name="partie"
          label={t('list.filter_part')}
          empty={t('list.filter_all_parts')}
          state={state}
          choices={parts.map((part) => ({ value: part, label: t(`part.${part}`) }))}
        />
        <SelectField
          name="etat"
          label={t('list.filter_status')}
          empty={t('list.filter_all_statuses')}
          state={state}
          choices={statuses
            .filter((status) => choices.includes(status))
            .map((status) => ({ value: status, label: t(`status.${status}`) }))}
        />
        <button class="button" type="submit">
          {t('list.filter_apply')}
        </button>
      </form>
    </search>
  )
}

/** The rows of the list. */
export function MeasureTable({
  t,
  rows,
  shell,
}: {
  t: MeasuresWords
  rows: readonly MeasureRow[]
  shell: Shell
}) {
  const euros = (amount: number) => formatEuros(amount, shell.locale, { whole: true })
  return (
    <TableScroll label={t('list.title')} stack>
      <table class="table">
        <caption>
          <span class="muted">{t('list.amounts_note')}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('list.column_title')}</th>
            <th scope="col">{t('list.column_part')}</th>
            <th scope="col">{t('list.column_theme')}</th>
            <th scope="col">{t('list.column_status')}</th>
            <th scope="col" class="number">
              {t('list.column_start')}
            </th>
            <th scope="col" class="number">
              {t('list.column_cost')}
            </th>
            <th scope="col" class="number">
              {t('list.column_gain')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              <th scope="row">
                <a href={measuresPaths.show(row.code)}>{row.title}</a>
              </th>
              <td data-label={t('list.column_part')}>
                <span class="badge" data-part={row.part}>
                  {row.part}
                </span>
              </td>
              <td data-label={t('list.column_theme')}>{row.theme}</td>
              <td data-label={t('list.column_status')}>
                <span class="badge" data-status={row.status}>
                  {t(`status.${row.status}`)}
                </span>
              </td>
              <td data-label={t('list.column_start')} class="number">
                {row.firstYear}
              </td>
              <td data-label={t('list.column_cost')} class="number">
                {euros(row.cashCost)}
              </td>
              <td data-label={t('list.column_gain')} class="number">
                {euros(row.cashGain)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
