import type { CalendarDate } from '#kernel/calendar-date.ts'
import { cents, formatEurosPlain, parseEuros } from '#kernel/cents.ts'
import { formatDecimalPlain, parseDecimal } from '#kernel/decimal.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { defaultSection, describeKind, isLineKind, type LineKind, type Section } from './line-kinds.rules.ts'
import {
  type Condition,
  type Confidence,
  type Grade,
  largestFigure,
  type Measure,
  type MeasureLine,
  type Risk,
} from './measures.rules.ts'

/** A measure, line, risk or condition before it has an identity. */
export type MeasureDraft = Omit<Measure, 'id' | 'status' | 'version'>
export type LineDraft = Omit<MeasureLine, 'id' | 'version'>
export type RiskDraft = Omit<Risk, 'id' | 'version'>
export type ConditionDraft = Omit<Condition, 'id' | 'version'>

/** A line as a form or a file gives it: figures still as text. */
export interface RawLine {
  readonly kind: string
  readonly label: string
  readonly section: Section | null
  readonly grade: Grade | null
  readonly unit: string | null
  readonly low: string
  readonly likely: string
  readonly high: string
  readonly firstYear: number
  readonly lastYear: number | null
  readonly sourceText: string
  readonly sourceReference: string | null
  readonly sourceYear: number | null
  readonly owner: string
  readonly confidence: Confidence
}

/** What is wrong, and in which field: `code` has a sentence in both languages. */
export interface Fault {
  readonly field: string
  readonly code: FaultCode
}

export type FaultCode =
  | 'kind_unknown'
  | 'grade_missing'
  | 'unit_missing'
  | 'amount_unreadable'
  | 'number_unreadable'
  | 'amount_negative'
  | 'out_of_range'
  | 'figures_order'
  | 'years_order'

const figureFields = ['low', 'likely', 'high'] as const

/** The line, once its figures are read in the unit of its kind; or everything that is wrong with it. */
export function makeLine(raw: RawLine): Result<LineDraft, readonly Fault[]> {
  if (!isLineKind(raw.kind)) return refuse([{ field: 'kind', code: 'kind_unknown' }])
  const unit = describeKind(raw.kind).unit ?? raw.unit
  const figures = figureFields.map((field) => readFigure(raw[field], unit))
  const faults = [...kindFaults(raw, raw.kind, unit), ...figureFaults(figures, unit), ...yearFaults(raw)]
  const [low, likely, high] = figures
  if (faults.length > 0 || unit === null || low == null || likely == null || high == null)
    return refuse(faults)
  return ok({
    kind: raw.kind,
    label: raw.label,
    section: defaultSection(raw.kind) === null ? null : (raw.section ?? defaultSection(raw.kind)),
    grade: needsGrade(raw.kind) ? raw.grade : null,
    unit,
    low,
    likely,
    high,
    firstYear: raw.firstYear,
    lastYear: raw.lastYear,
    source: { text: raw.sourceText, reference: raw.sourceReference, year: raw.sourceYear },
    owner: raw.owner,
    confidence: raw.confidence,
  })
}

function needsGrade(kind: LineKind): boolean {
  return kind === 'staff_hours' || kind === 'staff_hours_freed'
}

function readFigure(text: string, unit: string | null): number | null {
  return unit === 'cents' ? parseEuros(text) : parseDecimal(text)
}

function kindFaults(raw: RawLine, kind: LineKind, unit: string | null): Fault[] {
  const faults: Fault[] = []
  if (needsGrade(kind) && raw.grade === null) faults.push({ field: 'grade', code: 'grade_missing' })
  if (unit === null) faults.push({ field: 'unit', code: 'unit_missing' })
  return faults
}

/** Figures are amounts of a cost or of a gain: the kind gives the sign, so they are never negative. */
function figureFaults(figures: readonly (number | null)[], unit: string | null): Fault[] {
  const faults = figures.flatMap((value, index): Fault[] => {
    const field = figureFields[index] ?? 'low'
    if (value === null) return [{ field, code: unit === 'cents' ? 'amount_unreadable' : 'number_unreadable' }]
    if (value < 0) return [{ field, code: 'amount_negative' }]
    return value > largestFigure ? [{ field, code: 'out_of_range' }] : []
  })
  const [low, likely, high] = figures
  if (faults.length === 0 && !((low ?? 0) <= (likely ?? 0) && (likely ?? 0) <= (high ?? 0)))
    return [{ field: 'likely', code: 'figures_order' }]
  return faults
}

function yearFaults(raw: RawLine): Fault[] {
  return raw.lastYear !== null && raw.lastYear < raw.firstYear
    ? [{ field: 'lastYear', code: 'years_order' }]
    : []
}

/** A figure as a form or a file writes it, in euros or in the line's unit. */
export function writeFigure(value: number, unit: string): string {
  return unit === 'cents' ? formatEurosPlain(cents(value)) : formatDecimalPlain(value)
}

/** A measure that ends must end after it starts. */
export function datesInOrder(startsOn: CalendarDate, endsOn: CalendarDate | null): boolean {
  return endsOn === null || endsOn > startsOn
}
