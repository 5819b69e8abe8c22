import ICAL from 'ical.js'
import { withBoundedRules } from './bounded.rules.ts'
import type { EventDraft, Organiser } from './event-draft.rules.ts'
import { dayOf } from './event-reading.rules.ts'
import {
  exceptionsOf,
  masterOf,
  readBack,
  sequenceOf,
  setTime,
  stamp,
  textWithZone,
  timeOfKey,
  write,
  writeRule,
} from './event-text.rules.ts'
import { type IcalRecur, lastTime, repeatOf } from './repeats.rules.ts'
import {
  type IcalComponent,
  type IcalProperty,
  type IcalTime,
  instantOf,
  parisTime,
  utcTime,
  wallTimeOf,
} from './zones.rules.ts'

/**
 * A series that is cut in two before one of its meetings, named by its RECURRENCE-ID: the old one ends there, a new one begins. Programs
 * have RANGE=THISANDFUTURE for that (RFC 5545, 3.2.13); hardly any reads it, so two plain series are written, as most programs do.
 */

/** Whether nothing of the series takes place before that meeting: to cut there is to change the whole of it. */
export function isFirstOfSeries(text: string, recurrence: string): boolean {
  const master = masterOf(readBack(text))
  const cut = instantOf(timeOfKey(recurrence, master))
  const first: IcalTime | null = withBoundedRules(() =>
    new ICAL.Event(master, { exceptions: [] }).iterator().next(),
  )
  return first === null || instantOf(first) >= cut
}

/** The object of the series without that meeting and those after it; what was changed of the others stays. */
export function endSeriesBefore(text: string, recurrence: string, now: Date): string {
  const calendar = readBack(text)
  const master = masterOf(calendar)
  const cut = timeOfKey(recurrence, master)
  const isBefore = (time: IcalTime) => instantOf(time) < instantOf(cut)
  changeRules(master, (rule) => {
    rule.count = null as never
    rule.until = lastBefore(cut)
  })
  keepDates(master, isBefore)
  for (const other of exceptionsOf(calendar)) if (!isBefore(idOf(other))) calendar.removeSubcomponent(other)
  stamp(master, now, sequenceOf(master) + 1)
  return textWithZone(calendar)
}

/**
 * The object of a new series that begins with that meeting, as `draft` says. Who is invited keeps their answer. Meetings taken out or
 * changed one by one stay so when the series keeps its days, at its new hour; with other days they would mean nothing.
 */
export function seriesFrom(
  text: string,
  recurrence: string,
  draft: EventDraft,
  { uid, now, organiser }: { readonly uid: string; readonly now: Date; readonly organiser: Organiser },
): string {
  const calendar = readBack(text)
  const master = masterOf(calendar)
  const cut = timeOfKey(recurrence, master)
  const keepsDays = hasDaysOf(master, cut, draft)
  const passed = new Map(rulesOf(master).map((rule) => [rule.toString(), countBefore(rule, master, cut)]))
  master.updatePropertyWithValue('uid', uid)
  write(master, draft, organiser)
  if (keepsDays) keepRules(master, draft, passed)
  else if (draft.repeat !== 'kept') writeRule(master, draft)
  const isAfter = (time: IcalTime) => instantOf(time) > instantOf(cut)
  keepDates(master, (time) => keepsDays && isAfter(time))
  moveDates(master, draft)
  for (const other of exceptionsOf(calendar))
    if (keepsDays && isAfter(idOf(other))) moveException(other, uid, draft)
    else calendar.removeSubcomponent(other)
  stamp(master, now, 0)
  return textWithZone(calendar)
}

function idOf(exception: IcalComponent): IcalTime {
  const id: unknown = exception.getFirstPropertyValue('recurrence-id')
  if (id instanceof ICAL.Time) return id
  throw new Error('impossible: a meeting of a series is named by a time')
}

function rulesOf(master: IcalComponent): IcalRecur[] {
  return master
    .getAllProperties('rrule')
    .map((property) => property.getFirstValue())
    .filter((value) => value instanceof ICAL.Recur)
}

