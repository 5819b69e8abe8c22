import type { CalendarDate } from '#kernel/calendar-date.ts'
import { formatDay } from '#web/formats.ts'
import { Page } from '#web/page.tsx'
import type { Shell } from '#web/shell.ts'
import { TableScroll } from '#web/table.tsx'
import { webWords } from '#web/web-words.ts'
import { type Alert, alertsPerPage, isGoodNews, type MeasureAlert } from '../alerts.rules.ts'
import { evidencePaths } from '../evidence.paths.ts'
import { type EvidenceWords, evidenceWords } from '../evidence.words.ts'
import { alertName, alertSentence } from './alert-list.tsx'

export interface AlertsPageProps {
  readonly alerts: readonly MeasureAlert[]
  /** Of all pages together. */
  readonly count: number
  readonly from: number
  readonly today: CalendarDate
}

export function AlertsPage({
  shell,
  alerts,
  count,
  from,
  today,
}: AlertsPageProps & { readonly shell: Shell }) {
  const t = evidenceWords(shell.locale)
  return (
    <Page shell={shell} title={t('alerts.title')} width="wide">
      <h1>{t('alerts.title')}</h1>
      <p class="lead">{t('alerts.lead', { day: formatDay(today, shell.locale) })}</p>
      {count === 0 ? (
        <p class="empty">{t('alerts.none')}</p>
      ) : (
        <>
          <p>{t('alerts.count', { count })}</p>
          <AlertsTable alerts={alerts} shell={shell} t={t} />
          <Pager count={count} from={from} shell={shell} />
        </>
      )}
    </Page>
  )
}

function AlertsTable({
  alerts,
  shell,
  t,
}: Pick<AlertsPageProps, 'alerts'> & { readonly shell: Shell; readonly t: EvidenceWords }) {
  return (
    <TableScroll label={t('alerts.caption')} stack>
      <table class="table">
        <caption>{t('alerts.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('alerts.column_kind')}</th>
            <th scope="col">{t('alerts.column_what')}</th>
            <th scope="col">{t('alerts.column_measure')}</th>
          </tr>
        </thead>
        <tbody>
          {alerts.map(({ measure, alert }) => (
            <tr>
              <td data-label={t('alerts.column_kind')}>
                <span class="badge" data-state={stateOf(alert)}>
                  {t(`alerts.kind_${kindOf(alert)}`)}
                </span>
              </td>
              <th scope="row">
                {alertName(alert)}
                <span class="sub">{alertSentence(alert, shell, t)}</span>
              </th>
              <td data-part={measure.part} data-label={t('alerts.column_measure')}>
                <a href={`${evidencePaths.measure(measure.code)}#promis-et-mesure`}>{measure.title}</a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

type AlertKind = 'blocking' | 'condition' | 'worse' | 'forecast' | 'silent' | 'better'

function kindOf(alert: Alert): AlertKind {
  if (alert.kind === 'condition') return alert.condition.blocking ? 'blocking' : 'condition'
  if (isGoodNews(alert)) return 'better'
  if (alert.kind === 'forecast') return 'forecast'
  return alert.line.reading === 'silent' ? 'silent' : 'worse'
}

function stateOf(alert: Alert): 'unmet' | 'late' | 'met' {
  if (isGoodNews(alert)) return 'met'
  const kind = kindOf(alert)
  return kind === 'silent' || kind === 'forecast' ? 'late' : 'unmet'
}

function Pager({ count, from, shell }: { count: number; from: number; shell: Shell }) {
  const t = webWords(shell.locale)
  const next = from + alertsPerPage
  if (from === 0 && next >= count) return null
  return (
    <p class="pager">
      {from > 0 ? <a href={evidencePaths.alerts()}>{t('previous_page')}</a> : null}{' '}
      {next < count ? <a href={evidencePaths.alerts(next)}>{t('next_page')}</a> : null}
    </p>
  )
}
