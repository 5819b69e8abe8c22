import type { Locale } from '#kernel/locale.ts'
import { formatDay } from '#web/formats.ts'
import type { Round } from './cooperations.rules.ts'
import { cooperationsWords } from './cooperations.words.ts'

/** How long an agreement lasts, in a sentence. */
export function durationText(round: Round, locale: Locale): string {
  const t = cooperationsWords(locale)
  if (round.term === null) return t('terms.not_written')
  const from = round.effectOn ? t('terms.from', { day: formatDay(round.effectOn, locale) }) : ''
  const values = {
    months: round.termMonths ?? '',
    renewal: round.renewalMonths ?? '',
    times: round.mostRenewals ?? '',
    notice: round.noticeMonths ?? 0,
  }
  const key = round.term === 'tacit' && round.mostRenewals !== null ? 'tacit_limited' : round.term
  return [from, t(`terms.${key}`, values)].filter(Boolean).join(' ')
}
