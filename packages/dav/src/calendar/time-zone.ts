import ICAL from 'ical.js'
import { knownTimeZone } from './known-time-zones.ts'

const most = 200
const kept = new Map<string, ICAL.Timezone>()

/** The zone of that name; null when it is not known here. */
export function timeZoneNamed(tzid: string): ICAL.Timezone | null {
  const text = knownTimeZone(tzid)
  return text === null ? null : sharedZone(new ICAL.Timezone(new ICAL.Component(ICAL.parse(text))))
}

/**
 * The same zone for the same definition: each counts its changes of hour once, however many objects carry a copy of it.
 */
export function sharedZone(zone: ICAL.Timezone): ICAL.Timezone {
  if (!zone.component) return zone
  const key = JSON.stringify(zone.component.jCal)
  const same = kept.get(key)
  if (same) return same
  if (kept.size >= most) kept.clear()
  kept.set(key, zone)
  return zone
}

/** The time with the zone where it happens. One without a zone, or a day, is in `floating`. */
export function placeTime(time: ICAL.Time, floating: ICAL.Timezone): ICAL.Time {
  if (time.zone === ICAL.Timezone.utcTimezone && !time.isDate) return time
  const placed = time.clone()
  const isFloating = time.isDate || time.zone === ICAL.Timezone.localTimezone
  placed.zone = isFloating ? floating : sharedZone(time.zone)
  return placed
}

/** Seconds since 1970. */
export function unixTime(time: ICAL.Time, floating: ICAL.Timezone): number {
  return placeTime(time, floating).toUnixTime()
}
