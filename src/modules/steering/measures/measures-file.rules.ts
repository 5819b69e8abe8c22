import { ok, type Result } from '#kernel/result.ts'
import type { ConditionDraft, LineDraft, MeasureDraft, RiskDraft } from './drafts.rules.ts'
import type { RuleDraft } from './legal-rules.rules.ts'
import {
  type FieldFault,
  type MeasureContent,
  type RecordFaultCode,
  readConditionRecord,
  readLineRecord,
  readMeasureRecord,
  readRiskRecord,
  readRuleRecord,
} from './records.rules.ts'

/** Where something stands in a file: a line and a column of a table, or a path in JSON. */
export interface Place {
  /** Line of the table, from 1; null in JSON. */
  readonly line: number | null
  /** Header of the column, or path such as `measures[0].lines[2]`. */
  readonly column: string
}

export type FileFaultCode =
  | RecordFaultCode
  | 'not_json'
  | 'format_unknown'
  | 'empty_file'
  | 'unreadable_file'
  | 'file_too_large'
  | 'duplicate_header'
  | 'column_missing'
  | 'row_type'
  | 'cells_extra'
  | 'code_twice'
  | 'same_name'
  | 'measure_missing'
  | 'frozen'

/** What is wrong in a file, where; `code` has a sentence with its remedy in both languages. */
export interface FileFault {
  readonly place: Place
  readonly code: FileFaultCode
  /** What was found there, when it helps. */
  readonly found?: string
}

/** One record of a file that could be read. */
export type ReadItem =
  | { readonly type: 'measure'; readonly place: Place; readonly draft: MeasureDraft }
  | { readonly type: 'rule'; readonly place: Place; readonly measure: string; readonly draft: RuleDraft }
  | { readonly type: 'line'; readonly place: Place; readonly measure: string; readonly draft: LineDraft }
  | { readonly type: 'risk'; readonly place: Place; readonly measure: string; readonly draft: RiskDraft }
  | {
      readonly type: 'condition'
      readonly place: Place
      readonly measure: string
      readonly draft: ConditionDraft
    }

/** Reads one record of a file, of the measure that it belongs to. */
export function readItem(
  type: ReadItem['type'],
  input: unknown,
  { place, measure }: { readonly place: Place; readonly measure: string },
): Result<ReadItem, readonly FieldFault[]> {
  if (type === 'measure') return itemOf(readMeasureRecord(input), (draft) => ({ type, place, draft }))
  if (type === 'line') return itemOf(readLineRecord(input), (draft) => ({ type, place, measure, draft }))
  if (type === 'rule') return itemOf(readRuleRecord(input), (draft) => ({ type, place, measure, draft }))
  if (type === 'risk') return itemOf(readRiskRecord(input), (draft) => ({ type, place, measure, draft }))
  return itemOf(readConditionRecord(input), (draft) => ({ type, place, measure, draft }))
}

function itemOf<Draft, Fault>(
  read: Result<Draft, Fault>,
  make: (draft: Draft) => ReadItem,
): Result<ReadItem, Fault> {
  return read.ok ? ok(make(read.value)) : read
}

export interface ReadMeasure {
  readonly place: Place
  readonly content: MeasureContent
}

/** The measures of a file that can be kept, and all that is wrong with the rest. */
export interface MeasuresFileReading {
  readonly measures: readonly ReadMeasure[]
  readonly faults: readonly FileFault[]
}

export function faultReading(faults: readonly FileFault[]): MeasuresFileReading {
  return { measures: [], faults }
}

export function placeFaults(
  faults: readonly FieldFault[],
  placeOf: (field: string) => Place,
  foundIn: (field: string) => string | undefined = () => undefined,
): FileFault[] {
  return faults.map(({ field, code }) => {
    const found = foundIn(field)
    return { place: placeOf(field), code, ...(found ? { found } : {}) }
  })
}

interface Gathering {
  readonly place: Place
  readonly draft: MeasureDraft
  readonly lines: LineDraft[]
  readonly risks: RiskDraft[]
  readonly conditions: ConditionDraft[]
  readonly rules: RuleDraft[]
  readonly names: Set<string>
}

/**
 * Puts the records of a file together, measure by measure, in the order of the file. `saysRules`: whether it speaks of the law
 * at all, for a measure by its code.
 */
export function assemble(
  items: readonly ReadItem[],
  faults: readonly FileFault[],
  saysRules: (code: string) => boolean,
): MeasuresFileReading {
  const gathered = new Map<string, Gathering>()
  const found: FileFault[] = [...faults]
  for (const item of items) {
    if (item.type !== 'measure') continue
    const { code } = item.draft
    if (gathered.has(code)) found.push({ place: item.place, code: 'code_twice', found: code })
    else
      gathered.set(code, {
        place: item.place,
        draft: item.draft,
        lines: [],
        risks: [],
        conditions: [],
        rules: [],
        names: new Set(),
      })
  }
  for (const item of items) {
    if (item.type === 'measure') continue
    const fault = addItem(gathered.get(item.measure), item)
    if (fault) found.push({ place: item.place, ...fault })
  }
  return {
    measures: [...gathered.values()].map(({ place, draft, lines, risks, conditions, rules }) => ({
      place,
      content: { draft, lines, risks, conditions, rules: saysRules(draft.code) ? rules : null },
    })),
    faults: found.sort((a, b) => (a.place.line ?? 0) - (b.place.line ?? 0)),
  }
}

function addItem(
  measure: Gathering | undefined,
  item: Exclude<ReadItem, { type: 'measure' }>,
): { code: FileFaultCode; found: string } | null {
  if (!measure) return { code: 'measure_missing', found: item.measure }
  const name = nameOf(item)
  const key = `${item.type} ${name}`
  if (measure.names.has(key)) return { code: 'same_name', found: name }
  measure.names.add(key)
  if (item.type === 'line') measure.lines.push(item.draft)
  else if (item.type === 'risk') measure.risks.push(item.draft)
  else if (item.type === 'rule') measure.rules.push(item.draft)
  else measure.conditions.push(item.draft)
  return null
}

/** What may stand once in a measure. */
function nameOf(item: Exclude<ReadItem, { type: 'measure' }>): string {
  if (item.type === 'line') return item.draft.label
  return item.type === 'rule' ? item.draft.rule : item.draft.statement
}
