import ICAL from 'ical.js'
import { assertDefined } from '#kernel/assert.ts'
import { addDays, type CalendarDate, partsOf } from '#kernel/calendar-date.ts'
import type { Answer, EventDraft, EventTime, Invited, Organiser } from './event-draft.rules.ts'
import { parseCalendar, textOf } from './icalendar.rules.ts'
import { ruleFor } from './repeats.rules.ts'
import {
  type IcalComponent,
  type IcalProperty,
  type IcalTime,
  paris,
  parisComponent,
  parisTime,
  utcTime,
} from './zones.rules.ts'

const maker = '-//Faire Commune//Agenda//FR'

/** The object of a new event. */
export function newEvent(
  draft: EventDraft,
  identity: { readonly uid: string; readonly now: Date; readonly organiser: Organiser },
): string {
  const calendar = new ICAL.Component('vcalendar')
  calendar.addPropertyWithValue('version', '2.0')
  calendar.addPropertyWithValue('prodid', maker)
  const event = new ICAL.Component('vevent', calendar)
  event.addPropertyWithValue('uid', identity.uid)
  calendar.addSubcomponent(event)
  write(event, draft, identity.organiser)
  writeRule(event, draft)
  stamp(event, identity.now, 0)
  return textWithZone(calendar)
}

/**
 * The object after the whole event was rewritten. Meetings that had been moved or taken out one by one stay so as long as the
 * hours and the rule are those of before: with others, they would mean nothing.
 */
export function rewriteEvent(
  text: string,
  draft: EventDraft,
  { now, organiser }: { readonly now: Date; readonly organiser: Organiser },
): string {
  const calendar = readBack(text)
  const event = masterOf(calendar)
  const before = shapeOf(event)
  write(event, draft, organiser)
  if (draft.repeat !== 'kept') writeRule(event, draft)
  if (shapeOf(event) !== before) {
    event.removeAllProperties('exdate')
    event.removeAllProperties('rdate')
    for (const other of exceptionsOf(calendar)) calendar.removeSubcomponent(other)
  }
  stamp(event, now, sequenceOf(event) + 1)
  return textWithZone(calendar)
}

/** The object after one meeting of a series was rewritten: the others stay. */
export function rewriteOccurrence(
  text: string,
  recurrence: string,
  draft: EventDraft,
  { now, organiser }: { readonly now: Date; readonly organiser: Organiser },
): string {
  const calendar = readBack(text)
  const master = masterOf(calendar)
  const event = exceptionOf(calendar, recurrence) ?? addException(calendar, master, recurrence)
  write(event, draft, organiser)
  event.removeAllProperties('rrule')
  stamp(event, now, Math.max(sequenceOf(master), sequenceOf(event)) + 1)
  return textWithZone(calendar)
}

/** The object without one meeting of its series. */
export function removeOccurrence(text: string, recurrence: string, now: Date): string {
  const calendar = readBack(text)
  const master = masterOf(calendar)
  const exception = exceptionOf(calendar, recurrence)
  if (exception) calendar.removeSubcomponent(exception)
  const property = new ICAL.Property('exdate', master)
  setTime(property, timeOfKey(recurrence, master))
  master.addProperty(property)
  stamp(master, now, sequenceOf(master) + 1)
  return textWithZone(calendar)
}

const partstats: Readonly<Record<Answer, string>> = {
  needs_action: 'NEEDS-ACTION',
  accepted: 'ACCEPTED',
  declined: 'DECLINED',
  tentative: 'TENTATIVE',
}

/** The object after that person answered; nothing else of it changes. */
export function answerIn(text: string, address: string, answer: Answer): string {
  const calendar = readBack(text)
  for (const event of calendar.getAllSubcomponents('vevent'))
    for (const attendee of event.getAllProperties('attendee'))
      if (addressOf(attendee) === address) attendee.setParameter('partstat', partstats[answer])
  return textWithZone(calendar)
}

export function addressOf(attendee: IcalProperty): string {
  return String(attendee.getFirstValue()).toLowerCase()
}

