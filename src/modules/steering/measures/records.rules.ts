import type { z } from 'zod'
import { calendarDate } from '#kernel/calendar-date.ts'
import { cents, formatEurosPlain } from '#kernel/cents.ts'
import { ok, type Result, refuse } from '#kernel/result.ts'
import { evaluate } from '#modules/steering/law/rules.public.ts'
import {
  type ConditionDraft,
  datesInOrder,
  type FaultCode,
  type LineDraft,
  type MeasureDraft,
  makeLine,
  type RiskDraft,
} from './drafts.rules.ts'
import {
  conditionRecord,
  type LineRecord,
  lineRecord,
  type MeasureRecord,
  measureHeader,
  riskRecord,
  ruleRecord,
} from './exchange.rules.ts'
import type { RuleDraft } from './legal-rules.rules.ts'
import { describeKind } from './line-kinds.rules.ts'

/** A measure with all that a file says of it, before it has an identity. */
export interface MeasureContent {
  readonly draft: MeasureDraft
  readonly lines: readonly LineDraft[]
  readonly risks: readonly RiskDraft[]
  readonly conditions: readonly ConditionDraft[]
  /** Null when the file says nothing of the law: what the measure names stays. */
  readonly rules: readonly RuleDraft[] | null
}

export type RecordFaultCode =
  | FaultCode
  | 'text_missing'
  | 'text_long'
  | 'choice'
  | 'date'
  | 'dates_order'
  | 'whole_number'
  | 'out_of_range'
  | 'indicator'
  | 'code'
  | 'field_unknown'
  | 'rule_unreadable'

/** What is wrong in a record: `field` is its name in the file, such as `first_year` or `source.text`. */
export interface FieldFault {
  readonly field: string
  readonly code: RecordFaultCode
}

type Read<Draft> = Result<Draft, readonly FieldFault[]>

export function readMeasureRecord(input: unknown): Read<MeasureDraft> {
  const parsed = measureHeader.safeParse(input)
  if (!parsed.success) return refuse(faultsOf(parsed.error))
  const record = parsed.data
  const startsOn = calendarDate(record.starts_on)
  const endsOn = record.ends_on === null ? null : calendarDate(record.ends_on)
  if (!datesInOrder(startsOn, endsOn)) return refuse([{ field: 'ends_on', code: 'dates_order' }])
  return ok({
    code: record.code,
    title: record.title,
    part: record.part,
    theme: record.theme,
    objective: record.objective,
    pilot: record.pilot,
    sponsor: record.sponsor,
    engagementLevel: record.engagement_level,
    engagementCommitment: record.engagement_commitment,
    publicServiceRelation: record.public_service_relation,
    publicServiceReason: record.public_service_reason,
    startsOn,
    endsOn,
    ratings: record.ratings,
  })
}

export function readLineRecord(input: unknown): Read<LineDraft> {
  const parsed = lineRecord.safeParse(input)
  if (!parsed.success) return refuse(faultsOf(parsed.error))
  const made = makeLine(rawLine(parsed.data))
  return made.ok
    ? made
    : refuse(made.refusal.map((fault) => ({ ...fault, field: snakeOf[fault.field] ?? fault.field })))
}

const snakeOf: Readonly<Record<string, string>> = { firstYear: 'first_year', lastYear: 'last_year' }

function rawLine(record: LineRecord) {
  return {
    kind: record.kind,
    label: record.label,
    section: record.section,
    grade: record.grade,
    unit: record.unit,
    low: String(record.low),
    likely: String(record.likely),
    high: String(record.high),
    firstYear: record.first_year,
    lastYear: record.last_year,
    sourceText: record.source.text,
    sourceReference: record.source.reference,
    sourceYear: record.source.year,
    owner: record.owner,
    confidence: record.confidence,
  }
}

export function readRiskRecord(input: unknown): Read<RiskDraft> {
  const parsed = riskRecord.safeParse(input)
  return parsed.success ? ok(parsed.data) : refuse(faultsOf(parsed.error))
}

export function readConditionRecord(input: unknown): Read<ConditionDraft> {
  const parsed = conditionRecord.safeParse(input)
  if (!parsed.success) return refuse(faultsOf(parsed.error))
  const { due_on, ...rest } = parsed.data
  return ok({ ...rest, dueOn: calendarDate(due_on) })
}

