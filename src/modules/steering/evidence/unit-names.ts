import type { Locale } from '#kernel/locale.ts'
import { evidenceWords } from './evidence.words.ts'

/** Units that have words in both languages; any other unit is shown as the town typed it. */
const knownUnits = [
  'authorities',
  'categories',
  'companies',
  'days',
  'documents',
  'euros',
  'exercises',
  'hours',
  'jobs',
  'organisations',
  'people',
  'percent',
  'points',
  'premises',
  'projects',
  'proposals',
  'services',
  'tCO2e',
  'tonnes',
  'weeks',
] as const

/** The word for a unit, agreeing with its number (plural without one): `personnes`, `%`, `semaine`. Cents are read as euros. */
export function unitName(unit: string, locale: Locale, count = 2): string {
  const t = evidenceWords(locale)
  if (unit === 'cents') return t('unit.cents')
  const known = knownUnits.find((name) => name === unit)
  // French has a third form, for whole millions, which no unit needs.
  return known ? t(`unit.${known}`, { count: Math.min(Math.abs(count), 2) }) : unit
}
