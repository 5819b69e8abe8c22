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
  /** Rows of each list that were filled, by their numbers in the form: blank ones between them are left out. */
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
  const facts: Record<string, unknown> = {}
  for (const [name, spec] of Object.entries(specs)) {
    if (spec.type === 'list') {
      rows[name] = filledRows(name, spec.items, typed)
      const items = rows[name].map((row) => readFields(spec.items, typed, `${name}.${row}.`, faults))
      if (items.length > 0 || isNone(name, typed)) facts[name] = items
    } else if (spec.type === 'choices' && isNone(name, typed)) facts[name] = []
    else Object.assign(facts, readFields({ [name]: spec }, typed, '', faults))
  }
  return { facts, faults, rows }
}

function isNone(name: string, typed: TypedValues): boolean {
  return typed[noneField(name)] === 'oui'
}

/** Field that says a list is empty, which a form without any row does not say. */
export function noneField(name: string): string {
  return `${name}.none`
}

function filledRows(name: string, items: FactSpecs, typed: TypedValues): number[] {
  const numbers = new Set(
    Object.keys(typed).flatMap((key) => {
      const [list, row] = key.split('.')
      return list === name && /^\d{1,3}$/.test(row ?? '') ? [Number(row)] : []
    }),
  )
  return [...numbers]
    .filter((row) =>
      Object.entries(items).some(([item, spec]) => typed[`${name}.${row}.${fieldOf(item, spec)}`]?.trim()),
    )
    .sort((a, b) => a - b)
}

function readFields(
  specs: FactSpecs,
  typed: TypedValues,
  prefix: string,
  faults: Record<string, FactFault>,
): Record<string, unknown> {
  const facts: Record<string, unknown> = {}
  for (const [name, spec] of Object.entries(specs)) {
    const field = prefix + fieldOf(name, spec)
    const text = typed[field]?.trim() ?? ''
    if (text === '') continue
    const read = readText(spec, text)
    if ('fault' in read) faults[field] = read.fault
    else facts[name] = read.value
  }
  return facts
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

const pathOfFact = /^(\w+)(?:\[(\d+)\](?:\.(\w+))?)?$/

/** Field of the form for a fact that the engine names: `aids[1].cents`; the field of the whole list where it has none. */
export function fieldOfPath(specs: FactSpecs, rows: FactReading['rows'], path: string): string {
  const [, name = '', index, item] = pathOfFact.exec(path) ?? []
  const spec = specs[name]
  if (!spec) return ''
  const itemSpec = spec.type === 'list' && item ? spec.items[item] : undefined
  const row = rows[name]?.[Number(index)]
  return item && itemSpec && row !== undefined
    ? `${name}.${row}.${fieldOf(item, itemSpec)}`
    : fieldOf(name, spec)
}
