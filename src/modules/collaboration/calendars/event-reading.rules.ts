import ICAL from 'ical.js'
import { assertDefined } from '#kernel/assert.ts'
import { addDays, type CalendarDate, calendarDate } from '#kernel/calendar-date.ts'
import { type Answer, answers, type EventDraft, type EventTime, type Invited } from './event-draft.rules.ts'
import { addressOf, exceptionOf, masterOf, reminderOf } from './event-text.rules.ts'
import { parseCalendar, textOf } from './icalendar.rules.ts'
import { isPrivate } from './occurrences.rules.ts'
import { repeatOf } from './repeats.rules.ts'
import { type IcalComponent, type IcalProperty, type IcalTime, instantOf, wallTimeOf } from './zones.rules.ts'

/** Somebody invited, with their answer. */
export interface Attendee extends Invited {
  readonly answer: Answer
}

/** Who was invited to the events of an object, each once, and who invites; empty where nobody is. */
export interface Invitation {
  readonly organiser: string
  readonly attendees: readonly Attendee[]
}

export function invitationIn(calendar: IcalComponent): Invitation {
  const events = calendar.getAllSubcomponents('vevent')
  const attendees = new Map<string, Attendee>()
  for (const property of events.flatMap((event) => event.getAllProperties('attendee'))) {
    const attendee = readAttendee(property)
    if (!attendees.has(attendee.address)) attendees.set(attendee.address, attendee)
  }
  const organiser = events.map((event) => textOf(event, 'organizer').toLowerCase()).find(Boolean) ?? ''
  return { organiser, attendees: [...attendees.values()] }
}

function readAttendee(property: IcalProperty): Attendee {
  const address = addressOf(property)
  const parameter = (name: string) => String(property.getFirstParameter(name) ?? '').toUpperCase()
  const stat = parameter('partstat').toLowerCase().replace('-', '_')
  const type = parameter('cutype')
  return {
    address,
    name: property.getFirstParameter('cn') || address.replace(/^[a-z]+:/, ''),
    isOptional: parameter('role') === 'OPT-PARTICIPANT',
    kind: type === 'ROOM' ? 'room' : type === 'RESOURCE' ? 'vehicle' : 'person',
    answer: answers.find((known) => known === stat) ?? 'needs_action',
  }
}

/** The first of our reminders in the event; null when it has none. */
export function reminderIn(event: IcalComponent): number | null {
  const alarms = event.getAllSubcomponents('valarm').map(reminderOf)
  return alarms.find((minutes) => minutes !== null) ?? null
}

/**
 * The event as its form shows it: the whole of it, or one meeting of the series; with `following`, the series as it is from that
 * meeting on, whatever was changed of that one alone.
 */
export function draftOf(text: string, recurrence: string, following = false): EventDraft {
  const calendar = assertDefined(parseCalendar(text), 'an object that is kept can be read')
  const master = masterOf(calendar)
  const exception = recurrence === '' || following ? null : exceptionOf(calendar, recurrence)
  const event = exception ?? master
  const time = timeOf(event, exception ? '' : recurrence)
  const rule = master.getFirstPropertyValue('rrule')
  const recur = rule instanceof ICAL.Recur ? rule : null
  return {
    summary: textOf(event, 'summary'),
    location: textOf(event, 'location'),
    description: textOf(event, 'description'),
    time,
    repeat: repeatOf(recur, timeOf(master, '').startsOn),
    repeatUntil: recur?.until ? dayOf(recur.until) : null,
    isPrivate: isPrivate(event),
    leavesFree: textOf(event, 'transp').toUpperCase() === 'TRANSPARENT',
    remindBefore_min: reminderIn(event),
    invited: invitationIn(calendar).attendees,
  }
}

