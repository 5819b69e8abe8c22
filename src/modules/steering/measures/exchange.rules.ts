import { z } from 'zod'

/**
 * The file format of measures, the same for `import`, `export` (JSON), and the demo worlds. Amounts are euros written
 * as decimal text ("1234.50") so that no file loses a cent; hours, weeks and results are numbers.
 * CSV and XLSX carry the same fields, one row a line, risk or condition.
 */
const figure = z.union([z.number(), z.string().regex(/^-?\d+(\.\d{1,2})?$/)])

const source = z.strictObject({
  text: z.string().min(1),
  reference: z.string().min(1).nullable().default(null),
  year: z.int().min(1900).max(2100).nullable().default(null),
})

export const lineRecord = z.strictObject({
  kind: z.string(),
  label: z.string().min(1),
  section: z.enum(['operating', 'investment']).nullable().default(null),
  grade: z.enum(['A', 'B', 'C']).nullable().default(null),
  /** Needed for kind `result` only: `tonnes`, `tCO2e`, `people`, `jobs`… */
  unit: z.string().min(1).nullable().default(null),
  low: figure,
  likely: figure,
  high: figure,
  first_year: z.int().min(1).max(30),
  last_year: z.int().min(1).max(30).nullable().default(null),
  source,
  owner: z.string().min(1),
  confidence: z.enum(['high', 'medium', 'low']),
})

export const riskRecord = z.strictObject({
  kind: z.enum(['political', 'legal', 'financial', 'participation', 'security', 'management']),
  statement: z.string().min(1),
  probability: z.int().min(1).max(4),
  impact: z.int().min(1).max(4),
  mitigation: z.string(),
  owner: z.string(),
  source: z.string().min(1).nullable().default(null),
})

export const conditionRecord = z.strictObject({
  statement: z.string().min(1),
  indicator: z.string().regex(/^[a-z][a-z0-9_]*$/),
  unit: z.string().min(1),
  comparison: z.enum(['at_least', 'at_most']),
  threshold: z.number(),
  due_on: z.iso.date(),
  owner: z.string(),
  blocking: z.boolean(),
})

export const measureRecord = z.strictObject({
  code: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  title: z.string().min(1),
  part: z.enum(['I', 'II', 'III']),
  theme: z.string().min(1),
  objective: z.string().min(1),
  pilot: z.string(),
  sponsor: z.string(),
  engagement_level: z.enum(['inform', 'consult', 'involve', 'collaborate', 'codecide']),
  engagement_commitment: z.string(),
  public_service_relation: z.enum(['complement', 'competitor', 'none']),
  public_service_reason: z.string(),
  starts_on: z.iso.date(),
  ends_on: z.iso.date().nullable().default(null),
  /** Radar answers, 0 to 4; the questions are those of `radar.rules.ts`. */
  ratings: z.record(z.string(), z.int().min(0).max(4)).default({}),
  lines: z.array(lineRecord),
  risks: z.array(riskRecord),
  conditions: z.array(conditionRecord),
})

export const measuresFile = z.strictObject({
  format: z.literal('faire-commune/measures/1'),
  measures: z.array(measureRecord),
})

export type MeasureRecord = z.infer<typeof measureRecord>
export type LineRecord = z.infer<typeof lineRecord>
export type RiskRecord = z.infer<typeof riskRecord>
export type ConditionRecord = z.infer<typeof conditionRecord>
