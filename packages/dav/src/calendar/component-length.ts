import ICAL from 'ical.js'

/** How long something lasts from any of its starts. */
export interface ComponentLength {
  /** Unix seconds of the end of what starts there (a time with its zone); the start itself for what has no length. */
  endOf(start: ICAL.Time): number
}

const day_s = 86_400

/**
 * From DTEND or DUE, the same number of seconds for each of a series (RFC 5545 §3.8.5.3), days for what lasts days; from
 * DURATION, days as the calendar counts them and hours as the clock does; else a day for a day, nothing for a moment.
 */
export function lengthOf(component: ICAL.Component): ComponentLength {
  const start = component.getFirstPropertyValue('dtstart')
  const end = component.getFirstPropertyValue(component.name === 'vtodo' ? 'due' : 'dtend')
  const duration = component.getFirstPropertyValue('duration')
  if (start instanceof ICAL.Time && end instanceof ICAL.Time) {
    if (start.isDate) return ofDays(Math.max(0, Math.round(end.subtractDate(start).toSeconds() / day_s)))
    const seconds = Math.max(0, end.subtractDateTz(start).toSeconds())
    return { endOf: (start) => start.toUnixTime() + seconds }
  }
  if (duration instanceof ICAL.Duration) return ofDuration(duration)
  if (start instanceof ICAL.Time && start.isDate && component.name !== 'vtodo') return ofDays(1)
  return { endOf: (start) => start.toUnixTime() }
}

function ofDuration(duration: ICAL.Duration): ComponentLength {
  if (duration.isNegative) return { endOf: (start) => start.toUnixTime() }
  const days = duration.weeks * 7 + duration.days
  const seconds = duration.hours * 3600 + duration.minutes * 60 + duration.seconds
  if (days === 0) return { endOf: (start) => start.toUnixTime() + seconds }
  const whole = ofDays(days)
  return { endOf: (start) => whole.endOf(start) + seconds }
}

/** Days last 23 or 25 hours when the hour changes. */
function ofDays(days: number): ComponentLength {
  return {
    endOf(start) {
      const end = start.clone()
      end.adjust(days, 0, 0, 0)
      return end.toUnixTime()
    },
  }
}
