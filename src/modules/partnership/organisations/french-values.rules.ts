import { type CalendarDate, parseCalendarDate } from '#kernel/calendar-date.ts'
import { type Cents, cents } from '#kernel/cents.ts'
import { foldText } from '#kernel/plain-text.ts'

export type AmountReading =
  | { readonly kind: 'read'; readonly cents: Cents }
  | { readonly kind: 'missing' | 'unreadable' | 'ambiguous' | 'negative' }

const gap = /[\s\u00a0\u202f\u2009'’]+/g

/**
 * An amount of euros as French offices write it: `40 000,00`, `97 000euros`, `1.234.567,89`, `12800.0`. Digits are read from the
 * text, so that no cent is lost. One sign followed by three digits (`1.234`, `1,234`) may be thousands or decimals: nobody can
 * tell. Accountants put what is negative in brackets, or its sign behind.
 */
export function readAmount(text: string): AmountReading {
  const spaced = text
    .replace(gap, ' ')
    .trim()
    .replace(/^(?:€|eur)\s?/i, '')
    .replace(/\s?(?:€|eur|euros?)$/i, '')
    .replace('−', '-')
    .trim()
  if (spaced === '') return { kind: 'missing' }
  if (/^(?:- ?[\d., ]+|\([\d., ]+\)|[\d., ]+-)$/.test(spaced)) return { kind: 'negative' }
  // Spaces part thousands and nothing else: `12 15` is two numbers.
  if (/ /.test(spaced) && !/^\+?\d{1,3}(?: \d{3})+(?:[.,]\d+)?$/.test(spaced)) return { kind: 'unreadable' }
  const parts = partsOf(spaced.replaceAll(' ', ''), spaced.includes(' '))
  if (parts === null) return { kind: 'unreadable' }
  if (parts === 'ambiguous') return { kind: 'ambiguous' }
  const value = BigInt(parts.euros) * 100n + BigInt(parts.decimals.padEnd(2, '0'))
  return value > BigInt(Number.MAX_SAFE_INTEGER)
    ? { kind: 'unreadable' }
    : { kind: 'read', cents: cents(Number(value)) }
}

interface AmountParts {
  readonly euros: string
  readonly decimals: string
}

function partsOf(compact: string, isGrouped: boolean): AmountParts | 'ambiguous' | null {
  const plain = /^\+?(\d+)(?:[.,](\d{1,2})0*)?$/.exec(compact)
  if (plain && !/[.,]\d{3}$/.test(compact)) return { euros: plain[1] ?? '', decimals: plain[2] ?? '' }
  const grouped = /^\+?(\d{1,3}(?:([.,])\d{3})(?:\2\d{3})*)(?:(?!\2)[.,](\d{1,2}))?$/.exec(compact)
  // More than two decimals are no cents; three may be thousands, unless spaces part them already.
  if (!grouped) return !isGrouped && /^\d+[.,]\d{3}$/.test(compact) ? 'ambiguous' : null
  const [, euros = '', sign = '', decimals] = grouped
  // Two groups, or decimals after another sign, say that the first sign groups thousands.
  const isClear = decimals !== undefined || euros.split(sign).length > 2
  return isClear ? { euros: euros.replaceAll(sign, ''), decimals: decimals ?? '' } : 'ambiguous'
}

export type DayReading =
  | { readonly kind: 'read'; readonly day: CalendarDate; readonly rest: string }
  | { readonly kind: 'missing' | 'unreadable' }

const isoDay = /^(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?(?!\d)/
const yearFirst = /^((?:19|20)\d{2})(?:[/.](\d{1,2})[/.](\d{1,2})|(\d{2})(\d{2}))(?!\d)/
const frenchDay = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)/
const months = 'janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre'.split(
  ' ',
)
const wordyDay = /^(\d{1,2})(?:er)?\s+(\p{L}+)\.?\s+(\d{4})(?!\d)/iu

/**
 * The first day of a cell, `2017-11-22`, `22/11/2017` or `22 novembre 2017`, and the text after it: cells hold
 * `22/11/2017 Solde en 2018`.
 */
export function readDay(text: string): DayReading {
  const trimmed = text.trim()
  if (trimmed === '') return { kind: 'missing' }
  const read = firstDay(trimmed)
  return read === null || read.day === null
    ? { kind: 'unreadable' }
    : { kind: 'read', day: read.day, rest: trimmed.slice(read.length).trim() }
}

function firstDay(text: string): { readonly day: CalendarDate | null; readonly length: number } | null {
  const iso = isoDay.exec(text)
  if (iso) return { day: parseCalendarDate(iso[1] ?? ''), length: iso[0].length }
  const year = yearFirst.exec(text)
  if (year) return { day: dayOf(year[1], year[2] ?? year[4], year[3] ?? year[5]), length: year[0].length }
  const french = frenchDay.exec(text)
  if (french) return { day: dayOf(french[3], french[2], french[1]), length: french[0].length }
  const wordy = wordyDay.exec(text)
  const month = months.indexOf(foldText(wordy?.[2] ?? ''))
  return wordy && month >= 0
    ? { day: dayOf(wordy[3], String(month + 1), wordy[1]), length: wordy[0].length }
    : null
}

function dayOf(year = '', month = '', day = ''): CalendarDate | null {
  return parseCalendarDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
}

/** One day, or a period: `2018-01-04/2021-06-21`, `2018-01-04_2021-06-21`, `04/01/2018 - 21/06/2021`, `du … au …`. */
export interface PaymentReading {
  readonly from: CalendarDate | null
  readonly to: CalendarDate | null
  /** What stands beside the days, or the whole text where it starts with none. */
  readonly note: string
}

export function readPayment(text: string): PaymentReading {
  const start = readDay(text.trim().replace(/^(?:du|le|à partir du|from)\s+/i, ''))
  if (start.kind !== 'read') return { from: null, to: null, note: text.trim() }
  const joint = /^(?:_|\/|-|–|au|to)\s*(?=\d)/i.exec(start.rest)
  const end = joint ? readDay(start.rest.slice(joint[0].length)) : null
  return end?.kind === 'read' && end.day >= start.day
    ? { from: start.day, to: end.day, note: end.rest }
    : { from: start.day, to: null, note: start.rest }
}