function timeOf(component: IcalComponent, recurrence: string): EventTime {
  const event = new ICAL.Event(component, { exceptions: [] })
  const { start, end } =
    recurrence === '' ? { start: event.startDate, end: event.endDate } : at(event, recurrence)
  if (start.isDate) {
    const startsOn = dayOf(start)
    const last = addDays(dayOf(end), -1)
    return { kind: 'all_day', startsOn, endsOn: latest(startsOn, last) }
  }
  const from = wallTimeOf(instantOf(start))
  const to = wallTimeOf(instantOf(end))
  return {
    kind: 'timed',
    startsOn: from.day,
    startMinute: from.minute,
    endsOn: to.day,
    endMinute: to.minute,
  }
}

function latest(one: CalendarDate, other: CalendarDate): CalendarDate {
  return one > other ? one : other
}

function at(event: InstanceType<typeof ICAL.Event>, recurrence: string): { start: IcalTime; end: IcalTime } {
  const start = ICAL.Time.fromString(recurrence, undefined as never)
  if (!start.isDate && !recurrence.endsWith('Z')) start.zone = event.startDate.zone
  const end = start.clone()
  end.addDuration(event.duration)
  return { start, end }
}

export function dayOf(time: IcalTime): CalendarDate {
  if (!time.isDate) return wallTimeOf(instantOf(time)).day
  const [year, month, day] = [time.year, time.month, time.day].map((part) => String(part).padStart(2, '0'))
  return calendarDate(`${year}-${month}-${day}`)
}

/** What is left of an event for those who may only know when the time is taken. */
const kept = new Set([
  'uid',
  'dtstamp',
  'dtstart',
  'dtend',
  'duration',
  'rrule',
  'rdate',
  'exdate',
  'recurrence-id',
  'transp',
  'status',
  'class',
  'sequence',
])

/**
 * The object as others may read it: what is private, or all of it, says only when the time is taken. `busyWord` stands for the
 * title: `Occupé`.
 */
export function maskedText(text: string, hides: 'private' | 'all', busyWord: string): string {
  const calendar = assertDefined(parseCalendar(text), 'an object that is kept can be read')
  let isMasked = false
  for (const component of calendar.getAllSubcomponents()) {
    if (component.name === 'vtimezone' || (hides === 'private' && !isPrivate(component))) continue
    isMasked = true
    // A list of its own: taking one away moves the others.
    for (const property of [...component.getAllProperties()])
      if (!kept.has(property.name)) component.removeProperty(property)
    component.removeAllSubcomponents()
    component.addPropertyWithValue('summary', busyWord)
  }
  return isMasked ? `${calendar.toString()}\r\n` : text
}

/** The object as somebody without an account may keep it: of those invited, themselves alone. */
export function guestText(text: string, address: string): string {
  const calendar = assertDefined(parseCalendar(text), 'an object that is kept can be read')
  for (const event of calendar.getAllSubcomponents('vevent')) {
    event.removeAllSubcomponents('valarm')
    for (const attendee of event.getAllProperties('attendee'))
      if (addressOf(attendee) !== address) event.removeProperty(attendee)
  }
  return `${calendar.toString()}\r\n`
}

/**
 * What somebody invited gets of the object. Reminders are each one's own: those that the copy had stay. A room gets no more than
 * its door may say.
 */
export function copyText(
  text: string,
  reader: { readonly address: string; readonly kind: Invited['kind'] },
  before: string | null,
): string {
  const calendar = assertDefined(parseCalendar(text), 'an object that is kept can be read')
  for (const event of calendar.getAllSubcomponents('vevent')) {
    event.removeAllSubcomponents('valarm')
    if (reader.kind === 'person') continue
    for (const name of ['description', 'comment', 'attach', 'url']) event.removeAllProperties(name)
    for (const attendee of event.getAllProperties('attendee'))
      if (addressOf(attendee) !== reader.address) event.removeProperty(attendee)
  }
  const old = before === null ? null : parseCalendar(before)
  const alarms = old?.getAllSubcomponents('vevent')[0]?.getAllSubcomponents('valarm') ?? []
  const [first] = calendar.getAllSubcomponents('vevent')
  for (const alarm of alarms)
    first?.addSubcomponent(new ICAL.Component(structuredClone(alarm.toJSON()), first))
  return `${calendar.toString()}\r\n`
}
