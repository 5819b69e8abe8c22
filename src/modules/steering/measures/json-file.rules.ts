import { type MeasureRecord, measuresFormat } from './exchange.rules.ts'
import {
  assemble,
  type FileFault,
  faultReading,
  type MeasuresFileReading,
  type Place,
  placeFaults,
  type ReadItem,
  readItem,
} from './measures-file.rules.ts'
import type { FieldFault } from './records.rules.ts'

/** The JSON file of these measures. `origin` names the town that wrote it. */
export function writeJsonFile(measures: readonly MeasureRecord[], origin: string): string {
  return `${JSON.stringify({ format: measuresFormat, origin, measures }, null, 2)}\n`
}

/** Reads the JSON format of `exchange.rules.ts`; each fault names its path in the file. */
export function readJsonFile(text: string): MeasuresFileReading {
  const file = parseJson(text)
  if (!file.ok) return faultReading([{ place: at(''), code: 'not_json', found: file.message }])
  const { value } = file
  if (!isRecord(value) || value.format !== measuresFormat || !Array.isArray(value.measures))
    return faultReading([{ place: at('format'), code: 'format_unknown', found: measuresFormat }])
  const items: ReadItem[] = []
  const faults: FileFault[] = []
  for (const [index, measure] of value.measures.entries())
    readMeasure(measure, `measures[${index}]`, items, faults)
  return assemble(items, faults, (code) => rulesOf(value.measures, code) !== undefined)
}

/** What the file says of the rules of the measure of that code; undefined when it says nothing. */
function rulesOf(measures: unknown, code: string): unknown {
  const list: readonly unknown[] = Array.isArray(measures) ? measures : []
  return list.find((measure) => isRecord(measure) && measure.code === code && measure.rules !== undefined)
}

function parseJson(
  text: string,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string } {
  try {
    // No text of the database can hold the character zero, which JSON may write.
    return {
      ok: true,
      value: JSON.parse(text, (_, value) => (typeof value === 'string' ? value.replaceAll('\0', '') : value)),
    }
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) }
  }
}

const lists = [
  ['lines', 'line'],
  ['risks', 'risk'],
  ['conditions', 'condition'],
  ['rules', 'rule'],
] as const

function readMeasure(input: unknown, path: string, items: ReadItem[], faults: FileFault[]): void {
  if (!isRecord(input)) {
    faults.push({ place: at(path), code: 'format_unknown' })
    return
  }
  const { lines, risks, conditions, rules, ...header } = input
  const measure = typeof header.code === 'string' ? header.code : ''
  const read = (type: ReadItem['type'], record: unknown, place: string) => {
    const item = readItem(type, record, { place: at(place), measure })
    if (item.ok) items.push(item.value)
    else faults.push(...faultsAt(place, item.refusal))
    return item.ok
  }
  if (!read('measure', header, path)) return
  const found = { lines, risks, conditions, rules }
  for (const [name, type] of lists) {
    const list = found[name] ?? []
    if (!Array.isArray(list)) faults.push({ place: at(`${path}.${name}`), code: 'format_unknown' })
    else for (const [index, record] of list.entries()) read(type, record, `${path}.${name}[${index}]`)
  }
}

function faultsAt(path: string, faults: readonly FieldFault[]): FileFault[] {
  return placeFaults(faults, (field) => at(field === '' ? path : `${path}.${field}`))
}

function at(column: string): Place {
  return { line: null, column }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
