import { z } from 'zod'

export const organisationListSchema = z.object({
  fictional: z.boolean(),
  organisations: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      /** SIREN, or RNA where there is none. */
      number: z.string().nullable(),
      active: z.boolean(),
      topics: z.array(z.string()),
      received_cents: z.int(),
      page: z.url(),
    }),
  ),
  next: z.url().nullable(),
})

/** What the directory adds to the site's OpenAPI document. */
export function organisationsOpenApi() {
  const { $schema: _, ...schema } = z.toJSONSchema(organisationListSchema, { io: 'output' })
  return {
    tags: [{ name: 'organisations', description: 'Associations, companies and public bodies of the town' }],
    paths: {
      '/api/v1/organisations': {
        get: {
          operationId: 'listOrganisations',
          tags: ['organisations'],
          summary: 'The public directory by name, a page at a time',
          parameters: [
            { name: 'q', in: 'query', schema: { type: 'string' } },
            { name: 'etat', in: 'query', schema: { type: 'string', enum: ['active', 'fermee'] } },
            { name: 'theme', in: 'query', schema: { type: 'string' } },
            { name: 'quartier', in: 'query', schema: { type: 'string' } },
            { name: 'suite', in: 'query', schema: { type: 'string' } },
          ],
          responses: {
            200: {
              description: 'A page of the directory',
              content: { 'application/json': { schema: { $ref: '#/components/schemas/Organisations' } } },
            },
          },
        },
      },
    },
    schemas: { Organisations: schema },
  }
}
