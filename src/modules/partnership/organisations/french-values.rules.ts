import { type CalendarDate, fromParts, parseCalendarDate } from '#kernel/calendar-date.ts'
import { type Cents, cents } from '#kernel/cents.ts'

export type AmountReading =
  | { readonly kind: 'read'; readonly cents: Cents }
  | { readonly kind: 'missing' | 'unreadable' | 'ambiguous' | 'negative' }

const spaces = /[\s\u00a0\u202f\u2009]/g

/**
 * An amount of euros as French offices write it: `40 000,00`, `97 000euros`, `1.234.567,89`, `12800.0`. Digits are read from the
 * text, so that no cent is lost. One sign followed by three digits (`1.234`, `1,234`) may be thousands or decimals: nobody can tell.
 */
export function readAmount(text: string): AmountReading {
  const compact = text
    .replace(spaces, '')
    .replace(/(€|eur|euros?)$/i, '')
    .replace('−', '-')
  if (compact === '') return { kind: 'missing' }
  if (/^-[\d.,]+$/.test(compact)) return { kind: 'negative' }
  const parts = partsOf(compact)
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

function partsOf(compact: string): AmountParts | 'ambiguous' | null {
  const plain = /^\+?(\d+)(?:[.,](\d{1,2})0*)?$/.exec(compact)
  if (plain && !/[.,]\d{3}$/.test(compact)) return { euros: plain[1] ?? '', decimals: plain[2] ?? '' }
  const grouped = /^\+?(\d{1,3}(?:([.,])\d{3})(?:\2\d{3})*)(?:(?!\2)[.,](\d{1,2}))?$/.exec(compact)
  if (!grouped) return /^\d+[.,]\d{3}$/.test(compact) ? 'ambiguous' : null
  const [, euros = '', sign = '', decimals] = grouped
  // Two groups, or decimals after another sign, say that the first sign groups thousands.
  const isClear = decimals !== undefined || euros.split(sign).length > 2
  return isClear ? { euros: euros.replaceAll(sign, ''), decimals: decimals ?? '' } : 'ambiguous'
}

export type DayReading =
  | { readonly kind: 'read'; readonly day: CalendarDate; readonly rest: string }
  | { readonly kind: 'missing' | 'unreadable' }

const isoDay = /^(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?/
const frenchDay = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})/

/** The first day of a cell, `2017-11-22` or `22/11/2017`, and the text after it: cells hold `22/11/2017 Solde en 2018`. */
export function readDay(text: string): DayReading {
  const trimmed = text.trim()
  if (trimmed === '') return { kind: 'missing' }
  const iso = isoDay.exec(trimmed)
  const french = frenchDay.exec(trimmed)
  const day = iso ? parseCalendarDate(iso[1] ?? '') : french ? fromFrench(french) : null
  const read = iso ?? french
  if (day === null || read === null) return { kind: 'unreadable' }
  return { kind: 'read', day, rest: trimmed.slice(read[0].length).trim() }
}

function fromFrench([, day, month, year]: RegExpExecArray): CalendarDate | null {
  const date = fromParts(Number(year), Number(month), Number(day))
  // 31/02 overflows to March: it is not a day that exists.
  return date.endsWith(`-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`) ? date : null
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
