import { z } from 'zod'
import { engagementLevels } from '#kernel/engagement.ts'
import { inPath, inQuery, jsonAnswer, schemaOf } from '#web/open-api.ts'
import { deciders, electorates, phaseKinds, processForms, publicProcessStatuses } from './processes.rules.ts'
import { outcomes } from './promise.rules.ts'

const day = z.iso.date()
const dayOrNull = day.nullable()

const rowSchema = z.object({
  id: z.uuid(),
  slug: z.string(),
  url: z.url(),
  title: z.string(),
  theme: z.string(),
  summary: z.string(),
  engagement: z.enum(engagementLevels),
  status: z.enum(publicProcessStatuses),
  signed_on: dayOrNull,
  opened_on: dayOrNull,
  phases: z.array(
    z.object({ id: z.uuid(), kind: z.enum(phaseKinds), title: z.string(), starts_on: day, ends_on: day }),
  ),
})

export const processListSchema = z.object({
  fictional: z.boolean(),
  processes: z.array(rowSchema),
  next: z.url().nullable(),
})

export const processSchema = rowSchema.extend({
  fictional: z.boolean(),
  form: z.enum(processForms),
  decider: z.object({ kind: z.enum(deciders), name: z.string(), on: dayOrNull }),
  decided_on: dayOrNull,
  closed_on: dayOrNull,
  answered_on: dayOrNull,
  abandoned_on: dayOrNull,
  electorate: z.object({ who: z.enum(electorates), minimum_age: z.int() }),
  districts: z.array(z.object({ id: z.string(), name: z.string() })),
  procedure: z.string(),
  information: z.string(),
  results_plan: z.string(),
  results_on: dayOrNull,
  promise: z.array(
    z.object({
      kind: z.enum(['promise', 'out_of_scope']),
      statement: z.string(),
      responsible: z.string(),
      due_on: dayOrNull,
      outcome: z.enum(outcomes).nullable(),
      reason: z.string().nullable(),
    }),
  ),
  cost: z.object({
    budget_cents: z.int(),
    agent_minutes: z.int(),
    agent_cents: z.int(),
    resident_minutes: z.int(),
  }),
  participants: z.int().nullable().describe('Null below five'),
})

/** What processes add to the site's OpenAPI document. */
export function processesOpenApi() {
  return {
    tags: [{ name: 'processes', description: 'Participation processes: calendar, promise, answers, cost' }],
    paths: {
      '/api/v1/processes': {
        get: {
          operationId: 'listProcesses',
          tags: ['processes'],
          summary: 'Signed processes, latest first, a page at a time',
          parameters: [
            inQuery('etat', { type: 'string', enum: publicProcessStatuses }),
            inQuery('q', { type: 'string' }),
            inQuery('suite', { type: 'string' }),
          ],
          responses: { 200: jsonAnswer('A page of processes', 'Processes') },
        },
      },
      '/api/v1/processes/{slug}': {
        get: {
          operationId: 'getProcess',
          tags: ['processes'],
          summary: 'A process with its promise, what became of it, and what it cost',
          parameters: [inPath('slug')],
          responses: { 200: jsonAnswer('The process', 'Process'), 404: { description: 'No such process' } },
        },
      },
    },
    schemas: { Processes: schemaOf(processListSchema), Process: schemaOf(processSchema) },
  }
}
