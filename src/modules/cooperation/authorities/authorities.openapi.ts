import { z } from 'zod'
import { inPath, jsonAnswer, schemaOf } from '#web/open-api.ts'
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
          responses: { 200: jsonAnswer('Authorities, the best answer first', 'Authorities') },
        },
      },
      '/api/v1/authorities/{kind}/{code}': {
        get: {
          operationId: 'getAuthority',
          tags: ['authorities'],
          summary: 'An authority with its members, and who is competent for what in its place',
          parameters: [inPath('kind', { type: 'string', enum: authorityKinds }), inPath('code')],
          responses: {
            200: jsonAnswer('The authority', 'Authority'),
            404: { description: 'No such authority' },
          },
        },
      },
    },
    schemas: { Authorities: schemaOf(listSchema), Authority: schemaOf(oneSchema) },
  }
}
