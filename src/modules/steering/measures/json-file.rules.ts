import { type MeasureRecord, measuresFormat } from './exchange.rules.ts'
import {
  assemble,
  type FileFault,
  faultReading,
  type MeasuresFileReading,
  type Place,
  placeFaults,
  type ReadItem,
} from './measures-file.rules.ts'
import {
  type FieldFault,
  readConditionRecord,
  readLineRecord,
  readMeasureRecord,
  readRiskRecord,
} from './records.rules.ts'

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
  return assemble(items, faults)
}

function parseJson(
  text: string,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string } {
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) }
  }
}

const readers = {
  lines: { type: 'line', read: readLineRecord },
  risks: { type: 'risk', read: readRiskRecord },
  conditions: { type: 'condition', read: readConditionRecord },
} as const

function readMeasure(input: unknown, path: string, items: ReadItem[], faults: FileFault[]): void {
  if (!isRecord(input)) {
    faults.push({ place: at(path), code: 'format_unknown' })
    return
  }
  const { lines, risks, conditions, ...header } = input
  const measure = readMeasureRecord(header)
  if (!measure.ok) {
    faults.push(...faultsAt(path, measure.refusal))
    return
  }
  items.push({ type: 'measure', place: at(path), draft: measure.value })
  const lists = { lines, risks, conditions }
  for (const name of ['lines', 'risks', 'conditions'] as const) {
    const list = lists[name] ?? []
    if (!Array.isArray(list)) faults.push({ place: at(`${path}.${name}`), code: 'format_unknown' })
    else
      for (const [index, item] of list.entries()) {
        const place = `${path}.${name}[${index}]`
        const read = readers[name].read(item)
        if (!read.ok) faults.push(...faultsAt(place, read.refusal))
        else
          items.push({
            type: readers[name].type,
            place: at(place),
            measure: measure.value.code,
            draft: read.value,
          } as ReadItem)
      }
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
