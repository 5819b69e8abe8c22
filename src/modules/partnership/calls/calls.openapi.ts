import { z } from 'zod'
import { agreementStates } from './awards.rules.ts'
import { applicantKinds, stages } from './calls.rules.ts'

const callSchema = z.object({
  code: z.string(),
  title: z.string(),
  summary: z.string(),
  stage: z.enum(stages),
  opens_at: z.iso.datetime(),
  closes_at: z.iso.datetime(),
  /** Day by which applicants were told that they would know. */
  answer_on: z.iso.date(),
  applicants: z.array(z.enum(applicantKinds)),
  envelope_cents: z.int(),
  applications: z.int(),
  page: z.url(),
})

export const callListSchema = z.object({
  fictional: z.boolean(),
  calls: z.array(callSchema),
  next: z.url().nullable(),
})

export const callDetailSchema = z.object({
  fictional: z.boolean(),
  call: callSchema.extend({
    rules: z.string(),
    legal_basis: z.string(),
    criteria: z.array(z.object({ label: z.string(), weight: z.int(), scale: z.string(), highest: z.int() })),
    envelopes: z.array(z.object({ label: z.string(), cents: z.int() })),
    instalment_shares: z.array(z.int()),
    /** Where its winners are; null before the council decided. */
    grants: z.url().nullable(),
  }),
})

export const grantListSchema = z.object({
  fictional: z.boolean(),
  call: z.object({ code: z.string(), title: z.string() }),
  grants: z.array(
    z.object({
      number: z.int(),
      organisation: z.string(),
      project: z.string(),
      requested_cents: z.int(),
      granted_cents: z.int(),
      decided_on: z.iso.date(),
      deliberation: z.string(),
      state: z.enum(agreementStates).nullable(),
      paid_cents: z.int(),
      /** People reached, by the report; null before it came. */
      people: z.int().nullable(),
    }),
  ),
})

const schemas = {
  Calls: callListSchema,
  Call: callDetailSchema,
  CallGrants: grantListSchema,
}

/** What calls for projects add to the site's OpenAPI document. */
export function callsOpenApi() {
  const code = { name: 'code', in: 'path', required: true, schema: { type: 'string' } }
  const notFound = { 404: { description: 'There is no such published call, or nothing was decided yet' } }
  const get = (operationId: string, summary: string, schema: keyof typeof schemas, parameters: object[]) => ({
    get: {
      operationId,
      tags: ['calls'],
      summary,
      parameters,
      responses: {
        200: {
          description: summary,
          content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } },
        },
        ...(parameters.includes(code) ? notFound : {}),
      },
    },
  })
  const after = { name: 'suite', in: 'query', schema: { type: 'string' } }
  return {
    tags: [
      {
        name: 'calls',
        description: 'Calls for projects: rules, criteria, money, winners and what became of them',
      },
    ],
    paths: {
      '/api/v1/calls': get('listCalls', 'Published calls, latest closing first, a page at a time', 'Calls', [
        after,
      ]),
      '/api/v1/calls/{code}': get('findCall', 'A call with its criteria and its money', 'Call', [code]),
      '/api/v1/calls/{code}/grants': get(
        'listGrants',
        'What the council granted, and what became of it',
        'CallGrants',
        [code],
      ),
    },
    schemas: Object.fromEntries(
      Object.entries(schemas).map(([name, schema]) => {
        const { $schema: _, ...json } = z.toJSONSchema(schema, { io: 'output' })
        return [name, json]
      }),
    ),
  }
}
