import { z } from 'zod'
import { calendarDate } from '#kernel/calendar-date.ts'
import { engagementLevels } from '#kernel/engagement.ts'
import type { NamedRule } from './legal-rules.rules.ts'
import { isLineKind, type LineKind, sections } from './line-kinds.rules.ts'
import {
  type Condition,
  confidences,
  grades,
  type Measure,
  type MeasureLine,
  parts,
  publicServiceRelations,
  type Risk,
  riskKinds,
  statuses,
} from './measures.rules.ts'

// Rows are read again on the way out: a surprising value is an error here, not three pages later.

const day = z.string().transform(calendarDate)
const lineKind = z
  .string()
  .refine(isLineKind)
  .transform((kind): LineKind => kind)

const measureRow = z.object({
  id: z.string(),
  code: z.string(),
  title: z.string(),
  part: z.enum(parts),
  theme: z.string(),
  objective: z.string(),
  pilot: z.string(),
  sponsor: z.string(),
  engagement_level: z.enum(engagementLevels),
  engagement_commitment: z.string(),
  public_service_relation: z.enum(publicServiceRelations),
  public_service_reason: z.string(),
  starts_on: day,
  ends_on: day.nullable(),
  status: z.enum(statuses),
  ratings: z.record(z.string(), z.number()),
  version: z.number(),
})

const lineRow = z.object({
  id: z.string(),
  version: z.number(),
  kind: lineKind,
  label: z.string(),
  section: z.enum(sections).nullable(),
  grade: z.enum(grades).nullable(),
  unit: z.string(),
  low: z.number(),
  likely: z.number(),
  high: z.number(),
  first_year: z.number(),
  last_year: z.number().nullable(),
  source_text: z.string(),
  source_reference: z.string().nullable(),
  source_year: z.number().nullable(),
  owner: z.string(),
  confidence: z.enum(confidences),
})

const riskRow = z.object({
  id: z.string(),
  version: z.number(),
  kind: z.enum(riskKinds),
  statement: z.string(),
  probability: z.number(),
  impact: z.number(),
  mitigation: z.string(),
  owner: z.string(),
  source: z.string().nullable(),
})

const conditionRow = z.object({
  id: z.string(),
  version: z.number(),
  statement: z.string(),
  indicator: z.string(),
  unit: z.string(),
  comparison: z.enum(['at_least', 'at_most']),
  threshold: z.number(),
  due_on: day,
  owner: z.string(),
  blocking: z.boolean(),
})

export function readMeasure(input: unknown): Measure {
  const row = measureRow.parse(input)
  return {
    id: row.id,
    code: row.code,
    title: row.title,
    part: row.part,
    theme: row.theme,
    objective: row.objective,
    pilot: row.pilot,
    sponsor: row.sponsor,
    engagementLevel: row.engagement_level,
    engagementCommitment: row.engagement_commitment,
    publicServiceRelation: row.public_service_relation,
    publicServiceReason: row.public_service_reason,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    status: row.status,
    ratings: row.ratings,
    version: row.version,
  }
}

export function readLine(input: unknown): MeasureLine {
  const row = lineRow.parse(input)
  return {
    id: row.id,
    version: row.version,
    kind: row.kind,
    label: row.label,
    section: row.section,
    grade: row.grade,
    unit: row.unit,
    low: row.low,
    likely: row.likely,
    high: row.high,
    firstYear: row.first_year,
    lastYear: row.last_year,
    source: { text: row.source_text, reference: row.source_reference, year: row.source_year },
    owner: row.owner,
    confidence: row.confidence,
  }
}

export function readRisk(input: unknown): Risk {
  return riskRow.parse(input)
}

export function readCondition(input: unknown): Condition {
  const { due_on, ...row } = conditionRow.parse(input)
  return { ...row, dueOn: due_on }
}

const namedRuleRow = z.object({
  id: z.string(),
  version: z.number(),
  rule: z.string(),
  applies_on: day,
  facts: z.record(z.string(), z.unknown()),
})

export function readNamedRule(row: unknown): NamedRule {
  const { id, version, rule, applies_on: on, facts } = namedRuleRow.parse(row)
  return { id, version, rule, on, facts }
}
