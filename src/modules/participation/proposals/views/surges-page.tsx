import { formatDay, formatNumber } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import { proposalsPaths } from '../proposals.paths.ts'
import { proposalsWords } from '../proposals.words.ts'
import { leastSupports, leastTimes, type Surge } from '../surges.rules.ts'

export interface SurgesPageProps {
  readonly surges: readonly Surge[]
  /** How many days back were read. */
  readonly days: number
}

/** For moderators: days with far more supports than usual. It accuses nobody, and nothing is taken away because of it. */
export function SurgesPage({ shell, surges, days }: SurgesPageProps & { readonly shell: Shell }) {
  const t = proposalsWords(shell.locale)
  const number = (value: number) => formatNumber(value, shell.locale)
  return (
    <Page shell={shell} title={t('surges.title')} width="wide">
      <p class="crumb">
        <a href={proposalsPaths.queue()}>{t('queue.title')}</a>
      </p>
      <h1>{t('surges.title')}</h1>
      <p class="lead">{t('surges.lead', { days, least: leastSupports, times: leastTimes })}</p>
      {surges.length === 0 ? (
        <p class="empty">{t('surges.empty')}</p>
      ) : (
        <TableScroll label={t('surges.title')} stack>
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{t('surges.proposal')}</th>
                <th scope="col">{t('log.day')}</th>
                <th scope="col">{t('surges.supports')}</th>
                <th scope="col">{t('surges.usual')}</th>
                <th scope="col">{t('surges.only_this')}</th>
                <th scope="col">{t('surges.same_domain')}</th>
              </tr>
            </thead>
            <tbody>
              {surges.map((surge) => (
                <tr>
                  <td>
                    <a href={proposalsPaths.show(surge.number)}>{surge.title}</a>
                  </td>
                  <td data-label={t('log.day')}>{formatDay(surge.day, shell.locale)}</td>
                  <td data-label={t('surges.supports')}>{number(surge.supports)}</td>
                  <td data-label={t('surges.usual')}>{number(surge.usual)}</td>
                  <td data-label={t('surges.only_this')}>{number(surge.onlyThis)}</td>
                  <td data-label={t('surges.same_domain')}>
                    {surge.sameDomain
                      ? `${surge.sameDomain.domain} : ${number(surge.sameDomain.supports)}`
                      : '–'}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
      <p class="muted">{t('surges.note')}</p>
    </Page>
  )
}
