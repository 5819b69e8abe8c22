import ICAL from 'ical.js'
import { addDays, type CalendarDate, partsOf, weekdayOf } from '#kernel/calendar-date.ts'
import { type IcalTime, instantAt, utcTime } from './zones.rules.ts'

/** How often the form offers to repeat an event. `kept`: a rule of another program, left as it is. */
export const repeats = [
  'none',
  'daily',
  'weekdays',
  'weekly',
  'fortnightly',
  'monthly_day',
  'monthly_weekday',
  'yearly',
] as const
export type Repeat = (typeof repeats)[number] | 'kept'

export type IcalRecur = InstanceType<typeof ICAL.Recur>

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const

/** `2TU`: the second Tuesday of the month; `-1TU` where it is the fifth, which most months lack. */
function nthWeekday(start: CalendarDate): string {
  const nth = Math.ceil(partsOf(start).day / 7)
  return `${nth > 4 ? -1 : nth}${weekdays[weekdayOf(start) - 1]}`
}

function rulesOf(start: CalendarDate): Readonly<Record<Exclude<Repeat, 'none' | 'kept'>, object>> {
  return {
    daily: { freq: 'DAILY' },
    weekdays: { freq: 'WEEKLY', byday: ['MO', 'TU', 'WE', 'TH', 'FR'] },
    weekly: { freq: 'WEEKLY' },
    fortnightly: { freq: 'WEEKLY', interval: 2 },
    monthly_day: { freq: 'MONTHLY' },
    monthly_weekday: { freq: 'MONTHLY', byday: [nthWeekday(start)] },
    yearly: { freq: 'YEARLY' },
  }
}

/** The rule of a repeated event that begins that day, or null for one that happens once. */
export function ruleFor(
  repeat: Exclude<Repeat, 'kept'>,
  start: CalendarDate,
  until: CalendarDate | null,
  isAllDay: boolean,
): IcalRecur | null {
  if (repeat === 'none') return null
  const end = until === null ? {} : { until: lastTime(until, isAllDay) }
  return ICAL.Recur.fromData({ ...rulesOf(start)[repeat], ...end })
}

/** UNTIL is in UTC where the start has a zone (RFC 5545, 3.3.10): the last second of that day in Paris. */
export function lastTime(until: CalendarDate, isAllDay: boolean): IcalTime {
  if (isAllDay) return ICAL.Time.fromData({ ...partsOf(until), isDate: true })
  return utcTime(new Date(instantAt(addDays(until, 1), 0).getTime() - 1000))
}

/** Which choice of the form gives that rule; `kept` for one that none gives. */
export function repeatOf(rule: IcalRecur | null, start: CalendarDate): Repeat {
  if (!rule) return 'none'
  const bare = rule.clone()
  bare.until = null as never
  if (bare.count) return 'kept'
  const text = sorted(bare)
  const found = repeats.find((repeat) => {
    const made = repeat === 'none' ? null : ruleFor(repeat, start, null, false)
    return made !== null && sorted(made) === text
  })
  return found ?? 'kept'
}

/** Programs write the parts of a rule in their own order, and WKST where it changes nothing. */
function sorted(rule: IcalRecur): string {
  return rule
    .toString()
    .split(';')
    .filter((part) => part !== 'WKST=MO' && part !== 'INTERVAL=1')
    .map((part) =>
      part
        .split('=')
        .map((side) => side.split(',').sort().join(','))
        .join('='),
    )
    .sort()
    .join(';')
}