export function readBack(text: string): IcalComponent {
  return assertDefined(parseCalendar(text), 'an object that is kept can be read')
}

export function masterOf(calendar: IcalComponent): IcalComponent {
  const events = calendar.getAllSubcomponents('vevent')
  const master = events.find((event) => !event.hasProperty('recurrence-id')) ?? events[0]
  return assertDefined(master, 'an event has a component')
}

export function exceptionsOf(calendar: IcalComponent): IcalComponent[] {
  return calendar.getAllSubcomponents('vevent').filter((event) => event.hasProperty('recurrence-id'))
}

export function exceptionOf(calendar: IcalComponent, recurrence: string): IcalComponent | null {
  const found = exceptionsOf(calendar).find((event) => {
    const id = event.getFirstPropertyValue('recurrence-id')
    return id instanceof ICAL.Time && id.toString() === recurrence
  })
  return found ?? null
}

function addException(calendar: IcalComponent, master: IcalComponent, recurrence: string): IcalComponent {
  const event = new ICAL.Component('vevent', calendar)
  event.addPropertyWithValue('uid', textOf(master, 'uid'))
  for (const attendee of [...master.getAllProperties('organizer'), ...master.getAllProperties('attendee')])
    event.addProperty(new ICAL.Property(structuredClone(attendee.toJSON()), event))
  const property = new ICAL.Property('recurrence-id', event)
  setTime(property, timeOfKey(recurrence, master))
  event.addProperty(property)
  calendar.addSubcomponent(event)
  return event
}

/** The time that names one meeting, in the zone of its series. */
export function timeOfKey(recurrence: string, master: IcalComponent): IcalTime {
  const time = ICAL.Time.fromString(recurrence, undefined as never)
  const start = new ICAL.Event(master, { exceptions: [] }).startDate
  if (!time.isDate && !recurrence.endsWith('Z')) time.zone = start.zone
  return time
}

/** Writes a time into its property, with the zone or the kind that it has. */
export function setTime(property: IcalProperty, time: IcalTime): void {
  if (time.isDate) property.resetType('date')
  property.setValue(time)
  const zone = time.zone?.tzid
  if (!time.isDate && zone && zone !== 'UTC' && zone !== 'floating') property.setParameter('tzid', zone)
}

/** What the meetings moved one by one hang on: start, length and rule. */
function shapeOf(event: IcalComponent): string {
  return ['dtstart', 'dtend', 'duration', 'rrule']
    .map((name) => String(event.getFirstPropertyValue(name) ?? ''))
    .join(' ')
}

export function write(event: IcalComponent, draft: EventDraft, organiser: Organiser): void {
  writeText(event, 'summary', draft.summary)
  writeText(event, 'location', draft.location)
  writeText(event, 'description', draft.description)
  writeText(event, 'class', draft.isPrivate ? 'PRIVATE' : '')
  writeText(event, 'transp', draft.leavesFree ? 'TRANSPARENT' : 'OPAQUE')
  if (draft.isTentative !== undefined) writeText(event, 'status', draft.isTentative ? 'TENTATIVE' : '')
  writeTimes(event, draft.time)
  writeReminder(event, draft)
  writeInvited(event, draft.invited, organiser)
}

function writeText(event: IcalComponent, name: string, value: string): void {
  event.removeAllProperties(name)
  if (value !== '') event.addPropertyWithValue(name, value)
}

function writeTimes(event: IcalComponent, time: EventTime): void {
  for (const name of ['dtstart', 'dtend', 'duration']) event.removeAllProperties(name)
  const [start, end] =
    time.kind === 'all_day'
      ? [dayTime(time.startsOn), dayTime(addDays(time.endsOn, 1))]
      : [
          parisTime({ day: time.startsOn, minute: time.startMinute }),
          parisTime({ day: time.endsOn, minute: time.endMinute }),
        ]
  for (const [name, value] of [
    ['dtstart', start],
    ['dtend', end],
  ] as const) {
    const property = new ICAL.Property(name, event)
    setTime(property, value)
    event.addProperty(property)
  }
}

function dayTime(day: CalendarDate): IcalTime {
  return ICAL.Time.fromData({ ...partsOf(day), isDate: true })
}

