import { SelectField, TextField } from '#web/form.tsx'
import { formatNumber } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import { authoritiesPaths } from '../authorities.paths.ts'
import { type Authority, type AuthorityKind, authorityKinds } from '../authorities.rules.ts'
import { type AuthoritiesWords, authoritiesWords } from '../authorities.words.ts'

export interface AuthorityListProps {
  readonly text: string
  readonly kind: AuthorityKind | null
  readonly count: number
  readonly found: readonly Authority[]
  /** More answers than are shown. */
  readonly isCut: boolean
  readonly neighbours: readonly Authority[]
  readonly own: Authority | null
  readonly nameOfDepartment: (code: string | null) => string
}

export function AuthorityListPage(props: AuthorityListProps & { readonly shell: Shell }) {
  const { shell, text, kind, count, found, isCut } = props
  const t = authoritiesWords(shell.locale)
  return (
    <Page shell={shell} title={t('list.title')} width="wide">
      <h1>{t('list.title')}</h1>
      <p class="lead">{t('list.lead', { count: formatNumber(count, shell.locale) })}</p>
      <Search t={t} text={text} kind={kind} />
      {text === '' ? <Around {...props} t={t} /> : null}
      {text !== '' && found.length === 0 ? <p class="empty">{t('list.empty')}</p> : null}
      {found.length > 0 ? <Found {...props} rows={found} caption={t('list.caption')} t={t} /> : null}
      {isCut ? <p class="muted">{t('list.cut', { count: found.length })}</p> : null}
      <p>
        <a href={authoritiesPaths.competences()}>{t('competences.title')}</a>
      </p>
      <p class="muted">
        {t('page.source')} <a href={authoritiesPaths.api(text, kind)}>JSON</a>
      </p>
    </Page>
  )
}

function Search({ t, text, kind }: { t: AuthoritiesWords; text: string; kind: AuthorityKind | null }) {
  const state = { values: { q: text, type: kind ?? '' }, errors: {} }
  return (
    <search>
      <form method="get" action={authoritiesPaths.list()} class="filters">
        <TextField name="q" label={t('list.search')} type="search" state={state} />
        <SelectField
          name="type"
          label={t('list.kind')}
          empty={t('list.any_kind')}
          state={state}
          choices={authorityKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
        <button class="button" type="submit">
          {t('list.apply')}
        </button>
      </form>
    </search>
  )
}

/** What the page starts from: the neighbours of the town and the body that it belongs to. */
function Around(props: AuthorityListProps & { readonly shell: Shell; readonly t: AuthoritiesWords }) {
  const { t, shell, own, neighbours } = props
  return (
    <>
      {own ? (
        <p>
          {t('list.own_epci')} : <a href={authoritiesPaths.show(own)}>{own.name}</a>
        </p>
      ) : null}
      {neighbours.length === 0 ? (
        <p class="empty">{t('list.no_neighbours')}</p>
      ) : (
        <Found {...props} rows={neighbours} caption={t('list.neighbours', { town: shell.town.name })} />
      )}
    </>
  )
}

function Found({
  rows,
  caption,
  t,
  shell,
  nameOfDepartment,
}: Pick<AuthorityListProps, 'nameOfDepartment'> & {
  readonly rows: readonly Authority[]
  readonly caption: string
  readonly t: AuthoritiesWords
  readonly shell: Shell
}) {
  return (
    <TableScroll label={caption} stack>
      <table class="table">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('column.name')}</th>
            <th scope="col">{t('column.kind')}</th>
            <th scope="col">{t('column.place')}</th>
            <th scope="col">{t('column.code')}</th>
            <th scope="col" class="number">
              {t('column.population')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              <th scope="row">
                <a href={authoritiesPaths.show(row)}>{row.name}</a>
              </th>
              <td data-label={t('column.kind')}>{t(`kind.${row.kind}`)}</td>
              <td data-label={t('column.place')}>{nameOfDepartment(row.departmentCode) || '–'}</td>
              <td data-label={t('column.code')}>{row.code}</td>
              <td class="number" data-label={t('column.population')}>
                {row.population === null ? '–' : formatNumber(row.population, shell.locale)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
