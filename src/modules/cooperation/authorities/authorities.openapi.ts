import { z } from 'zod'
import { authorityKinds } from './authorities.rules.ts'

export const authoritySchema = z.object({
  kind: z.enum(authorityKinds),
  code: z.string().describe('INSEE code; of an EPCI, its SIREN'),
  name: z.string(),
  siren: z.string().nullable(),
  population: z.int().nullable(),
  department: z.string().nullable(),
  region: z.string().nullable(),
  epci: z.string().nullable().describe('SIREN of the EPCI of a commune'),
  page: z.url(),
})

const listSchema = z.object({ authorities: z.array(authoritySchema) })

const oneSchema = authoritySchema.extend({
  members: z.array(z.string()).describe('INSEE codes of the communes of an EPCI, the most peopled first'),
  groupings: z
    .array(
      z.object({
        siren: z.string(),
        name: z.string(),
        nature: z.string(),
        competences: z.array(z.string()),
      }),
    )
    .describe('What it is competent for, or the groupings that it belongs to, from the BANATIC file read in'),
})

/** What authorities add to the site's OpenAPI document. */
export function authoritiesOpenApi() {
  return {
    tags: [{ name: 'authorities', description: 'Every French commune, EPCI, département and région' }],
    paths: {
      '/api/v1/authorities': {
        get: {
          operationId: 'searchAuthorities',
          tags: ['authorities'],
          summary: 'The best fifty answers to a name without accents, a code, a postcode or a SIREN',
          parameters: [
            { name: 'q', in: 'query', required: true, schema: { type: 'string' } },
            { name: 'type', in: 'query', schema: { type: 'string', enum: authorityKinds } },
          ],
          responses: { 200: json('Authorities, the best answer first', 'Authorities') },
        },
      },
      '/api/v1/authorities/{kind}/{code}': {
        get: {
          operationId: 'getAuthority',
          tags: ['authorities'],
          summary: 'An authority with its members, and who is competent for what in its place',
          parameters: [
            { name: 'kind', in: 'path', required: true, schema: { type: 'string', enum: authorityKinds } },
            { name: 'code', in: 'path', required: true, schema: { type: 'string' } },
          ],
          responses: { 200: json('The authority', 'Authority'), 404: { description: 'No such authority' } },
        },
      },
    },
    schemas: { Authorities: schemaOf(listSchema), Authority: schemaOf(oneSchema) },
  }
}

function json(description: string, schema: string) {
  return {
    description,
    content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } },
  }
}

function schemaOf(schema: z.ZodType) {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'output' })
  return rest
}
