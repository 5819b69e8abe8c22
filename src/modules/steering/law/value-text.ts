import { parseCalendarDate } from '#kernel/calendar-date.ts'
import { formatEuros } from '#kernel/cents.ts'
import type { Locale } from '#kernel/locale.ts'
import { formatDay, formatNumber } from '#web/formats.ts'
import type { Answer } from './evaluate.rules.ts'
import { type FactSpec, type FactSpecs, isRecord } from './facts.rules.ts'
import { lawWords } from './law.words.ts'
import type { RuleValue } from './rule.rules.ts'

/** A value as people read it: `23 000 €`, `21 %`, `20 novembre 2026`, `oui`, or a word of the law. */
export function valueText(value: RuleValue, unit: string | null, locale: Locale): string {
  const t = lawWords(locale)
  if (value === null) return '–'
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
  if (typeof value === 'number') return numberText(value, unit, locale)
  if (typeof value === 'string') return wordText(value, locale)
  const named = Object.entries(value).map(([name, part]) =>
    t('value_named', { name: wordText(name, locale), value: valueText(part, unit, locale) }),
  )
  return named.join(' ; ')
}

function numberText(value: number, unit: string | null, locale: Locale): string {
  if (unit === 'cents') return formatEuros(Math.round(value), locale)
  if (unit === 'share' || unit === 'percent') {
    const percent = formatNumber(unit === 'share' ? value * 100 : value, locale, 2)
    return locale === 'fr' ? `${percent}\u00a0%` : `${percent}%`
  }
  const number = unit === 'year' ? String(value) : formatNumber(value, locale)
  return unit === null ? number : `${number} ${nameOf('unit', unit, locale)}`
}

/** A word of a closed list, or a day. Words that have no name of their own are read as they are written. */
export function wordText(word: string, locale: Locale): string {
  const day = parseCalendarDate(word)
  return day ? formatDay(day, locale) : nameOf('option', word, locale)
}

function nameOf(kind: 'unit' | 'option', word: string, locale: Locale): string {
  const key = `${kind}.${word}`
  // The lists of options and units belong to the rules: the catalogue answers its own name and the key for one that it lacks.
  const name = lawWords(locale)(key as 'option.other')
  return name === `law.${key}` ? word.replaceAll('_', ' ') : name
}

/** A threshold is in the unit of the value; of one beside a word (a procedure), in cents wherever the rule counts money. */
export function thresholdText(answer: Answer, specs: FactSpecs, locale: Locale): string | null {
  if (answer.threshold === null) return null
  const unit = typeof answer.value === 'string' && countsMoney(specs) ? 'cents' : answer.unit
  return valueText(answer.threshold, unit, locale)
}

/** A rule gives the excess in cents wherever it counts money, also where the value is a share of it. */
export function excessText(answer: Answer, specs: FactSpecs, locale: Locale): string | null {
  if (!answer.excess) return null
  const isMoney = countsMoney(specs) && Number.isInteger(answer.excess)
  return valueText(answer.excess, isMoney ? 'cents' : answer.unit, locale)
}

function countsMoney(specs: FactSpecs): boolean {
  return Object.values(specs).some(({ type }) => type === 'cents')
}

/** A fact as it was given, for the print. */
export function factText(spec: FactSpec, value: unknown, locale: Locale): string {
  if (!Array.isArray(value)) return valueText(scalar(value), spec.unit, locale)
  if (value.length === 0) return lawWords(locale)('none')
  const items = value.map((item: unknown) => {
    if (spec.type !== 'list' || !isRecord(item)) return valueText(scalar(item), null, locale)
    return Object.entries(spec.items)
      .filter(([name]) => item[name] !== undefined)
      .map(([name, itemSpec]) => factText(itemSpec, item[name], locale))
      .join(', ')
  })
  return items.join(' ; ')
}

function scalar(value: unknown): string | number | boolean | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}
