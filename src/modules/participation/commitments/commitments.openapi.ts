import { z } from 'zod'
import { commitmentKinds, commitmentStates } from './commitments.rules.ts'

export const commitmentListSchema = z.object({
  fictional: z.boolean(),
  commitments: z.array(
    z.object({
      id: z.uuid(),
      kind: z.enum(commitmentKinds),
      state: z.enum(commitmentStates),
      label: z.string(),
      path: z.string(),
      responsible: z.string(),
      process: z.string().nullable(),
      promised_on: z.iso.date(),
      due_on: z.iso.date(),
      delivered_on: z.iso.date().nullable(),
      late_reason: z.string(),
      cancelled_on: z.iso.date().nullable(),
      cancelled_reason: z.string(),
    }),
  ),
  next: z.url().nullable(),
})

/** What commitments add to the site's OpenAPI document. */
export function commitmentsOpenApi() {
  const { $schema: _, ...schema } = z.toJSONSchema(commitmentListSchema, { io: 'output' })
  return {
    tags: [{ name: 'commitments', description: 'What the town owes, until it is delivered' }],
    paths: {
      '/api/v1/commitments': {
        get: {
          operationId: 'listCommitments',
          tags: ['commitments'],
          summary: 'Commitments by their day, a page at a time; those still owed when no state is asked for',
          parameters: [
            { name: 'demarche', in: 'query', schema: { type: 'string' } },
            { name: 'etat', in: 'query', schema: { type: 'string', enum: commitmentStates } },
            { name: 'suite', in: 'query', schema: { type: 'string' } },
          ],
          responses: {
            200: {
              description: 'A page of commitments',
              content: { 'application/json': { schema: { $ref: '#/components/schemas/Commitments' } } },
            },
          },
        },
      },
    },
    schemas: { Commitments: schema },
  }
}
