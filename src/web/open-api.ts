import { z } from 'zod'

// Pieces of the site's OpenAPI document that modules write alike.

export function inQuery(name: string, schema: object) {
  return { name, in: 'query', schema }
}

export function inPath(name: string, schema: object = { type: 'string' }) {
  return { name, in: 'path', required: true, schema }
}

/** An answer of that schema, by its name in the components. */
export function jsonAnswer(description: string, schema: string) {
  return {
    description,
    content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } },
  }
}

/** OpenAPI 3.1 schemas are JSON Schema 2020-12, without the line that says so in each. */
export function schemaOf(schema: z.ZodType) {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'output' })
  return rest
}
