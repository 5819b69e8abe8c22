/**
 * Definitions of the time zones that people of a French town meet, for files that name a zone without defining it. The rule
 * of the European Union (directive 2000/84/EC; since 1981, the last Sunday of September before 1996) and the fixed
 * hours of the overseas territories.
 */
export function knownTimeZone(tzid: string): string | null {
  const offset = europe.get(tzid)
  if (offset !== undefined) return european(tzid, offset)
  const fixed = fixedOffsets[tzid]
  return fixed === undefined ? null : zone(tzid, [part('STANDARD', '16010101T000000', fixed, fixed)])
}

/** Hours ahead of UTC in winter, by name; names of Windows beside those of the IANA. */
const europe: ReadonlyMap<string, number> = new Map(
  Object.entries({
    0: 'Europe/London Europe/Dublin Europe/Lisbon Europe/Jersey Europe/Guernsey Europe/Isle_of_Man Atlantic/Canary Atlantic/Madeira Atlantic/Faroe WET|GMT Standard Time',
    1: 'Europe/Paris Europe/Monaco Europe/Andorra Europe/Brussels Europe/Luxembourg Europe/Amsterdam Europe/Berlin Europe/Busingen Europe/Zurich Europe/Vaduz Europe/Vienna Europe/Rome Europe/Vatican Europe/San_Marino Europe/Malta Europe/Madrid Africa/Ceuta Europe/Gibraltar Europe/Copenhagen Europe/Oslo Arctic/Longyearbyen Europe/Stockholm Europe/Warsaw Europe/Prague Europe/Bratislava Europe/Budapest Europe/Ljubljana Europe/Zagreb Europe/Belgrade Europe/Sarajevo Europe/Podgorica Europe/Skopje Europe/Tirane CET MET|Romance Standard Time|W. Europe Standard Time|Central Europe Standard Time|Central European Standard Time|(UTC+01:00) Brussels, Copenhagen, Madrid, Paris|(UTC+01:00) Bruxelles, Copenhague, Madrid, Paris',
    2: 'Europe/Athens Europe/Sofia Europe/Bucharest Europe/Helsinki Europe/Mariehamn Europe/Tallinn Europe/Riga Europe/Vilnius Europe/Kyiv Europe/Kiev Asia/Nicosia EET|GTB Standard Time|FLE Standard Time',
  }).flatMap(([offset, names]) => {
    const [ours = '', ...windows] = names.split('|')
    return [...ours.split(' '), ...windows].map((name) => [name, Number(offset)] as const)
  }),
)

const fixedOffsets: Readonly<Record<string, string>> = {
  UTC: '+0000',
  'Etc/UTC': '+0000',
  'Etc/GMT': '+0000',
  GMT: '+0000',
  'America/Guadeloupe': '-0400',
  'America/Martinique': '-0400',
  'America/St_Barthelemy': '-0400',
  'America/Marigot': '-0400',
  'America/Cayenne': '-0300',
  'Indian/Reunion': '+0400',
  'Indian/Mayotte': '+0300',
  'Pacific/Noumea': '+1100',
  'Pacific/Wallis': '+1200',
  'Pacific/Tahiti': '-1000',
  'Pacific/Marquesas': '-0930',
  'Pacific/Gambier': '-0900',
}

function european(tzid: string, offset: number): string {
  const [winter, summer] = [hours(offset), hours(offset + 1)]
  const [forward, back] = [hour(offset + 1), hour(offset + 2)]
  return zone(tzid, [
    part('STANDARD', '16010101T000000', winter, winter),
    part('DAYLIGHT', `19810329T${forward}`, winter, summer, 'FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU'),
    part(
      'STANDARD',
      `19810927T${back}`,
      summer,
      winter,
      'FREQ=YEARLY;UNTIL=19950924T010000Z;BYMONTH=9;BYDAY=-1SU',
    ),
    part('STANDARD', `19961027T${back}`, summer, winter, 'FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU'),
  ])
}

function zone(tzid: string, parts: readonly string[]): string {
  return `BEGIN:VTIMEZONE\r\nTZID:${tzid}\r\n${parts.join('')}END:VTIMEZONE\r\n`
}

function part(name: string, start: string, from: string, to: string, rule?: string): string {
  const repeated = rule ? `RRULE:${rule}\r\n` : ''
  return `BEGIN:${name}\r\nDTSTART:${start}\r\nTZOFFSETFROM:${from}\r\nTZOFFSETTO:${to}\r\n${repeated}END:${name}\r\n`
}

function hours(offset: number): string {
  return `+0${offset}00`
}

/** All change at one o'clock UTC: a local hour of its own in each. */
function hour(local: number): string {
  return `0${local}0000`
}
