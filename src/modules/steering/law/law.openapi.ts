import { z } from 'zod'
import { answerSchema, errorSchema, questionSchema, rulesSchema, ruleWithFactsSchema } from './law.schemas.ts'

/** What the law adds to the site's OpenAPI document. */
export function lawOpenApi() {
  return {
    tags: [{ name: 'law', description: 'Legal rules as dated data, evaluated at a date' }],
    paths: {
      '/api/v1/law/rules': {
        get: {
          operationId: 'listLawRules',
          tags: ['law'],
          summary: 'Every rule with its versions',
          responses: { 200: json('The rules, by theme', 'LawRules') },
        },
      },
      '/api/v1/law/rules/{id}': {
        get: {
          operationId: 'getLawRule',
          tags: ['law'],
          summary: 'A rule, with the facts it asks for',
          parameters: [
            { name: 'id', in: 'path', required: true, schema: { type: 'string' }, example: 'SCIC-01' },
            language,
          ],
          responses: { 200: json('The rule', 'LawRule'), 404: json('No such rule', 'LawError') },
        },
      },
      '/api/v1/law/evaluate': {
        get: {
          operationId: 'askLawRule',
          tags: ['law'],
          summary: 'What a rule answers to facts on a day, all in the address',
          parameters: [
            { name: 'rule', in: 'query', required: true, schema: { type: 'string' }, example: 'SCIC-01' },
            {
              name: 'on',
              in: 'query',
              required: true,
              schema: { type: 'string', format: 'date' },
              example: '2014-10-07',
            },
            {
              name: 'facts',
              in: 'query',
              description: 'One JSON object, a fact a key; money is a whole number of cents',
              content: { 'application/json': { schema: { type: 'object' } } },
            },
            language,
          ],
          responses: answers,
        },
        post: {
          operationId: 'evaluateLawRule',
          tags: ['law'],
          summary: 'What a rule answers to facts on a day; changes nothing',
          parameters: [language],
          requestBody: { required: true, ...content('LawQuestion') },
          responses: answers,
        },
      },
    },
    schemas: {
      LawRules: schemaOf(rulesSchema, 'output'),
      LawRule: schemaOf(ruleWithFactsSchema, 'output'),
      LawQuestion: schemaOf(questionSchema, 'input'),
      LawAnswer: schemaOf(answerSchema, 'output'),
      LawError: schemaOf(errorSchema, 'output'),
    },
  }
}

const language = {
  name: 'lang',
  in: 'query',
  description: 'Language of the sentences; French when left out',
  schema: { type: 'string', enum: ['fr', 'en'] },
}

const answers = {
  200: json('The answer; a fact that is absent makes it `unknown` and is named', 'LawAnswer'),
  400: json('A question that cannot be read, an unknown fact or a wrong value, named', 'LawError'),
  404: json('No such rule', 'LawError'),
}

function json(description: string, schema: string) {
  return { description, ...content(schema) }
}

function content(schema: string) {
  return { content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } } }
}

/** OpenAPI 3.1 schemas are JSON Schema 2020-12, without the line that says so in each. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output') {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io })
  return rest
}
