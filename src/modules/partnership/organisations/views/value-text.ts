import { parseCalendarDate } from '#kernel/calendar-date.ts'
import type { Locale } from '#kernel/locale.ts'
import { formatDay } from '#web/formats.ts'
import { organisationsWords } from '../organisations.words.ts'
import { essReasons, legalForms, type RecordField, sizeBands } from '../record.rules.ts'

/** A value as people read it: codes of INSEE that have a name here get it, days are written out. */
export function valueText(field: RecordField, value: string, locale: Locale): string {
  const t = organisationsWords(locale)
  if (field === 'founded_on') {
    const day = parseCalendarDate(value)
    return day ? formatDay(day, locale) : value
  }
  if (field === 'legal_form') {
    const known = legalForms.find((form) => form === value)
    return known ? t('sheet.coded', { name: t(`legal.${known}`), code: value }) : value
  }
  if (field === 'ess') {
    const known = essReasons.find((reason) => reason === value)
    if (known) return t(`ess.${known}`)
    if (/^(true|oui|o)$/i.test(value)) return t('ess.yes')
    return /^(false|non|n)$/i.test(value) ? t('ess.no') : value
  }
  if (field === 'size') {
    const band = sizeBands.find((each) => each === value)
    return band ? t(`size.${band}`) : value
  }
  if (field === 'esus') return value === 'oui' ? t('esus.yes') : value
  return value
}
