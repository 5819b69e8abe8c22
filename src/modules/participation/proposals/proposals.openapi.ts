import { z } from 'zod'
import { answerFilters } from './proposals.paths.ts'
import { categories, verdicts } from './proposals.rules.ts'

export const proposalListSchema = z.object({
  fictional: z.boolean(),
  proposals: z.array(
    z.object({
      id: z.uuid(),
      number: z.int(),
      url: z.url(),
      process: z.object({ slug: z.string(), title: z.string() }),
      title: z.string(),
      /** Markdown. */
      text: z.string(),
      category: z.enum(categories),
      street: z.string(),
      district: z.uuid().nullable(),
      latitude: z.number().nullable(),
      longitude: z.number().nullable(),
      published_on: z.iso.date(),
      answer_due_on: z.iso.date(),
      supports: z.int(),
      comments: z.int(),
      verdict: z.enum(verdicts).nullable(),
      answered_on: z.iso.date().nullable(),
      reasons: z.string().nullable(),
    }),
  ),
  next: z.url().optional(),
})

/** What proposals add to the site's OpenAPI document. */
export function proposalsOpenApi() {
  const { $schema: _, ...schema } = z.toJSONSchema(proposalListSchema, { io: 'output' })
  const text = { type: 'string' }
  return {
    tags: [{ name: 'proposals', description: 'What residents propose, and what the town answers' }],
    paths: {
      '/propositions/export.json': {
        get: {
          operationId: 'listProposals',
          tags: ['proposals'],
          summary: 'Published proposals, newest first, 200 at a time, without anybody’s name',
          parameters: [
            { name: 'q', in: 'query', schema: text },
            { name: 'demarche', in: 'query', schema: text },
            { name: 'categorie', in: 'query', schema: { ...text, enum: categories } },
            { name: 'quartier', in: 'query', schema: text },
            { name: 'reponse', in: 'query', schema: { ...text, enum: answerFilters } },
            { name: 'avant', in: 'query', schema: { type: 'integer' } },
          ],
          responses: {
            200: {
              description: 'A page of proposals',
              content: { 'application/json': { schema: { $ref: '#/components/schemas/Proposals' } } },
            },
          },
        },
      },
    },
    schemas: { Proposals: schema },
  }
}
