import ICAL from 'ical.js'
import { checkObject, type ObjectFault, parseCalendar, type ReadObject, textOf } from './icalendar.rules.ts'
import type { IcalComponent } from './zones.rules.ts'

/** An event of a file that can be kept, with all the meetings moved one by one. */
export interface ImportedObject {
  readonly read: ReadObject
  readonly text: string
  readonly title: string
}

export interface ImportFault {
  /** Line of the file where the event begins. */
  readonly line: number
  /** Its title as far as it can be read. */
  readonly title: string
  readonly fault: ObjectFault
}

export interface ImportPlan {
  readonly objects: readonly ImportedObject[]
  readonly faults: readonly ImportFault[]
  /** Tasks, free/busy times and journals, which this calendar does not take. */
  readonly leftOut: number
}

interface Part {
  readonly kind: string
  readonly line: number
  readonly text: string
}

/**
 * Reads a file as programs really write them: each event apart, so that one that cannot be read loses none of the others.
 * `uidOf` names an event that has no UID, the same at each reading.
 */
export function readImport(bytes: Uint8Array, uidOf: (text: string) => string): ImportPlan | null {
  const lines = mended(decoded(bytes).split(/\r\n|\r|\n/))
  if (!lines.some(({ text }) => /^BEGIN:VCALENDAR$/i.test(text.trim()))) return null
  const parts = partsOf(lines)
  const zones = parts.filter(({ kind }) => kind === 'VTIMEZONE').map(({ text }) => text)
  const faults: ImportFault[] = []
  const byUid = new Map<string, { components: IcalComponent[]; line: number }>()
  for (const part of parts.filter(({ kind }) => kind === 'VEVENT')) {
    const event = eventOf(part, zones)
    if (!event) {
      faults.push({ line: part.line, title: titleIn(part.text), fault: 'not_icalendar' })
      continue
    }
    if (textOf(event, 'uid') === '') event.updatePropertyWithValue('uid', uidOf(part.text))
    const uid = textOf(event, 'uid')
    const group = byUid.get(uid) ?? { components: [], line: part.line }
    group.components.push(event)
    byUid.set(uid, group)
  }
  const objects: ImportedObject[] = []
  for (const { components, line } of byUid.values()) {
    const title = textOf(components[0] ?? new ICAL.Component('vevent'), 'summary')
    const text = objectText(withoutDoubles(components), zones)
    const calendar = parseCalendar(text)
    const read = calendar && checkObject(calendar)
    if (read?.ok) objects.push({ read: read.value, text, title })
    else faults.push({ line, title, fault: read ? read.refusal : 'not_icalendar' })
  }
  const leftOut = parts.filter(({ kind }) => kind !== 'VEVENT' && kind !== 'VTIMEZONE').length
  return { objects, faults: faults.sort((one, other) => one.line - other.line), leftOut }
}

/** UTF-8 as the standard says; UTF-16 and Windows-1252, which old programs write. */
function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

interface Line {
  readonly text: string
  readonly number: number
}

/** Empty lines go; a line that is no property is what is left of a text that was broken without the space that says so. */
function mended(lines: readonly string[]): Line[] {
  const result: { text: string; number: number }[] = []
  for (const [index, raw] of lines.entries()) {
    const text = raw.replaceAll('\0', '')
    if (text.trim() === '') continue
    const last = result.at(-1)
    if (/^[ \t]/.test(text) && last) last.text += text.slice(1)
    else if (last && !/^[A-Za-z0-9-]+\s*[;:]/.test(text)) last.text += `\\n${text}`
    else result.push({ text: text.trimStart(), number: index + 1 })
  }
  return result
}

const kinds = ['VEVENT', 'VTIMEZONE', 'VTODO', 'VJOURNAL', 'VFREEBUSY']

function partsOf(lines: readonly Line[]): Part[] {
  const parts: Part[] = []
  let open: { kind: string; line: number; lines: string[] } | null = null
  for (const { text, number } of lines) {
    const begins = /^BEGIN:([A-Z-]+)\s*$/i.exec(text)?.[1]?.toUpperCase()
    if (!open && begins && kinds.includes(begins)) open = { kind: begins, line: number, lines: [] }
    if (open) open.lines.push(text.trimEnd())
    if (open && new RegExp(`^END:${open.kind}\\s*$`, 'i').test(text)) {
      parts.push({ kind: open.kind, line: open.line, text: open.lines.join('\r\n') })
      open = null
    }
  }
  // A file that was cut: what was begun is named as what could not be read.
  if (open) parts.push({ kind: open.kind, line: open.line, text: open.lines.join('\r\n') })
  return parts
}

function eventOf(part: Part, zones: readonly string[]): IcalComponent | null {
  return (
    parseCalendar(wrapped([...zones.filter(isReadable), part.text]))?.getFirstSubcomponent('vevent') ?? null
  )
}

function isReadable(zone: string): boolean {
  return parseCalendar(wrapped([zone])) !== null
}

function wrapped(parts: readonly string[]): string {
  const head = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Faire Commune//Agenda//FR']
  return [...head, ...parts, 'END:VCALENDAR', ''].join('\r\n')
}

/** Only the zones that the event names go with it. */
function objectText(components: readonly IcalComponent[], zones: readonly string[]): string {
  const events = components.map((component) => component.toString())
  const named = zones.filter((zone) => {
    const name = /^TZID:(.+)$/im.exec(zone)?.[1]?.trim() ?? ''
    return (
      name !== '' && isReadable(zone) && events.some((event) => event.replace(/\r\n /g, '').includes(name))
    )
  })
  return wrapped([...named, ...events])
}

/** Of an event that the file has twice, the last version. */
function withoutDoubles(components: readonly IcalComponent[]): IcalComponent[] {
  const byRecurrence = new Map<string, IcalComponent>()
  for (const component of components) {
    const key = String(component.getFirstPropertyValue('recurrence-id') ?? '')
    const known = byRecurrence.get(key)
    const sequence = (one: IcalComponent) => Number(one.getFirstPropertyValue('sequence') ?? 0)
    if (!known || sequence(component) >= sequence(known)) byRecurrence.set(key, component)
  }
  return [...byRecurrence.values()]
}

function titleIn(text: string): string {
  return /^SUMMARY[^:]*:(.*)$/im.exec(text)?.[1]?.trim().slice(0, 200) ?? ''
}
