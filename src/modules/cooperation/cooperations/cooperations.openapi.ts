import { z } from 'zod'
import { leadFields } from '#modules/steering/law/rules.public.ts'
import { inPath, inQuery, jsonAnswer, schemaOf } from '#web/open-api.ts'
import {
  depths,
  everyLegalKind,
  partyKinds,
  partyRoles,
  publicStatuses,
  termKinds,
} from './cooperations.rules.ts'
import { outcomes } from './life.rules.ts'
import { reviewDecisions } from './work.queries.ts'

const dayOrNull = z.iso.date().nullable()
const legalKind = z.enum([...everyLegalKind])

const rowSchema = z.object({
  slug: z.string(),
  url: z.url(),
  title: z.string(),
  theme: z.string(),
  summary: z.string(),
  status: z.enum(publicStatuses),
  direction: z.enum(['horizontal', 'vertical']).nullable(),
  depth: z.enum(depths),
  legal_kind: legalKind,
  signed_on: dayOrNull,
  effect_on: dayOrNull,
  ended_on: dayOrNull,
  parties: z.array(
    z.object({
      kind: z.enum(partyKinds).describe('`town` is the town of this site'),
      code: z.string().describe('INSEE code; of an EPCI and of the town, SIREN'),
      name: z.string(),
      role: z.enum(partyRoles).describe('`lead` only where the law names it (CGCT L1111-9)'),
      lead_field: z.enum(leadFields).nullable(),
      funding_percent: z.number(),
      joined_on: z.iso.date(),
      left_on: dayOrNull.describe('First day without the agreement; in the future once notice was given'),
    }),
  ),
})

export const cooperationListSchema = z.object({
  fictional: z.boolean(),
  cooperations: z.array(rowSchema),
  next: z.url().nullable(),
})

export const cooperationSchema = rowSchema.extend({
  fictional: z.boolean(),
  term: z.object({
    kind: z.enum(termKinds).nullable(),
    months: z.int().nullable(),
    renewal_months: z.int().nullable(),
    most_renewals: z.int().nullable(),
    notice_months: z.int().nullable(),
    reconfirmed_after_elections: z.boolean(),
  }),
  exit: z.object({ clause: z.string(), notice_months: z.int().nullable(), cost_cents: z.int() }),
  yearly_cents: z.int(),
  councils: z.array(
    z.object({ party: z.string(), outcome: z.enum(outcomes), number: z.string(), decided_on: dayOrNull }),
  ),
  reviews: z.array(
    z.object({
      year: z.int(),
      held_on: z.iso.date(),
      results: z.string(),
      difficulties: z.string(),
      decision: z.enum(reviewDecisions),
    }),
  ),
})

/** What cooperations add to the site's OpenAPI document. */
export function cooperationsOpenApi() {
  return {
    tags: [
      { name: 'cooperations', description: 'Cooperations with other authorities that their parties publish' },
    ],
    paths: {
      '/api/v1/cooperations': {
        get: {
          operationId: 'listCooperations',
          tags: ['cooperations'],
          summary: 'Signed cooperations that every party has agreed to publish, a page at a time',
          parameters: [
            inQuery('etat', { type: 'string', enum: publicStatuses }),
            inQuery('profondeur', { type: 'string', enum: depths }),
            inQuery('sens', { type: 'string', enum: ['horizontal', 'vertical'] }),
            inQuery('q', { type: 'string' }),
            inQuery('suite', { type: 'string' }),
          ],
          responses: { 200: jsonAnswer('A page of cooperations', 'Cooperations') },
        },
      },
      '/api/v1/cooperations/{slug}': {
        get: {
          operationId: 'getCooperation',
          tags: ['cooperations'],
          summary: 'A cooperation with its terms, what each council decided, and its yearly reviews',
          parameters: [inPath('slug')],
          responses: {
            200: jsonAnswer('The cooperation', 'Cooperation'),
            404: { description: 'None, or none that is published' },
          },
        },
      },
    },
    schemas: { Cooperations: schemaOf(cooperationListSchema), Cooperation: schemaOf(cooperationSchema) },
  }
}
