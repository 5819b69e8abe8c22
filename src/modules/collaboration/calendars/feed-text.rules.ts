/**
 * The objects of a calendar as one file, which programs subscribe to. Objects were read when they were written: their parts are
 * put side by side as they are, each definition of a zone once.
 */
export function feedText(name: string, objects: readonly string[]): string {
  const zones = new Map<string, string>()
  const parts: string[] = []
  for (const object of objects)
    for (const [part, kind = ''] of object.matchAll(
      /^BEGIN:(VEVENT|VTODO|VTIMEZONE)\r?\n[\s\S]*?^END:\1\r?$/gim,
    )) {
      if (kind.toUpperCase() === 'VTIMEZONE')
        zones.set(/^TZID[^:]*:(.+)$/im.exec(part)?.[1] ?? part, part.trim())
      else parts.push(part.trim())
    }
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Faire Commune//Agenda//FR',
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${escaped(name)}`,
    'X-WR-TIMEZONE:Europe/Paris',
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...zones.values(),
    ...parts,
    'END:VCALENDAR',
  ]
  return `${lines.join('\r\n').replace(/\r?\n/g, '\r\n')}\r\n`
}

/** TEXT of RFC 5545, 3.3.11. */
function escaped(text: string): string {
  return text.replace(/[\\;,]/g, (mark) => `\\${mark}`).replace(/\r?\n/g, '\\n')
}
