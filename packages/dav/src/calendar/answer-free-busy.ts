import ICAL from 'ical.js'
import { DavRefusal } from '../dav-refusal.ts'
import type { Exchange } from '../exchange.ts'
import { namespaces } from '../namespaces.ts'
import type { Resource } from '../store.ts'
import { caldavElement, davElement, firstIn, type XmlElement } from '../xml-element.ts'
import { type BusyPeriod, busyPeriods, mergePeriods } from './busy-periods.ts'
import { floatingZone } from './calendar-zone.ts'
import { readStored } from './read-stored.ts'
import { parseTimeRange, type TimeRange } from './time-range.ts'
import { utcTime } from './utc-time.ts'

/** When somebody is busy, and nothing of why (RFC 4791 §7.10). */
export async function answerFreeBusy(
  exchange: Exchange,
  target: Resource,
  body: XmlElement,
): Promise<Response> {
  const element = firstIn(body, namespaces.caldav, 'time-range')
  const range = element && parseTimeRange(element)
  if (!range || !Number.isFinite(range.from) || !Number.isFinite(range.to))
    throw new DavRefusal(400, 'free-busy-query has a range with both ends', caldavElement('valid-filter'))
  const periods: BusyPeriod[] = []
  for (const calendar of await calendarsIn(exchange, target)) {
    const floating = floatingZone(exchange, calendar, body)
    const hint = { component: 'VEVENT', from: range.from, to: range.to }
    for (const stored of await exchange.store.objects(calendar.path, hint))
      periods.push(...busyPeriods(readStored(stored), range, floating, { left: exchange.limit.steps }))
  }
  return new Response(written(exchange, range, mergePeriods(periods)), {
    headers: { 'Content-Type': 'text/calendar; charset=utf-8' },
  })
}

async function calendarsIn(exchange: Exchange, target: Resource): Promise<readonly Resource[]> {
  if (target.kind === 'calendar') return [target]
  if (target.kind === 'collection')
    return (await exchange.store.members(target.path)).filter(({ kind }) => kind === 'calendar')
  throw new DavRefusal(403, 'time is asked of calendars', davElement('supported-report'))
}

function written({ now, newId }: Exchange, { from, to }: TimeRange, periods: readonly BusyPeriod[]): string {
  const root = new ICAL.Component('vcalendar')
  root.addPropertyWithValue('version', '2.0')
  root.addPropertyWithValue('prodid', '-//Faire Commune//dav//EN')
  const busy = new ICAL.Component('vfreebusy')
  busy.addPropertyWithValue('uid', newId())
  busy.addPropertyWithValue('dtstamp', utcTime(now().getTime() / 1000))
  busy.addPropertyWithValue('dtstart', utcTime(from))
  busy.addPropertyWithValue('dtend', utcTime(to))
  for (const { startsAt, endsAt, isTentative } of periods) {
    const property = new ICAL.Property('freebusy')
    property.setParameter('fbtype', isTentative ? 'BUSY-TENTATIVE' : 'BUSY')
    property.setValue(ICAL.Period.fromData({ start: utcTime(startsAt), end: utcTime(endsAt) }))
    busy.addProperty(property)
  }
  root.addSubcomponent(busy)
  return `${root.toString()}\r\n`
}
