import ICAL from 'ical.js'
import { type CalendarDate, partsOf } from '#kernel/calendar-date.ts'

export type IcalTime = InstanceType<typeof ICAL.Time>
export type IcalComponent = InstanceType<typeof ICAL.Component>
export type IcalProperty = InstanceType<typeof ICAL.Property>

/** The hours of France since 1996: last Sundays of March and October, at 1:00 UTC (directive 2000/84/EC). */
const parisText = [
  'BEGIN:VTIMEZONE',
  'TZID:Europe/Paris',
  'BEGIN:DAYLIGHT',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'TZNAME:CEST',
  'DTSTART:19960331T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'TZNAME:CET',
  'DTSTART:19961027T030000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'END:STANDARD',
  'END:VTIMEZONE',
].join('\r\n')

/**
 * Names that programs give to the hours of Paris: those of the zone base whose clocks have gone with ours since 1996, and those of
 * Windows, which Outlook writes without saying what they mean.
 */
const namesOfParis = [
  'Europe/Paris',
  'Europe/Brussels',
  'Europe/Luxembourg',
  'Europe/Berlin',
  'Europe/Amsterdam',
  'Europe/Madrid',
  'Europe/Rome',
  'Europe/Vienna',
  'Europe/Zurich',
  'Europe/Monaco',
  'Romance Standard Time',
  'W. Europe Standard Time',
  'Central Europe Standard Time',
  'Central European Standard Time',
  '(UTC+01:00) Brussels, Copenhagen, Madrid, Paris',
  '(UTC+01:00) Bruxelles, Copenhague, Madrid, Paris',
] as const

/** A zone that changes at whole hours of its own clocks: ical.js works an hour out once, where it goes through all changes each time. */
class RememberedZone extends ICAL.Timezone {
  readonly #known = new Map<number, number>()

  override utcOffset(time: IcalTime): number {
    const hour = ((time.year * 12 + time.month) * 31 + time.day) * 24 + time.hour
    const known = this.#known.get(hour)
    if (known !== undefined) return known
    const offset_s = super.utcOffset(time)
    // Years of a town are thousands of hours; a hostile object does not fill the memory.
    if (this.#known.size > 200_000) this.#known.clear()
    this.#known.set(hour, offset_s)
    return offset_s
  }
}

/** The zone of the town: one for the whole process. */
export const paris = new RememberedZone(ICAL.Component.fromString(parisText))

for (const name of namesOfParis) ICAL.TimezoneService.register(paris, name)

/** Whether that name of a zone is understood without its definition. */
export function isKnownZone(name: string): boolean {
  return ICAL.TimezoneService.has(name)
}

/** The definition of the zone, for an object that names it. */
export function parisComponent(): IcalComponent {
  return ICAL.Component.fromString(parisText)
}

/** Without a zone of its own, a time or a day is meant as the town reads its clocks. */
function isOfTheTown(time: IcalTime): boolean {
  return time.isDate || time.zone === ICAL.Timezone.localTimezone
}

/** The instant that a time of an object stands for; a day stands for its first instant in Paris. */
export function instantOf(time: IcalTime): Date {
  if (!isOfTheTown(time)) return firstInstant(time)
  const { year, month, day, hour, minute, second } = time
  return firstInstant(ICAL.Time.fromData({ year, month, day, hour, minute, second, isDate: false }, paris))
}

/** Hours before which every clock of Europe has been put back. */
const lastDoubled = 4

/** Of an hour that the clocks say twice, the first is meant (RFC 5545, 3.3.5); ical.js gives the second. */
function firstInstant(time: IcalTime): Date {
  const instant = new Date(time.toUnixTime() * 1000)
  if (time.hour >= lastDoubled || time.zone !== paris) return instant
  const before = new Date(instant.getTime() - hour_ms)
  return wallTimeOf(before).minute === time.hour * 60 + time.minute ? before : instant
}

/** A moment as the clocks of the town say it. */
export interface WallTime {
  readonly day: CalendarDate
  /** Minutes since midnight on the clock, 0 to 1439. */
  readonly minute: number
}

/** The time in Paris, `minute` minutes of the clock after midnight. */
export function parisTime({ day, minute }: WallTime): IcalTime {
  return ICAL.Time.fromData(
    { ...partsOf(day), hour: Math.floor(minute / 60), minute: minute % 60, second: 0, isDate: false },
    paris,
  )
}

export function instantAt(day: CalendarDate, minute: number): Date {
  return firstInstant(parisTime({ day, minute }))
}

/** First instants of days that pages asked about: each is worked out once. */
const knownMidnights = new Map<CalendarDate, Date>()

/** The first instant of that day in Paris. */
export function midnightOf(day: CalendarDate): Date {
  const known = knownMidnights.get(day)
  if (known) return known
  const instant = instantAt(day, 0)
  // A town asks about some years; whoever asks about many days more does not fill the memory.
  if (knownMidnights.size > 10_000) knownMidnights.clear()
  knownMidnights.set(day, instant)
  return instant
}

const minute_ms = 60_000
const hour_ms = 60 * minute_ms

const clockOfParis = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Paris',
  hour: '2-digit',
  hourCycle: 'h23',
})

/** Paris changes its hour at whole hours of UTC: the clock of each hour is asked once. */
const knownHours = new Map<number, number>()

/**
 * Milliseconds that the clocks of Paris are ahead of UTC at that instant, from the platform's base of zones: ical.js goes from
 * UTC to a zone wrongly in the hours around a change.
 */
function aheadOfUtc(instant_ms: number): number {
  const hour = Math.floor(instant_ms / hour_ms)
  const known = knownHours.get(hour)
  if (known !== undefined) return known
  const there = Number(clockOfParis.format(hour * hour_ms))
  const ahead_ms = ((there - (hour % 24) + 48) % 24) * hour_ms
  // A town asks about some years; whoever asks about many hours more does not fill the memory.
  if (knownHours.size > 100_000) knownHours.clear()
  knownHours.set(hour, ahead_ms)
  return ahead_ms
}

function utcParts(instant_ms: number) {
  const date = new Date(instant_ms)
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    isDate: false,
  }
}

/** What the clocks of the town say at that instant. */
export function wallTimeOf(instant: Date): WallTime {
  const shifted = new Date(instant.getTime() + aheadOfUtc(instant.getTime()))
  return {
    day: shifted.toISOString().slice(0, 10) as CalendarDate,
    minute: shifted.getUTCHours() * 60 + shifted.getUTCMinutes(),
  }
}

/** That instant as iCalendar writes UTC. */
export function utcTime(instant: Date): IcalTime {
  return ICAL.Time.fromData(utcParts(instant.getTime()), ICAL.Timezone.utcTimezone)
}
