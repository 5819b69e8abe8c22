/** Events of a diary that was kept for years: five a working hour's round, one in ten a weekly series. */
export function eventLines(index: number): string[] {
  const start = new Date(Date.UTC(2024, 0, 1, 7 + (index % 10)) + Math.floor(index / 5) * 86_400_000)
  return [
    'BEGIN:VEVENT',
    `UID:event-${index}`,
    'DTSTAMP:20261101T000000Z',
    `DTSTART:${utc(start)}`,
    `DTEND:${utc(new Date(start.getTime() + 3_600_000))}`,
    `SUMMARY:Réunion ${index} du service des sports et de la vie associative`,
    'LOCATION:Hôtel de ville\\, salle 12',
    'DESCRIPTION:Ordre du jour : points en cours\\, questions des agents\\, dates à venir.',
    ...(index % 10 === 0 ? ['RRULE:FREQ=WEEKLY;COUNT=20'] : []),
    'END:VEVENT',
  ]
}

function utc(date: Date): string {
  return date.toISOString().replace(/[-:]|\.\d+/g, '')
}

/** A calendar of those events, in one text. */
export function calendarText(events: readonly (readonly string[])[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//bench//FR',
    ...events.flat(),
    'END:VCALENDAR',
    '',
  ]
  return lines.join('\r\n')
}
