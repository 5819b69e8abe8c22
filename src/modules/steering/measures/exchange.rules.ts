import { z } from 'zod'
import { parseDecimal } from '#kernel/decimal.ts'
import { largestFigure, reservedCodes } from './measures.rules.ts'

/**
 * The file format of measures, the same for `import`, `export` (JSON), and the demo worlds. Amounts are euros written
 * as decimal text ("1234.50") so that no file loses a cent; hours, weeks and results are numbers.
 * CSV and XLSX carry the same fields, one row a line, risk, condition or rule of law (`flat-file.rules.ts`).
 */
// Read in the unit of its line by `makeLine`, which says what is wrong with it.
const figure = z.union([z.number(), z.string()])

/** A text that the forms hold too. */
const text = (longest: number) => z.string().max(longest)
const filled = (longest: number) => text(longest).min(1)

const source = z.strictObject({
  text: filled(1000),
  reference: filled(500).nullable().default(null),
  year: z.int().min(1900).max(2100).nullable().default(null),
})

export const lineRecord = z.strictObject({
  kind: z.string(),
  label: filled(200),
  section: z.enum(['operating', 'investment']).nullable().default(null),
  grade: z.enum(['A', 'B', 'C']).nullable().default(null),
  /** Needed for kind `result` only: `tonnes`, `tCO2e`, `people`, `jobs`… */
  unit: filled(40).nullable().default(null),
  low: figure,
  likely: figure,
  high: figure,
  first_year: z.int().min(1).max(30),
  last_year: z.int().min(1).max(30).nullable().default(null),
  source,
  owner: text(200),
  confidence: z.enum(['high', 'medium', 'low']),
})

export const riskRecord = z.strictObject({
  kind: z.enum(['political', 'legal', 'financial', 'participation', 'security', 'management']),
  statement: filled(1000),
  probability: z.int().min(1).max(4),
  impact: z.int().min(1).max(4),
  mitigation: text(1000),
  owner: text(200),
  source: filled(500).nullable().default(null),
})

export const conditionRecord = z.strictObject({
  statement: filled(1000),
  indicator: text(60).regex(/^[a-z][a-z0-9_]*$/),
  unit: filled(40),
  comparison: z.enum(['at_least', 'at_most']),
  // Three decimals, as the forms read it.
  threshold: z
    .number()
    .refine((value) => Math.abs(value) <= largestFigure && parseDecimal(String(value)) !== null),
  due_on: z.iso.date(),
  owner: text(200),
  blocking: z.boolean(),
})

/** A rule of law that concerns the measure, at the day of the event that it names, with the facts that the services gave. */
export const ruleRecord = z.strictObject({
  rule: filled(20),
  on: z.iso.date(),
  facts: z.record(z.string(), z.unknown()),
})

/** A measure without what hangs on it. */
export const measureHeader = z.strictObject({
  code: z
    .string()
    .max(60)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .refine((code) => !reservedCodes.has(code)),
  title: filled(200),
  part: z.enum(['I', 'II', 'III']),
  theme: filled(100),
  objective: filled(4000),
  pilot: text(200),
  sponsor: text(200),
  engagement_level: z.enum(['inform', 'consult', 'involve', 'collaborate', 'codecide']),
  engagement_commitment: text(1000),
  public_service_relation: z.enum(['complement', 'competitor', 'none']),
  public_service_reason: text(1000),
  starts_on: z.iso.date(),
  ends_on: z.iso.date().nullable().default(null),
  /** Radar answers, 0 to 4; the questions are those of `radar.rules.ts`. */
  ratings: z.record(z.string(), z.int().min(0).max(4)).default({}),
})

const measureRecord = measureHeader.extend({
  lines: z.array(lineRecord),
  risks: z.array(riskRecord),
  conditions: z.array(conditionRecord),
  /** Left out by files that say nothing of the law: what the measure names stays. */
  rules: z.array(ruleRecord).optional(),
})

export const measuresFormat = 'faire-commune/measures/1'

export const measuresFile = z.strictObject({
  format: z.literal(measuresFormat),
  /** Which town wrote the file; says so when the town is fictional. Not read back. */
  origin: z.string().optional(),
  measures: z.array(measureRecord),
})

export type MeasureRecord = z.infer<typeof measureRecord>
export type LineRecord = z.infer<typeof lineRecord>
