import type { Locale } from '#kernel/locale.ts'
import { clockText, type HoursRule, type OpeningHours, weekdays } from './opening-hours.rules.ts'
import { organisationsWords } from './organisations.words.ts'

/** Opening hours as people say them, a rule a line: `du lundi au vendredi : 9 h – 12 h, 14 h – 18 h`. */
export function hoursText(hours: OpeningHours, locale: Locale): string[] {
  return hours.map((rule) => ruleText(rule, locale))
}

function ruleText(rule: HoursRule, locale: Locale): string {
  const t = organisationsWords(locale)
  const when = [monthsText(rule.months, locale), daysText(rule, locale)].filter(Boolean).join(', ')
  const spans = rule.spans.map(({ from, to }) => `${hour(from, locale)} – ${hour(to, locale)}`).join(', ')
  const what = [spans || (rule.comment ? '' : t('hours.closed')), rule.comment].filter(Boolean).join(', ')
  return when === '' ? what : t('hours.rule', { when, what })
}

function hour(minutes: number, locale: Locale): string {
  const text = clockText(minutes)
  if (locale === 'en') return text
  const [hours = '', rest = ''] = text.split(':')
  return rest === '00' ? `${Number(hours)}\u00a0h` : `${Number(hours)}\u00a0h\u00a0${rest}`
}

function monthsText(months: readonly number[], locale: Locale): string {
  const name = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' })
  return months.map((month) => name.format(new Date(Date.UTC(2024, month - 1, 15)))).join(', ')
}

function daysText({ days }: HoursRule, locale: Locale): string {
  const t = organisationsWords(locale)
  const week = days.filter((day) => weekdays.some((each) => each === day))
  const [first, last] = [week[0], week.at(-1)]
  const isRun =
    first !== undefined &&
    last !== undefined &&
    week.length > 2 &&
    week.length === weekdays.findIndex((day) => day === last) - weekdays.findIndex((day) => day === first) + 1
  const others = days.filter((day) => !week.includes(day))
  return [
    isRun
      ? t('hours.days', { first: t(`hours.${first}`), last: t(`hours.${last}`) })
      : week.map((day) => t(`hours.${day}`)).join(', '),
    ...others.map((day) => t(`hours.${day}`)),
  ]
    .filter(Boolean)
    .join(', ')
}
