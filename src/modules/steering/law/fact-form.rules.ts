import { parseCalendarDate } from '#kernel/calendar-date.ts'
import { cents, formatEurosPlain, parseEuros } from '#kernel/cents.ts'
import { formatDecimalPlain, parseDecimal } from '#kernel/decimal.ts'
import { type FactSpec, type FactSpecs, isRecord } from './facts.rules.ts'

/** What is wrong with a typed fact; each has its sentence. */
export type FactFault =
  | 'money'
  | 'whole_number'
  | 'positive'
  | 'percent'
  | 'number'
  | 'date'
  | 'year_day'
  | 'choice'
  | 'contradiction'

export type TypedValues = Readonly<Record<string, string | undefined>>

export interface FactReading {
  readonly facts: Readonly<Record<string, unknown>>
  /** By name of the field. */
  readonly faults: Readonly<Record<string, FactFault>>
  /** By field of a list: its rows that were filled, by their numbers in the form; blank ones between are left out. */
  readonly rows: Readonly<Record<string, readonly number[]>>
}

/**
 * Name of the field in which a fact is typed. People type euros and percents where programs give cents and shares, and
 * the address of the page says so: `capital_total_cents=100000` there would be read as cents by whoever copies it.
 */
export function fieldOf(name: string, spec: FactSpec): string {
  if (spec.type === 'cents') return name.replace(/cents$/, 'euros')
  return isPercent(spec) ? `${name}_percent` : name
}

export function isPercent(spec: FactSpec): boolean {
  return spec.unit === 'share'
}

/** Facts as people typed them. A blank field is an absent fact: the rule then asks for it, nothing is assumed. */
export function readTypedFacts(specs: FactSpecs, typed: TypedValues): FactReading {
  const faults: Record<string, FactFault> = {}
  const rows: Record<string, readonly number[]> = {}
  return { facts: readRecord(specs, '', { typed, faults, rows }), faults, rows }
}

interface Reading {
  readonly typed: TypedValues
  readonly faults: Record<string, FactFault>
  readonly rows: Record<string, readonly number[]>
}

/** The facts whose fields start with the prefix: all of them, or those of one row of a list (`aids.0.`). */
function readRecord(specs: FactSpecs, prefix: string, reading: Reading): Record<string, unknown> {
  const facts: Record<string, unknown> = {}
  for (const [name, spec] of Object.entries(specs)) {
    const value =
      spec.type === 'list'
        ? readList(prefix + name, spec.items, reading)
        : readField(prefix, name, spec, reading)
    if (value !== undefined) facts[name] = value
  }
  return facts
}

function readList(field: string, items: FactSpecs, reading: Reading): unknown {
  const rows = filledRows(field, reading.typed)
  reading.rows[field] = rows
  return rows.length > 0 || isNone(field, reading)
    ? rows.map((row) => readRecord(items, `${field}.${row}.`, reading))
    : undefined
}

function readField(prefix: string, name: string, spec: FactSpec, reading: Reading): unknown {
  if (spec.type === 'choices' && isNone(prefix + name, reading)) return []
  const field = prefix + fieldOf(name, spec)
  const text = reading.typed[field]?.trim() ?? ''
  if (text === '') return undefined
  const read = readText(spec, text)
  if ('value' in read) return read.value
  reading.faults[field] = read.fault
  return undefined
}

function isNone(field: string, { typed }: Reading): boolean {
  return typed[noneField(field)] === 'oui'
}

/** Field that says a list is empty, which a form without any row does not say. */
export function noneField(field: string): string {
  return `${field}.none`
}

/** Numbers of the rows of a list in which something was typed, in their order. */
export function filledRows(field: string, typed: TypedValues): readonly number[] {
  const rows = new Set<number>()
  for (const [key, text] of Object.entries(typed)) {
    const [, row] = key.startsWith(`${field}.`)
      ? (/^(\d{1,3})\./.exec(key.slice(field.length + 1)) ?? [])
      : []
    if (row !== undefined && text?.trim()) rows.add(Number(row))
  }
  return [...rows].sort((a, b) => a - b)
}

type Read = { readonly value: unknown } | { readonly fault: FactFault }

