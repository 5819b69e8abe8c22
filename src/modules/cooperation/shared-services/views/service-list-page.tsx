import { formatNumber } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import { TableScroll } from '#web/table.tsx'
import { type ComparedService, type SortKey, sortKeys } from '../comparison.rules.ts'
import { sharedServicesPaths as paths } from '../shared-services.paths.ts'
import { type SharedServicesWords, sharedServicesWords } from '../shared-services.words.ts'
import { euros, type InShell, known, signedEuros } from './pieces.tsx'

export interface ServiceListProps {
  readonly rows: readonly ComparedService[]
  readonly sort: SortKey
  readonly canKeep: boolean
}

export function ServiceListPage({ shell, rows, sort, canKeep }: ServiceListProps & InShell) {
  const t = sharedServicesWords(shell.locale)
  return (
    <Page shell={shell} title={t('list.title')} width="wide">
      <h1>{t('list.title')}</h1>
      <p class="lead">{t('list.lead')}</p>
      <p class="actions">
        {canKeep ? (
          <a class="button" href={paths.new()}>
            {t('list.new')}
          </a>
        ) : null}{' '}
        {rows.length > 0 ? <a href={paths.balance()}>{t('balance.title')}</a> : null}
      </p>
      {rows.length === 0 ? (
        <p class="empty">{t(canKeep ? 'list.empty_keeper' : 'list.empty')}</p>
      ) : (
        <Comparison rows={rows} sort={sort} t={t} shell={shell} />
      )}
    </Page>
  )
}

function Comparison({
  rows,
  sort,
  t,
  shell,
}: Omit<ServiceListProps, 'canKeep'> & InShell & { readonly t: SharedServicesWords }) {
  const { locale } = shell
  return (
    <TableScroll label={t('list.caption')} stack>
      <table class="table">
        <caption>
          {t('list.caption')} <span class="muted">{t('list.caption_hint')}</span>
        </caption>
        <thead>
          <tr>
            {sortKeys.map((key) => (
              <th
                scope="col"
                class={key === 'titre' ? undefined : 'number'}
                aria-sort={key === sort ? (key === 'titre' ? 'ascending' : 'descending') : undefined}
              >
                <a href={paths.list(key)}>{t(`column.${key}`)}</a>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              <th scope="row">
                <a href={paths.show(row.code)}>{row.title}</a>
                <span class="sub">
                  {t(`form.${row.legalForm}`)} · {t(`status.${row.status}`)}
                  {row.year === null ? '' : ` · ${row.year}`}
                </span>
              </th>
              <td class="number" data-label={t('column.parties')}>
                {row.parties}
              </td>
              <td class="number" data-label={t('column.cout')}>
                {row.totalCents === null ? '–' : euros(row.totalCents, locale)}
              </td>
              <td class="number" data-label={t('column.cout_unitaire')}>
                {row.unitCostCents === null ? '–' : euros(row.unitCostCents, locale)}
              </td>
              <td class="number" data-label={t('column.part')}>
                {row.shareCents === null ? '–' : euros(row.shareCents, locale)}
              </td>
              <td class="number" data-label={t('column.ecart')}>
                {row.gapCents === null ? '–' : signedEuros(row.gapCents, locale)}
                {row.gapCents === null ? null : <span class="sub">{t(`gap.${row.gapName}`)}</span>}
              </td>
              <td class="number" data-label={t('column.qualite')}>
                {row.quality === null
                  ? '–'
                  : `${known(row.quality.before, locale)} → ${known(row.quality.after, locale)}`}
              </td>
              <td class="number" data-label={t('column.delai')}>
                {row.delay === null || row.delay.after === null
                  ? '–'
                  : t('list.days', { count: row.delay.after, days: formatNumber(row.delay.after, locale) })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
