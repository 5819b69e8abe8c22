import type { BalanceLine, LimitKey } from '@faire-commune/portfolio'
import { formatEuros } from '#kernel/cents.ts'
import type { Locale } from '#kernel/locale.ts'
import { formatNumber } from '#web/formats.ts'
import type { ScenarioReport } from '../scenario-report.ts'
import type { ScenariosWords } from '../scenarios.words.ts'

/** `fonctionnement 2028`, `heures A 2029`. */
export function limitText(t: ScenariosWords, { limit, year, grade }: LimitKey): string {
  return grade === null
    ? t('limit.at', { limit: t(`limit.${limit}`), year })
    : t('limit.grade_at', { grade, year })
}

/** Money in whole euros, hours as a number. */
export function amountText(limit: LimitKey['limit'], amount: number, locale: Locale): string {
  if (limit === 'staff_hours') return `${formatNumber(amount, locale, 1)} h`
  return formatEuros(amount, locale, { whole: true })
}

/** A weighted value, in euros. */
export function valueText(value: number, locale: Locale): string {
  return formatEuros(Math.round(value * 100), locale, { whole: true })
}

/** Where the computation stands, and whether the question has changed since. */
export function statusText(t: ScenariosWords, { status, isStale }: ScenarioReport): string {
  const text = t(`status.${status}`)
  return isStale ? t('status.stale', { status: text }) : text
}

/** Whether less than one per cent of the limit is left. */
export function isTight({ used, available }: BalanceLine): boolean {
  return available !== null && used > available * 0.99
}
