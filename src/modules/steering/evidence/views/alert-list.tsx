import { formatDay, formatNumber } from '#web/formats.ts'
import type { InLanguage } from '#web/shell.ts'
import type { Alert } from '../alerts.rules.ts'
import type { EvidenceWords } from '../evidence.words.ts'
import type { PromisedCondition } from '../promises.rules.ts'
import { unitName } from '../unit-names.ts'
import { formatEstimate, formatMeasured } from './quantities.ts'

interface AlertListProps {
  readonly alerts: readonly Alert[]
  readonly shell: InLanguage
  readonly t: EvidenceWords
}

export function AlertList({ alerts, shell, t }: AlertListProps) {
  return (
    <ul>
      {alerts.map((alert) => (
        <li>
          <strong>{alertName(alert)}</strong> <span class="sub">{alertSentence(alert, shell, t)}</span>
        </li>
      ))}
    </ul>
  )
}

export function alertName(alert: Alert): string {
  return alert.kind === 'condition' ? alert.condition.statement : alert.line.label
}

/** What happened, with its figures. */
export function alertSentence(alert: Alert, shell: InLanguage, t: EvidenceWords): string {
  if (alert.kind === 'condition') return conditionSentence(alert.condition, shell, t)
  const { line } = alert
  const estimate = (value: number) => formatEstimate(value, line.unit, shell.locale)
  if (alert.kind === 'forecast') {
    const { promised, projected } = line.horizon
    const limit = projected > promised.high ? promised.high : promised.low
    return t(`alert.forecast_${projected > promised.high ? 'above' : 'below'}`, {
      projected: estimate(projected),
      limit: estimate(limit),
    })
  }
  if (line.reading === 'silent') return t('alert.silent')
  if (line.lineId === null)
    return t('alert.unplanned', { measured: formatMeasured(line.measured, line.unit, shell.locale) })
  const isAbove = line.measured > line.promised.high
  return t(`alert.line_${isAbove ? 'above' : 'below'}`, {
    measured: formatMeasured(line.measured, line.unit, shell.locale),
    limit: estimate(isAbove ? line.promised.high : line.promised.low),
  })
}

function conditionSentence(condition: PromisedCondition, shell: InLanguage, t: EvidenceWords): string {
  const due = formatDay(condition.dueOn, shell.locale)
  const expected = t(`alert.${condition.comparison}`, {
    threshold: formatNumber(condition.threshold, shell.locale),
    unit: unitName(condition.unit, shell.locale, condition.threshold),
  })
  if (!condition.reading) return t('alert.condition_late', { due, expected })
  return t('alert.condition_unmet', {
    due,
    expected,
    value: `${formatNumber(condition.reading.value, shell.locale)}\u00a0${unitName(condition.unit, shell.locale, condition.reading.value)}`,
    day: formatDay(condition.reading.day, shell.locale),
  })
}