function changeRules(master: IcalComponent, change: (rule: IcalRecur) => void): void {
  for (const property of master.getAllProperties('rrule')) {
    const rule: unknown = property.getFirstValue()
    if (!(rule instanceof ICAL.Recur)) continue
    const changed = rule.clone()
    change(changed)
    property.setValue(changed)
  }
}

/** UNTIL just before that time: in its zone where it has none, else in UTC (RFC 5545, 3.3.10). */
function lastBefore(cut: IcalTime): IcalTime {
  const last = cut.clone()
  last.adjust(cut.isDate ? -1 : 0, 0, 0, cut.isDate ? 0 : -1)
  if (cut.isDate || cut.zone === ICAL.Timezone.localTimezone) return last
  return utcTime(new Date(instantOf(cut).getTime() - 1000))
}

/** Whether the new series falls on the days of the old one: the same rule, from the same day, whole days or not as before. */
function hasDaysOf(master: IcalComponent, cut: IcalTime, { repeat, time }: EventDraft): boolean {
  if (cut.isDate !== (time.kind === 'all_day') || dayOf(cut) !== time.startsOn) return false
  const [rule = null] = rulesOf(master)
  const { startDate } = new ICAL.Event(master, { exceptions: [] })
  return repeat === 'kept' || repeat === repeatOf(rule, dayOf(startDate))
}

/** A hostile rule has no end. */
const mostSteps = 20_000

/** How many times the rule falls before the cut: COUNT has them too, taken out or not. */
function countBefore(rule: IcalRecur, master: IcalComponent, cut: IcalTime): number {
  return withBoundedRules(() => {
    const iterator = rule.iterator(new ICAL.Event(master, { exceptions: [] }).startDate)
    for (let count = 0; count < mostSteps; count += 1) {
      const time: IcalTime | null = iterator.next()
      if (!time || instantOf(time) >= instantOf(cut)) return count
    }
    return mostSteps
  })
}

/** The rules of before, with what is left of their count, or the last day that the form says. */
function keepRules(master: IcalComponent, draft: EventDraft, passed: ReadonlyMap<string, number>): void {
  changeRules(master, (rule) => {
    if (rule.count) rule.count = Math.max(1, rule.count - (passed.get(rule.toString()) ?? 0))
    if (draft.repeat === 'kept') return
    const { repeatUntil, time } = draft
    rule.until = (repeatUntil === null ? null : lastTime(repeatUntil, time.kind === 'all_day')) as never
  })
}

/** Dates added to the series or taken out of it one by one. */
function datesOf(master: IcalComponent): IcalProperty[] {
  return [...master.getAllProperties('exdate'), ...master.getAllProperties('rdate')]
}

function keepDates(master: IcalComponent, isKept: (time: IcalTime) => boolean): void {
  for (const property of datesOf(master)) {
    const kept = property.getValues().filter((value: unknown) => timesIn([value]).some(isKept))
    if (kept.length === 0) master.removeProperty(property)
    else property.setValues(kept)
  }
}

/** RDATE may give a period: its start names the meeting. */
function timesIn(values: readonly unknown[]): IcalTime[] {
  return values.flatMap((value) => {
    if (value instanceof ICAL.Time) return [value]
    return value instanceof ICAL.Period ? [value.start] : []
  })
}

/** The dates of the series at its new hour, each a property of its own: the zone may be another. */
function moveDates(master: IcalComponent, draft: EventDraft): void {
  for (const property of datesOf(master)) {
    master.removeProperty(property)
    for (const time of timesIn(property.getValues())) {
      const moved = new ICAL.Property(property.name, master)
      setTime(moved, atHourOf(draft, time))
      master.addProperty(moved)
    }
  }
}

function moveException(exception: IcalComponent, uid: string, draft: EventDraft): void {
  const id = atHourOf(draft, idOf(exception))
  exception.removeAllProperties('recurrence-id')
  const property = new ICAL.Property('recurrence-id', exception)
  setTime(property, id)
  exception.addProperty(property)
  exception.updatePropertyWithValue('uid', uid)
}

function atHourOf({ time }: EventDraft, old: IcalTime): IcalTime {
  if (time.kind === 'all_day' || old.isDate) return old
  return parisTime({ day: wallTimeOf(instantOf(old)).day, minute: time.startMinute })
}
