import { formatEuros } from '#kernel/cents.ts'
import { Page } from '#web/page.tsx'
import { Pager } from '#web/pager.tsx'
import type { Shell } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import type { ListedOrganisation } from '../directory.queries.ts'
import type { CommuneChoice } from '../located.queries.ts'
import { type DirectoryFilter, organisationsPaths } from '../organisations.paths.ts'
import { type OrganisationsWords, organisationsWords } from '../organisations.words.ts'
import type { Topic } from '../record.rules.ts'
import { DirectoryFilters } from './directory-filters.tsx'

export interface DirectoryProps {
  readonly rows: readonly ListedOrganisation[]
  readonly next: string | null
  readonly filter: DirectoryFilter
  readonly topics: readonly Topic[]
  readonly districts: readonly { readonly id: string; readonly name: string }[]
  readonly communes: readonly CommuneChoice[]
  /** Keeps the directory: files, records, duplicates, what waits. */
  readonly canKeep: boolean
}

export function DirectoryPage(props: DirectoryProps & { readonly shell: Shell }) {
  const { shell, rows, next, filter, topics, districts, communes, canKeep } = props
  const t = organisationsWords(shell.locale)
  const isFiltered = Boolean(
    filter.search || filter.status || filter.topic || filter.district || filter.commune || filter.after,
  )
  return (
    <Page shell={shell} title={t('list.title')} width="wide">
      <h1>{t('list.title')}</h1>
      <p class="lead">{t('list.lead')}</p>
      {canKeep ? <Work t={t} /> : null}
      <DirectoryFilters
        action={organisationsPaths.list()}
        filter={filter}
        topics={topics}
        districts={districts}
        communes={communes}
        t={t}
        locale={shell.locale}
      />
      <p class="no-print">
        <a href={organisationsPaths.map({ ...filter, after: undefined })}>{t('list.map')}</a> ·{' '}
        <a href={organisationsPaths.print({ ...filter, after: undefined })}>{t('list.print')}</a>
      </p>
      {rows.length === 0 ? (
        <p class="empty">
          {isFiltered ? t('list.empty') : t(canKeep ? 'list.empty_first' : 'list.empty_visitor')}
        </p>
      ) : (
        <Directory rows={rows} topics={topics} t={t} shell={shell} />
      )}
      <Pager
        first={filter.after ? organisationsPaths.list({ ...filter, after: undefined }) : null}
        next={next && organisationsPaths.list({ ...filter, after: next })}
        locale={shell.locale}
      />
      <OpenData filter={filter} t={t} />
    </Page>
  )
}

/** The work of those who keep the directory. */
function Work({ t }: { t: OrganisationsWords }) {
  return (
    <ul class="no-print link-row">
      <li>
        <a href={organisationsPaths.new()}>{t('list.new')}</a>
      </li>
      <li>
        <a href={organisationsPaths.imports()}>{t('list.imports')}</a>
      </li>
      <li>
        <a href={organisationsPaths.queue()}>{t('queue.title')}</a>
      </li>
      <li>
        <a href={organisationsPaths.duplicates()}>{t('duplicates.title')}</a>
      </li>
      <li>
        <a href={organisationsPaths.grantsOut()}>{t('scdl.title')}</a>
      </li>
      <li>
        <a href={organisationsPaths.territory()}>{t('territory.title')}</a>
      </li>
      <li>
        <a href={organisationsPaths.vitality()}>{t('vitality.title')}</a>
      </li>
    </ul>
  )
}

function OpenData({ filter, t }: { filter: DirectoryFilter; t: OrganisationsWords }) {
  const all = { ...filter, after: undefined }
  return (
    <p class="muted no-print">
      {t('list.open_data')} <a href={organisationsPaths.csv(all)}>CSV</a> ·{' '}
      <a href={organisationsPaths.geojson(all)}>GeoJSON</a> ·{' '}
      <a href={organisationsPaths.vcard(all)}>vCard</a> · <a href={organisationsPaths.api(all)}>JSON</a> ·{' '}
      <a href={organisationsPaths.frame(all)}>{t('list.frame')}</a>
    </p>
  )
}

function Directory({
  rows,
  topics,
  t,
  shell,
}: {
  rows: readonly ListedOrganisation[]
  topics: readonly Topic[]
  t: OrganisationsWords
  shell: Shell
}) {
  const names = new Map(topics.map(({ id, label }) => [id, label[shell.locale]]))
  return (
    <TableScroll label={t('list.caption')} stack>
      <table class="table">
        <caption>{t('list.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('column.name')}</th>
            <th scope="col">{t('field.topics')}</th>
            <th scope="col">{t('column.number')}</th>
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
                {row.isActive ? null : <span class="sub">{t('status.closed')}</span>}
              </th>
              <td data-label={t('field.topics')}>
                {row.topics.map((topic) => names.get(topic) ?? topic).join(', ') || '–'}
              </td>
              <td data-label={t('column.number')}>{row.number || '–'}</td>
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
