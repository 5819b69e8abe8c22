import { ok, type Result, refuse } from '#kernel/result.ts'

// The part of the OpenStreetMap syntax that town halls and associations write: days, public and school holidays, months, hours,
// `off`, `24/7`, a comment in quotes; rules parted by `;`, of which a later one replaces an earlier one on its days.
// https://wiki.openstreetmap.org/wiki/Key:opening_hours

export const weekdays = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] as const
export const holidays = ['PH', 'SH'] as const
export const months = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
] as const
export type Weekday = (typeof weekdays)[number]
export type Holiday = (typeof holidays)[number]

/** Minutes from midnight; `to` passes 1440 when it closes after midnight. */
export interface Span {
  readonly from: number
  readonly to: number
}

export interface HoursRule {
  /** 1 to 12; empty: all year. */
  readonly months: readonly number[]
  /** Empty: every day. */
  readonly days: readonly (Weekday | Holiday)[]
  /** Empty: closed, or, with a comment, as the comment says. */
  readonly spans: readonly Span[]
  readonly comment: string
}

export type OpeningHours = readonly HoursRule[]

/** The piece of the text that could not be read. */
export interface HoursFault {
  readonly found: string
}

/** Reads opening hours. An empty text has no rule. Refused with the first piece that is not understood. */
export function parseOpeningHours(text: string): Result<OpeningHours, HoursFault> {
  const rules: HoursRule[] = []
  for (const part of splitOutsideQuotes(text, ';')) {
    if (part === '') continue
    const rule = parseRule(part)
    if (!rule.ok) return rule
    rules.push(rule.value)
  }
  return ok(rules)
}

function splitOutsideQuotes(text: string, sign: string): string[] {
  const parts: string[] = []
  let part = ''
  let isQuoted = false
  for (const letter of text) {
    if (letter === '"') isQuoted = !isQuoted
    if (letter === sign && !isQuoted) {
      parts.push(part.trim())
      part = ''
    } else part += letter
  }
  return [...parts, part.trim()]
}

function parseRule(text: string): Result<HoursRule, HoursFault> {
  const quoted = /"([^"]*)"\s*$/.exec(text)
  const comment = quoted?.[1]?.trim() ?? ''
  let rest = (quoted ? text.slice(0, quoted.index) : text).trim()
  if (rest === '24/7') return ok({ months: [], days: [], spans: [{ from: 0, to: 1440 }], comment })
  const monthPart = take(rest, monthForm)
  rest = monthPart.rest
  const dayPart = take(rest, dayForm)
  rest = dayPart.rest
  const isOff = /^(?:off|closed)$/i.test(rest)
  const spans = rest === '' || isOff ? [] : parseSpans(rest)
  if (spans === null) return refuse({ found: rest })
  if (rest === '' && comment === '') return refuse({ found: text })
  return ok({
    months:
      monthPart.list === '' ? [] : expand(monthPart.list, months).map((month) => months.indexOf(month) + 1),
    days: dayPart.list === '' ? [] : expand(dayPart.list, [...weekdays, ...holidays], weekdays.length),
    spans,
    comment,
  })
}

const listOf = (name: string) =>
  `(?:${name})(?:\\s*-\\s*(?:${name}))?(?:\\s*,\\s*(?:${name})(?:\\s*-\\s*(?:${name}))?)*`
const monthForm = new RegExp(`^(${listOf(months.join('|'))})(?=\\s|:|$):?\\s*`)
const dayForm = new RegExp(`^(${listOf([...weekdays, ...holidays].join('|'))})(?=\\s|:|$):?\\s*`)

function take(text: string, form: RegExp): { readonly list: string; readonly rest: string } {
  const match = form.exec(text)
  return match ? { list: match[1] ?? '', rest: text.slice(match[0].length).trim() } : { list: '', rest: text }
}

/** `Fr-Mo, We` with the names in their order: a range goes round the first `cycle` of them (the week, the year). */
function expand<Name extends string>(list: string, names: readonly Name[], cycle = names.length): Name[] {
  const found = list.split(',').flatMap((part) => {
    const [first = '', last = first] = part.split('-').map((name) => name.trim())
    const [from, to] = [names.findIndex((name) => name === first), names.findIndex((name) => name === last)]
    const count = from <= to ? to - from + 1 : cycle - from + to + 1
    return Array.from(
      { length: count },
      (_, step) => names[(from + step) % (from <= to ? names.length : cycle)],
    )
  })
  return names.filter((name) => found.includes(name))
}

const spanForm = /^(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})$/

function parseSpans(text: string): Span[] | null {
  const spans: Span[] = []
  for (const part of text.split(',')) {
    const match = spanForm.exec(part.trim())
    if (!match) return null
    const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = match.slice(1).map(Number)
    if (fromHour > 23 || toHour > 26 || fromMinute > 59 || toMinute > 59) return null
    const [from, until] = [fromHour * 60 + fromMinute, toHour * 60 + toMinute]
    // `22:00-02:00` closes on the next day.
    const to = until > from ? until : until + 1440
    if (to === from + 1440 && from !== 0) return null
    spans.push({ from, to })
  }
  return spans
}

/** What is written back: the same hours in one form, whatever the spaces that were typed. */
export function formatOpeningHours(hours: OpeningHours): string {
  return hours
    .map((rule) =>
      [
        ranges(
          rule.months.map((month) => months[month - 1] ?? ''),
          months,
        ),
        ranges(rule.days, [...weekdays, ...holidays]),
        rule.spans.map(({ from, to }) => `${clockText(from)}-${clockText(to)}`).join(',') ||
          (rule.comment ? '' : 'off'),
        rule.comment ? `"${rule.comment}"` : '',
      ]
        .filter(Boolean)
        .join(' '),
    )
    .join('; ')
}

function ranges(chosen: readonly string[], names: readonly string[]): string {
  const runs: string[][] = []
  for (const name of chosen) {
    const last = runs.at(-1)
    const before = last?.at(-1)
    const follows = before !== undefined && names.indexOf(name) === names.indexOf(before) + 1
    if (last && follows && !holidays.some((holiday) => holiday === name)) last.push(name)
    else runs.push([name])
  }
  return runs.map((run) => (run.length > 2 ? `${run[0]}-${run.at(-1)}` : run.join(','))).join(',')
}

/** `09:05`; midnight at the end of a day is `24:00`. */
export function clockText(minutes: number): string {
  const shown = minutes > 1440 ? minutes - 1440 : minutes
  return `${String(Math.floor(shown / 60)).padStart(2, '0')}:${String(shown % 60).padStart(2, '0')}`
}

/** The spans of a day: those of the last rule that names it. `month` is 1 to 12. Null when no rule speaks of that day. */
export function spansOn(hours: OpeningHours, day: Weekday | Holiday, month: number): readonly Span[] | null {
  const rule = hours.findLast(
    (each) =>
      (each.months.length === 0 || each.months.includes(month)) &&
      (each.days.length === 0 ? weekdays.some((one) => one === day) : each.days.includes(day)),
  )
  return rule ? rule.spans : null
}
