import { formatNumber } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import { TableScroll } from '#web/table.tsx'
import type { ServiceBalance } from '../compare-services.ts'
import { sharedServicesPaths as paths } from '../shared-services.paths.ts'
import { sharedServicesWords } from '../shared-services.words.ts'
import { euros, type InShell } from './pieces.tsx'

/** What the reader's party gives to its network of shared services, and what it gets. */
export function BalancePage({ shell, rows }: InShell & { readonly rows: readonly ServiceBalance[] }) {
  const t = sharedServicesWords(shell.locale)
  const { locale } = shell
  const sum = (read: (row: ServiceBalance) => number) => rows.reduce((total, row) => total + read(row), 0)
  return (
    <Page shell={shell} title={t('balance.title')} width="wide">
      <p class="crumb">
        <a href={paths.list()}>{t('list.title')}</a>
      </p>
      <h1>{t('balance.title')}</h1>
      <p class="lead">{t('balance.lead')}</p>
      {rows.length === 0 ? (
        <p class="empty">{t('balance.empty')}</p>
      ) : (
        <TableScroll label={t('balance.caption')} stack>
          <table class="table">
            <caption>{t('balance.caption')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('column.titre')}</th>
                <th scope="col" class="number">
                  {t('balance.paid')}
                </th>
                <th scope="col" class="number">
                  {t('balance.received')}
                </th>
                <th scope="col" class="number">
                  {t('balance.used')}
                </th>
                <th scope="col" class="number">
                  {t('balance.given')}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr>
                  <th scope="row">
                    <a href={paths.show(row.code)}>{row.title}</a>
                    <span class="sub">
                      {row.party} · {t(row.isHost ? 'party.host' : 'party.beneficiary')} ·{' '}
                      {t('balance.years', { count: row.years })}
                    </span>
                  </th>
                  <td class="number" data-label={t('balance.paid')}>
                    {euros(row.paidCents, locale)}
                  </td>
                  <td class="number" data-label={t('balance.received')}>
                    {row.isHost ? euros(row.receivedCents, locale) : '–'}
                  </td>
                  <td class="number" data-label={t('balance.used')}>
                    {formatNumber(row.usedUnits, locale)}
                  </td>
                  <td class="number" data-label={t('balance.given')}>
                    {row.isHost ? formatNumber(row.givenUnits, locale) : '–'}
                  </td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">{t('balance.all')}</th>
                <td class="number" data-label={t('balance.paid')}>
                  {euros(
                    sum((row) => row.paidCents),
                    locale,
                  )}
                </td>
                <td class="number" data-label={t('balance.received')}>
                  {euros(
                    sum((row) => row.receivedCents),
                    locale,
                  )}
                </td>
                {/* Units of different services are not added up. */}
                <td />
                <td />
              </tr>
            </tfoot>
          </table>
        </TableScroll>
      )}
    </Page>
  )
}