function readText(spec: FactSpec, text: string): Read {
  switch (spec.type) {
    case 'cents':
      return atLeast(parseEuros(text), spec.least, 'money')
    case 'count':
      return atLeast(wholeNumber(text), spec.least, 'whole_number')
    case 'share':
      return atMostOne(percent(text))
    case 'rate':
      return isPercent(spec)
        ? atLeast(percent(text), spec.least, 'percent')
        : atLeast(parseDecimal(text), spec.least, 'number')
    case 'boolean':
      return text === 'oui' || text === 'non' ? { value: text === 'oui' } : { fault: 'choice' }
    case 'date':
      return orFault(parseCalendarDate(text), 'date')
    case 'year_day':
      return orFault(yearDay(text), 'year_day')
    case 'choice':
      return spec.options.includes(text) ? { value: text } : { fault: 'choice' }
    case 'choices':
      return someOf(spec.options, text)
    case 'text':
      return { value: text }
    case 'list':
      return { fault: 'choice' }
  }
}

function orFault(value: unknown, fault: FactFault): Read {
  return value === null ? { fault } : { value }
}

function atLeast(value: number | null, least: number, fault: FactFault): Read {
  if (value === null) return { fault }
  return value >= least ? { value } : { fault: 'positive' }
}

function atMostOne(share: number | null): Read {
  return share !== null && share >= 0 && share <= 1 ? { value: share } : { fault: 'percent' }
}

function wholeNumber(text: string): number | null {
  const value = parseDecimal(text)
  return value !== null && Number.isSafeInteger(value) ? value : null
}

/** `21 %` or `21`: 0.21. */
function percent(text: string): number | null {
  const value = parseDecimal(text.replace('%', ''))
  return value === null ? null : Math.round(value * 1000) / 100_000
}

/** `31/12` as people write it, `12-31` as the rules do. */
function yearDay(text: string): string | null {
  const [, day, month] = /^(\d{1,2})\/(\d{1,2})$/.exec(text) ?? []
  const written = day && month ? `${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text
  // Any ordinary year: the rules refuse 29 February.
  return parseCalendarDate(`2027-${written}`) ? written : null
}

function someOf(options: readonly string[], text: string): Read {
  const words = [...new Set(text.split(','))]
  return words.every((word) => options.includes(word)) ? { value: words } : { fault: 'choice' }
}

/** Facts as the form shows them: what `readTypedFacts` reads back. */
export function typeFacts(
  specs: FactSpecs,
  facts: Readonly<Record<string, unknown>>,
): Record<string, string> {
  const typed: Record<string, string> = {}
  for (const [name, spec] of Object.entries(specs)) {
    const value = facts[name]
    if (value === undefined || value === null) continue
    if (Array.isArray(value) && value.length === 0) typed[noneField(name)] = 'oui'
    else if (spec.type !== 'list') typed[fieldOf(name, spec)] = writeFact(spec, value)
    else if (Array.isArray(value))
      for (const [row, item] of value.entries())
        for (const [field, text] of Object.entries(typeFacts(spec.items, isRecord(item) ? item : {})))
          typed[`${name}.${row}.${field}`] = text
  }
  return typed
}

function writeFact(spec: FactSpec, value: unknown): string {
  if (typeof value === 'boolean') return value ? 'oui' : 'non'
  if (typeof value !== 'number') return String(value)
  if (spec.type === 'cents') return formatEurosPlain(cents(value))
  return formatDecimalPlain(isPercent(spec) ? value * 100 : value)
}

/** Field of the form for a fact that the engine names: `aids[1].cents`; the field of the whole list where it has none. */
export function fieldOfPath(specs: FactSpecs, rows: FactReading['rows'], path: string): string {
  let prefix = ''
  let list = ''
  let within = specs
  for (const part of path.split('.')) {
    const [, name = '', index] = /^(\w+)(?:\[(\d+)\])?$/.exec(part) ?? []
    const spec = within[name]
    if (!spec) return list
    if (spec.type !== 'list' || index === undefined) return prefix + fieldOf(name, spec)
    list = prefix + name
    const row = rows[list]?.[Number(index)]
    if (row === undefined) return list
    prefix = `${list}.${row}.`
    within = spec.items
  }
  return list
}
