import { z } from 'zod'
import type { RawLine } from './lines-file.rules.ts'

const apiLine = z.strictObject({
  /** Its name in the program: the same one sent again is the same line. */
  reference: z.string(),
  /** What the split file calls the party. */
  party: z.string(),
  /** Code of the work unit. */
  unit: z.string(),
  day: z.iso.date(),
  quantity: z.union([z.number(), z.string()]),
  proof: z.string(),
})

/** What a program sends: all of its lines are written, or none. */
export const linesBody = z.strictObject({ lines: z.array(apiLine).min(1).max(10_000) })

export function rawLineOf(line: z.infer<typeof apiLine>, index: number): RawLine {
  return {
    line: index + 1,
    cells: {
      reference: line.reference.trim(),
      partie: line.party.trim(),
      unite: line.unit.trim(),
      jour: line.day,
      quantite: String(line.quantity),
      preuve: line.proof.trim(),
    },
  }
}

const lineAnswer = z.object({
  written: z.int(),
  known: z.int(),
  faults: z.array(
    z.object({
      line: z.int(),
      field: z.string(),
      code: z.string(),
      found: z.string(),
      remedy: z.string(),
    }),
  ),
})

/** What shared services add to the site's OpenAPI document. */
export function sharedServicesOpenApi() {
  const { $schema: _, ...body } = z.toJSONSchema(linesBody, { io: 'input' })
  const { $schema: __, ...answer } = z.toJSONSchema(lineAnswer, { io: 'output' })
  const answers = (description: string) => ({
    description,
    content: { 'application/json': { schema: { $ref: '#/components/schemas/SharedServiceAnswer' } } },
  })
  return {
    tags: [{ name: 'shared-services', description: 'Units that authorities use of the services they share' }],
    paths: {
      '/api/v1/shared-services/{code}/lines': {
        post: {
          operationId: 'sendUnitLines',
          tags: ['shared-services'],
          summary:
            'Unit lines, all written or none; a line sent again is known. Token of a program, or a session',
          parameters: [{ name: 'code', in: 'path', required: true, schema: { type: 'string' } }],
          requestBody: {
            required: true,
            content: { 'application/json': { schema: { $ref: '#/components/schemas/SharedServiceLines' } } },
          },
          responses: {
            200: answers('Lines written'),
            401: { description: 'No session and no token of this service' },
            404: { description: 'No such service for this session' },
            422: answers('Nothing was written: what is wrong in each line'),
          },
        },
      },
    },
    schemas: { SharedServiceLines: body, SharedServiceAnswer: answer },
  }
}
