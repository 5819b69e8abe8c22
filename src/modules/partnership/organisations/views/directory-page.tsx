import { formatEuros } from '#kernel/cents.ts'
import { type FormState, SelectField, TextField } from '#web/form.tsx'
import { Page } from '#web/page.tsx'
import { Pager } from '#web/pager.tsx'
import type { Shell } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import { type DirectoryFilter, organisationsPaths } from '../organisations.paths.ts'
import type { ListedOrganisation } from '../organisations.queries.ts'
import { type OrganisationsWords, organisationsWords } from '../organisations.words.ts'

export interface DirectoryProps {
  readonly rows: readonly ListedOrganisation[]
  readonly next: string | null
  readonly filter: DirectoryFilter
  readonly canImport: boolean
}

export function DirectoryPage({
  shell,
  rows,
  next,
  filter,
  canImport,
}: DirectoryProps & { readonly shell: Shell }) {
  const t = organisationsWords(shell.locale)
  const isFiltered = Boolean(filter.search || filter.status || filter.after)
  return (
    <Page shell={shell} title={t('list.title')} width="wide">
      <h1>{t('list.title')}</h1>
      <p class="lead">{t('list.lead')}</p>
      {canImport ? (
        <p>
          <a href={organisationsPaths.imports()}>{t('list.imports')}</a>
        </p>
      ) : null}
      <Filters t={t} filter={filter} />
      {rows.length === 0 ? (
        <p class="empty">{isFiltered ? t('list.empty') : t('list.empty_first')}</p>
      ) : (
        <Directory rows={rows} t={t} shell={shell} />
      )}
      <Pager
        first={filter.after ? organisationsPaths.list({ ...filter, after: undefined }) : null}
        next={next && organisationsPaths.list({ ...filter, after: next })}
        locale={shell.locale}
      />
      <p class="muted">
        {t('list.open_data')} <a href={organisationsPaths.csv(filter)}>CSV</a> ·{' '}
        <a href={organisationsPaths.api()}>JSON</a>
      </p>
    </Page>
  )
}

function Filters({ t, filter }: { t: OrganisationsWords; filter: DirectoryFilter }) {
  const state: FormState = {
    values: { q: filter.search, etat: filter.status === 'closed' ? 'fermee' : filter.status },
    errors: {},
  }
  return (
    <search>
      <form method="get" action={organisationsPaths.list()} class="filters">
        <TextField name="q" label={t('list.filter_search')} type="search" state={state} />
        <SelectField
          name="etat"
          label={t('list.filter_status')}
          empty={t('list.filter_all')}
          state={state}
          choices={[
            { value: 'active', label: t('status.active') },
            { value: 'fermee', label: t('status.closed') },
          ]}
        />
        <button class="button" type="submit">
          {t('list.filter_apply')}
        </button>
      </form>
    </search>
  )
}

function Directory({
  rows,
  t,
  shell,
}: {
  rows: readonly ListedOrganisation[]
  t: OrganisationsWords
  shell: Shell
}) {
  return (
    <TableScroll label={t('list.caption')} stack>
      <table class="table">
        <caption>{t('list.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('column.name')}</th>
            <th scope="col">{t('column.number')}</th>
            <th scope="col">{t('column.status')}</th>
            <th scope="col" class="number">
              {t('column.received')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              <th scope="row">
                <a href={organisationsPaths.show(row.id)}>{row.name}</a>
              </th>
              <td data-label={t('column.number')}>{row.number || '–'}</td>
              <td data-label={t('column.status')}>{t(row.isActive ? 'status.active' : 'status.closed')}</td>
              <td class="number" data-label={t('column.received')}>
                {row.received === 0 ? '–' : formatEuros(row.received, shell.locale)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
