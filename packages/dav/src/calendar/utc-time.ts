import ICAL from 'ical.js'

/** A time of UTC from unix seconds. */
export function utcTime(seconds: number): ICAL.Time {
  return ICAL.Time.fromJSDate(new Date(Math.floor(seconds) * 1000), true)
}
