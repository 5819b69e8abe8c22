import type { CalendarDate } from '#kernel/calendar-date.ts'
import { formatEuros } from '#kernel/cents.ts'
import { formatDay, formatInstant } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { HiddenCaption, TableScroll } from '#web/table.tsx'
import type { Application } from '../applications.rules.ts'
import { callsPaths } from '../calls.paths.ts'
import { type Call, type Stage, sumOf } from '../calls.rules.ts'
import { callsWords } from '../calls.words.ts'
import { ApplicationBadge } from './application-badge.tsx'
import { StageBadge } from './list-page.tsx'

export interface ReceivedListProps {
  readonly call: Call
  readonly stage: Stage
  readonly rows: readonly {
    readonly application: Application
    readonly isAwaited: boolean
    readonly refusedOn: CalendarDate | null
  }[]
  readonly today: CalendarDate
}

/** What was received, for the services: where each file stands, and until when it must be answered. */
export function ReceivedListPage({
  shell,
  call,
  stage,
  rows,
}: ReceivedListProps & { readonly shell: Shell }) {
  const t = callsWords(shell.locale)
  const asked = sumOf(rows.map(({ application }) => application.requestedCents ?? 0))
  const toAssess = rows.filter(({ application }) => application.status === 'submitted').length
  return (
    <Page shell={shell} title={t('received.title')} width="wide">
      <p class="crumb">
        <a href={callsPaths.show(call.code)}>{call.title}</a>
      </p>
      <h1>{t('received.title')}</h1>
      <p>
        <StageBadge stage={stage} shell={shell} />
      </p>
      {rows.length === 0 ? (
        <p class="empty">{t('received.empty')}</p>
      ) : (
        <p class="lead">
          {t('received.lead', { count: rows.length, asked: formatEuros(asked, shell.locale) })}{' '}
          {toAssess > 0 ? t('received.to_assess', { count: toAssess }) : ''}
        </p>
      )}
      {rows.length === 0 ? null : (
        <TableScroll label={t('received.title')} stack>
          <table>
            <HiddenCaption>{t('received.title')}</HiddenCaption>
            <thead>
              <tr>
                <th scope="col" class="number">
                  {t('received.number')}
                </th>
                <th scope="col">{t('received.project')}</th>
                <th scope="col" class="number">
                  {t('received.asked')}
                </th>
                <th scope="col">{t('received.received_at')}</th>
                <th scope="col">{t('received.state')}</th>
                <th scope="col">{t('received.refused_on')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ application, isAwaited, refusedOn }) => (
                <tr>
                  <td class="number" data-label={t('received.number')}>
                    {application.number}
                  </td>
                  <th scope="row">
                    <a href={callsPaths.application(call.code, application.id)}>{application.title}</a>
                    <br />
                    <span class="muted">{application.applicantName}</span>
                  </th>
                  <td class="number" data-label={t('received.asked')}>
                    {formatEuros(application.requestedCents ?? 0, shell.locale)}
                  </td>
                  <td data-label={t('received.received_at')}>
                    {application.receivedAt ? formatInstant(application.receivedAt, shell.locale) : ''}
                  </td>
                  <td data-label={t('received.state')}>
                    <ApplicationBadge status={application.status} shell={shell} />{' '}
                    {isAwaited ? <span class="badge">{t('received.awaited')}</span> : null}
                  </td>
                  <td data-label={t('received.refused_on')}>
                    {refusedOn ? formatDay(refusedOn, shell.locale) : ''}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
    </Page>
  )
}
