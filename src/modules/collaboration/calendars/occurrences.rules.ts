import ICAL from 'ical.js'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { withBoundedRules } from './bounded.rules.ts'
import { textOf } from './icalendar.rules.ts'
import { type IcalComponent, type IcalTime, instantOf } from './zones.rules.ts'

/** What an event makes of the time: taken, asked for, left free, or refused by the person invited. */
export const standings = ['busy', 'tentative', 'free', 'declined'] as const
export type Standing = (typeof standings)[number]

/** One time that an event takes place. */
export interface Occurrence {
  /** RECURRENCE-ID as the object would write it (`2026-11-23T09:00:00`); empty for an event that happens once. */
  readonly recurrence: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly isAllDay: boolean
  readonly summary: string
  readonly location: string
  readonly isPrivate: boolean
  readonly standing: Standing
}

export interface Expansion {
  readonly occurrences: readonly Occurrence[]
  /** Until when; null when there are no others. */
  readonly expandedUntil: Date | null
}

export type ExpansionFault = 'rule_unreadable' | 'too_many_occurrences'

/** Years of a repeated event that are written, around the day when it is. */
export const pastYears = 5
export const futureYears = 2

export interface Window {
  readonly from: Date
  readonly until: Date
}

/** Where an event that repeats is written out, seen from that instant. */
export function windowAround(now: Date): Window {
  const shifted = (years: number) => {
    const date = new Date(now)
    date.setUTCFullYear(date.getUTCFullYear() + years)
    return date
  }
  return { from: shifted(-pastYears), until: shifted(futureYears) }
}

/** A hostile rule has no end: these are far above what people write. */
const mostSteps = 20_000
const mostOccurrences = 4000

/**
 * Every time that the events of an object take place. What happens once is given whenever it is; what repeats, inside the
 * window. `reader` is the address of the person whose calendar holds it: their answer says what their time is worth.
 */
export function expandObject(
  calendar: IcalComponent,
  window: Window,
  reader: string | null,
): Result<Expansion, ExpansionFault> {
  const events = calendar.getAllSubcomponents('vevent')
  const masters = events.filter((event) => !event.hasProperty('recurrence-id'))
  try {
    const [master] = masters
    // Somebody invited to one meeting of a series has that meeting alone.
    if (!master)
      return ok({ occurrences: events.flatMap((event) => alone(event, reader)), expandedUntil: null })
    const event = new ICAL.Event(master)
    if (!event.isRecurring()) return ok({ occurrences: alone(master, reader), expandedUntil: null })
    return withBoundedRules(() => expandSeries(event, window, reader))
  } catch {
    // ical.js throws on rules that contradict themselves or never come true.
    return refuse('rule_unreadable')
  }
}

type IcalEvent = InstanceType<typeof ICAL.Event>

function alone(component: IcalComponent, reader: string | null): Occurrence[] {
  const event = new ICAL.Event(component, { exceptions: [] })
  const recurrence = event.isRecurrenceException() ? event.recurrenceId.toString() : ''
  return occurrenceOf(component, recurrence, event.startDate, event.endDate, reader)
}

function expandSeries(
  event: IcalEvent,
  window: Window,
  reader: string | null,
): Result<Expansion, ExpansionFault> {
  const occurrences: Occurrence[] = []
  const seen = new Set<string>()
  const iterator = event.iterator()
  for (let step = 0; step < mostSteps; step += 1) {
    const time: IcalTime | null = iterator.next()
    if (!time) return ok({ occurrences, expandedUntil: null })
    if (instantOf(time) >= window.until) return ok({ occurrences, expandedUntil: window.until })
    if (occurrences.length > mostOccurrences) return refuse('too_many_occurrences')
    const { recurrenceId, startDate, endDate, item } = event.getOccurrenceDetails(time)
    const key = recurrenceId.toString()
    // A date given twice, by the rule and by hand, is one meeting.
    if (seen.has(key)) continue
    seen.add(key)
    const found = occurrenceOf(item.component, key, startDate, endDate, reader)
    occurrences.push(...found.filter(({ endsAt }) => endsAt >= window.from))
  }
  return refuse('too_many_occurrences')
}

/** None when it was called off. */
function occurrenceOf(
  component: IcalComponent,
  recurrence: string,
  start: IcalTime,
  end: IcalTime,
  reader: string | null,
): Occurrence[] {
  if (textOf(component, 'status') === 'CANCELLED') return []
  const startsAt = instantOf(start)
  // A rule of one meeting that contradicts the others: it takes no time rather than a negative one.
  const endsAt = new Date(Math.max(instantOf(end).getTime(), startsAt.getTime()))
  return [
    {
      recurrence,
      startsAt,
      endsAt,
      isAllDay: start.isDate,
      summary: textOf(component, 'summary').slice(0, 500),
      location: textOf(component, 'location').slice(0, 500),
      isPrivate: isPrivate(component),
      standing: standingOf(component, reader),
    },
  ]
}

/** PRIVATE and CONFIDENTIAL are both kept from others (RFC 5545, 3.8.1.3). */
export function isPrivate(component: IcalComponent): boolean {
  const value = textOf(component, 'class').toUpperCase()
  return value !== '' && value !== 'PUBLIC'
}

function standingOf(component: IcalComponent, reader: string | null): Standing {
  const answer = reader === null ? null : answerOf(component, reader)
  if (answer === 'DECLINED') return 'declined'
  if (textOf(component, 'transp').toUpperCase() === 'TRANSPARENT') return 'free'
  if (answer === 'TENTATIVE' || answer === 'NEEDS-ACTION') return 'tentative'
  return textOf(component, 'status').toUpperCase() === 'TENTATIVE' ? 'tentative' : 'busy'
}

/** What that person answered; null when they are not invited, or invite. */
function answerOf(component: IcalComponent, reader: string): string | null {
  const invites = textOf(component, 'organizer').toLowerCase()
  if (invites === reader) return null
  const invited = component
    .getAllProperties('attendee')
    .find((attendee) => String(attendee.getFirstValue()).toLowerCase() === reader)
  return invited ? (invited.getFirstParameter('partstat') ?? 'NEEDS-ACTION').toUpperCase() : null
}
