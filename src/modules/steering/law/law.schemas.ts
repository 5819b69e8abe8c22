import { z } from 'zod'
import { themes } from './rule.rules.ts'

/** What the interface for programs receives and gives. The page of its contract is written from these. */
const wording = z.strictObject({ fr: z.string(), en: z.string() })
const day = z.iso.date()
const confidence = z.enum(['sourced', 'to_verify'])

const scalar = z.union([z.number(), z.string(), z.boolean(), z.null()])
const ruleValue = z
  .union([scalar, z.record(z.string(), z.union([z.number(), z.string(), z.null()]))])
  .describe('An amount in cents, a share (0.21), a count, a date, a word, or several of these by name')

export const ruleSchema = z.strictObject({
  id: z.string().describe('SCIC-01'),
  theme: z.enum(themes),
  title: wording,
  anchor: z.string().describe('The event whose day chooses the version'),
  versions: z.array(
    z.strictObject({
      version: z.string(),
      statement: wording,
      article: z.string(),
      from: day.nullable().describe('First day in force; null: before every date that matters'),
      to: day.nullable().describe('Last day in force, included'),
      source: z.array(z.string()),
      confidence,
      to_verify: wording.nullable(),
      reviewed_on: day,
    }),
  ),
})

const factFields = {
  name: z.string(),
  type: z.enum([
    'cents',
    'count',
    'share',
    'rate',
    'boolean',
    'date',
    'year_day',
    'text',
    'choice',
    'choices',
    'list',
  ]),
  unit: z.string().nullable(),
  required: z.boolean(),
  meaning: z.string(),
  options: z.array(z.string()).optional(),
}

/** A list may hold lists, once: three levels written out, for a reference inside a schema would not travel. */
const itemSchema = z.strictObject({ ...factFields, items: z.array(z.strictObject(factFields)).optional() })
export const factSchema = z.strictObject({ ...factFields, items: z.array(itemSchema).optional() })

export const rulesSchema = z.strictObject({ rules: z.array(ruleSchema) })
export const ruleWithFactsSchema = ruleSchema.extend({ facts: z.array(factSchema) })

export const questionSchema = z.strictObject({
  rule: z.string(),
  on: day.describe('Day of the event that the rule names'),
  facts: z.record(z.string(), z.unknown()).default({}).describe('The facts that the rule lists, by name'),
})

export const answerSchema = z.strictObject({
  rule: z.string(),
  version: z.string().nullable().describe('Null on a day when no version is in force'),
  on: day,
  status: z.enum([
    'allowed',
    'forbidden',
    'required',
    'not_required',
    'computed',
    'warning',
    'not_applicable',
    'unknown',
  ]),
  value: ruleValue,
  unit: z.string().nullable(),
  threshold: ruleValue,
  excess: z.number().nullable(),
  cure: z.string().nullable(),
  article: z.string(),
  confidence,
  steps: z.array(
    z.strictObject({ name: z.string(), value: ruleValue, unit: z.string().nullable(), text: z.string() }),
  ),
  next_change: day.nullable(),
  missing: z.array(z.string()).describe('Facts without which the rule cannot answer'),
})

export const errorSchema = z.strictObject({
  error: z.enum(['bad_request', 'unknown_rule', 'unknown_fact', 'wrong_fact']),
  details: z.array(z.strictObject({ name: z.string(), expected: z.string() })),
})
