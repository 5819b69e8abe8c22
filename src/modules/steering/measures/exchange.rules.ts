import { z } from 'zod'

/**
 * The file format of measures, the same for `import`, `export` (JSON), and the demo worlds. Amounts are euros written
 * as decimal text ("1234.50") so that no file loses a cent; hours, weeks and results are numbers.
 * CSV and XLSX carry the same fields, one row a line, risk or condition (`flat-file.rules.ts`).
 */
// Read in the unit of its line by `makeLine`, which says what is wrong with it.
const figure = z.union([z.number(), z.string()])

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
  owner: z.string(),
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

/** A measure without what hangs on it. */
export const measureHeader = z.strictObject({
  code: z
    .string()
    .max(60)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  title: z.string().min(1).max(200),
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
})

export const measureRecord = measureHeader.extend({
  lines: z.array(lineRecord),
  risks: z.array(riskRecord),
  conditions: z.array(conditionRecord),
})

export const measuresFormat = 'faire-commune/measures/1'

export const measuresFile = z.strictObject({
  format: z.literal(measuresFormat),
  /** Which town wrote the file; says so when the town is fictional. Not read back. */
  origin: z.string().optional(),
  measures: z.array(measureRecord),
})

export type MeasureHeader = z.infer<typeof measureHeader>
export type MeasureRecord = z.infer<typeof measureRecord>
export type LineRecord = z.infer<typeof lineRecord>
export type RiskRecord = z.infer<typeof riskRecord>
export type ConditionRecord = z.infer<typeof conditionRecord>