export function writeRule(event: IcalComponent, { repeat, repeatUntil, time }: EventDraft): void {
  event.removeAllProperties('rrule')
  const rule = repeat === 'kept' ? null : ruleFor(repeat, time.startsOn, repeatUntil, time.kind === 'all_day')
  if (rule) event.addPropertyWithValue('rrule', rule)
}

/** One reminder, ours: those that another program wrote beside it stay. */
function writeReminder(event: IcalComponent, { remindBefore_min, summary }: EventDraft): void {
  const ours = event.getAllSubcomponents('valarm').find((alarm) => reminderOf(alarm) !== null)
  if (ours) event.removeSubcomponent(ours)
  if (remindBefore_min === null) return
  const alarm = new ICAL.Component('valarm', event)
  alarm.addPropertyWithValue('action', 'DISPLAY')
  alarm.addPropertyWithValue('description', summary)
  alarm.addPropertyWithValue('trigger', ICAL.Duration.fromSeconds(-60 * remindBefore_min))
  event.addSubcomponent(alarm)
}

/** Minutes before the start at which the alarm rings; null when it rings otherwise. */
export function reminderOf(alarm: IcalComponent): number | null {
  const trigger = alarm.getFirstProperty('trigger')
  const value = trigger?.getFirstValue()
  if (!(value instanceof ICAL.Duration) || trigger?.getFirstParameter('related') === 'END') return null
  const seconds = value.toSeconds()
  return seconds > 0 || seconds < -40_320 * 60 ? null : Math.round(-seconds / 60)
}

const kinds: Readonly<Record<Invited['kind'], string>> = {
  person: 'INDIVIDUAL',
  room: 'ROOM',
  vehicle: 'RESOURCE',
}

/** Those who are asked for, each with the answer that they had given; nobody invited, nobody invites. */
function writeInvited(event: IcalComponent, invited: readonly Invited[], organiser: Organiser): void {
  const before = new Map(
    event.getAllProperties('attendee').map((property) => [addressOf(property), property]),
  )
  event.removeAllProperties('attendee')
  event.removeAllProperties('organizer')
  if (invited.length === 0) return
  const inviter = new ICAL.Property('organizer', event)
  inviter.setValue(organiser.address)
  inviter.setParameter('cn', organiser.name)
  event.addProperty(inviter)
  for (const { address, name, isOptional, kind, answer } of invited) {
    const attendee = new ICAL.Property('attendee', event)
    attendee.setValue(address)
    attendee.setParameter('cn', name)
    attendee.setParameter('cutype', kinds[kind])
    attendee.setParameter('role', isOptional ? 'OPT-PARTICIPANT' : 'REQ-PARTICIPANT')
    const answered = before.get(address)?.getFirstParameter('partstat')
    attendee.setParameter(
      'partstat',
      kind === 'person' ? (answered ?? partstats[answer ?? 'needs_action']) : 'ACCEPTED',
    )
    event.addProperty(attendee)
  }
}

export function stamp(event: IcalComponent, now: Date, sequence: number): void {
  event.updatePropertyWithValue('dtstamp', utcTime(now))
  event.updatePropertyWithValue('last-modified', utcTime(now))
  event.updatePropertyWithValue('sequence', sequence)
}

export function sequenceOf(event: IcalComponent): number {
  const value: unknown = event.getFirstPropertyValue('sequence')
  const number = Number(value ?? 0)
  return Number.isInteger(number) && number >= 0 && number < 2 ** 31 - 1 ? number : 0
}

/** The text of the object, with the definition of our zone where it is named (RFC 5545, 3.6.5). */
export function textWithZone(calendar: IcalComponent): string {
  const defined = calendar
    .getAllSubcomponents('vtimezone')
    .some((zone) => textOf(zone, 'tzid') === paris.tzid)
  const text = calendar.toString()
  if (defined || !text.includes('TZID=Europe/Paris')) return text.endsWith('\r\n') ? text : `${text}\r\n`
  calendar.addSubcomponent(parisComponent())
  return `${calendar.toString()}\r\n`
}