/** A rule that is ours, with facts that it reads. */
export function readRuleRecord(input: unknown): Read<RuleDraft> {
  const parsed = ruleRecord.safeParse(input)
  if (!parsed.success)
    return refuse(
      faultsOf(parsed.error).map(({ field, code }) =>
        field.startsWith('facts') ? { field: 'facts', code: 'rule_unreadable' } : { field, code },
      ),
    )
  const { rule, facts } = parsed.data
  const on = calendarDate(parsed.data.on)
  return evaluate(rule, facts, on).ok
    ? ok({ rule, on, facts })
    : refuse([{ field: 'rule', code: 'rule_unreadable' }])
}

function faultsOf(error: z.ZodError): FieldFault[] {
  return error.issues.map((issue) => ({ field: fieldOf(issue), code: codeOf(issue) }))
}

function fieldOf(issue: z.core.$ZodIssue): string {
  const extra = issue.code === 'unrecognized_keys' ? issue.keys : []
  return [...issue.path.map(String), ...extra.slice(0, 1)].join('.')
}

/** The sentence that helps with what the schema refused. */
function codeOf(issue: z.core.$ZodIssue): RecordFaultCode {
  if (issue.code === 'unrecognized_keys') return 'field_unknown'
  if (issue.code === 'invalid_value') return 'choice'
  if (issue.path.at(-1) === 'threshold') return 'number_unreadable'
  if (issue.code === 'too_big' && issue.origin === 'string') return 'text_long'
  if (issue.code === 'too_small' && issue.origin === 'string') return 'text_missing'
  if (issue.code === 'too_big' || issue.code === 'too_small') return 'out_of_range'
  if (issue.code === 'invalid_format' && issue.format === 'date') return 'date'
  if (issue.code === 'invalid_format') return issue.path.at(-1) === 'indicator' ? 'indicator' : 'code'
  if (issue.code === 'custom') return 'code'
  if (issue.code === 'invalid_type' && (issue.expected === 'number' || issue.expected === 'int'))
    return 'whole_number'
  return issue.path.at(-1) === 'blocking' ? 'choice' : 'text_missing'
}

/** The measure as the JSON file writes it. Two contents are the same when their records are. */
export function recordOf({ draft, lines, risks, conditions, rules }: MeasureContent): MeasureRecord {
  return {
    code: draft.code,
    title: draft.title,
    part: draft.part,
    theme: draft.theme,
    objective: draft.objective,
    pilot: draft.pilot,
    sponsor: draft.sponsor,
    engagement_level: draft.engagementLevel,
    engagement_commitment: draft.engagementCommitment,
    public_service_relation: draft.publicServiceRelation,
    public_service_reason: draft.publicServiceReason,
    starts_on: draft.startsOn,
    ends_on: draft.endsOn,
    ratings: Object.fromEntries(Object.entries(draft.ratings).sort(([a], [b]) => (a < b ? -1 : 1))),
    lines: lines.map(lineRecordOf),
    risks: risks.map(({ kind, statement, probability, impact, mitigation, owner, source }) => ({
      kind,
      statement,
      probability,
      impact,
      mitigation,
      owner,
      source,
    })),
    conditions: conditions.map((condition) => ({
      statement: condition.statement,
      indicator: condition.indicator,
      unit: condition.unit,
      comparison: condition.comparison,
      threshold: condition.threshold,
      due_on: condition.dueOn,
      owner: condition.owner,
      blocking: condition.blocking,
    })),
    ...(rules ? { rules: rules.map(({ rule, on, facts }) => ({ rule, on, facts: sortKeys(facts) })) } : {}),
  }
}

/** Facts in one order, for the database keeps none: the same facts are the same text. */
function sortKeys(facts: RuleDraft['facts']): Record<string, unknown> {
  return JSON.parse(JSON.stringify(facts), (_, value: unknown) => (isPlain(value) ? sorted(value) : value))
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function sorted(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function lineRecordOf(line: LineDraft): LineRecord {
  const figure = (value: number) =>
    line.unit === 'cents' ? formatEurosPlain(cents(value)).replace(',', '.') : value
  return {
    kind: line.kind,
    label: line.label,
    section: line.section,
    grade: line.grade,
    unit: describeKind(line.kind).unit === null ? line.unit : null,
    low: figure(line.low),
    likely: figure(line.likely),
    high: figure(line.high),
    first_year: line.firstYear,
    last_year: line.lastYear,
    source: { text: line.source.text, reference: line.source.reference, year: line.source.year },
    owner: line.owner,
    confidence: line.confidence,
  }
}

/** Whether the file says what is there already; of what it does not speak, it says nothing else. */
export function isSameContent(file: MeasureContent, stored: MeasureContent): boolean {
  const rules = file.rules === null ? null : stored.rules
  return JSON.stringify(recordOf(file)) === JSON.stringify(recordOf({ ...stored, rules }))
}
