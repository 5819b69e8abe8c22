import { z } from 'zod'

const euros = z.string().regex(/^\d+\.\d{2}$/)
const cooperationOption = z.strictObject({
  kind: z.enum([
    'meeting',
    'network',
    'agreement',
    'scheme',
    'pact',
    'purchasing_group',
    'service_available',
    'shared_service',
    'lead_agreement',
    'syndicate',
    'spl',
    'gip',
  ]),
  needs: z.string().min(1),
  allows: z.string().min(1),
  leaving: z.string().min(1),
  euros,
  months: z.int(),
})
/** Shares are in hundredths of a percent. */
const cooperationParty = z.strictObject({
  role: z.enum(['coordinator', 'member', 'lead']),
  funding: z.int(),
  veto: z.boolean(),
})

/**
 * Cooperations with real neighbours that have no part in them, and who speaks for these on the site. Parties are counted from 0,
 * the town first.
 */
export const cooperationsFile = z.strictObject({
  officers: z.array(
    z.strictObject({
      email: z.email(),
      kind: z.enum(['commune', 'epci', 'departement', 'region']),
      code: z.string().min(1),
      function: z.string().min(1),
      on: z.iso.date(),
    }),
  ),
  cooperations: z.array(
    z.strictObject({
      title: z.string().min(1),
      theme: z.string().min(1),
      measure: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
      summary: z.string().min(1),
      proposed_on: z.iso.date(),
      mandate: z.strictObject({ on: z.iso.date(), reason: z.string().min(1) }),
      town: cooperationParty,
      parties: z.array(
        cooperationParty.extend({
          kind: z.enum(['commune', 'epci', 'departement', 'region']),
          code: z.string().min(1),
          lead_field: z.enum(['social_action']).optional(),
        }),
      ),
      shared_on: z.iso.date(),
      published_on: z.iso.date().nullable(),
      rounds: z.array(
        z.strictObject({
          options: z.strictObject({
            informal: cooperationOption,
            formal: cooperationOption,
            integrated: cooperationOption,
          }),
          choose: z.strictObject({
            depth: z.enum(['informal', 'formal', 'integrated']),
            on: z.iso.date(),
            reason: z.string().min(1),
          }),
          terms: z
            .strictObject({
              effect: z.iso.date(),
              term: z.enum(['open', 'fixed', 'tacit', 'express']),
              months: z.int().nullable(),
              renewal: z.int().nullable(),
              times: z.int().nullable(),
              notice: z.int().nullable(),
              exit: z.string().min(1),
              exit_notice: z.int().nullable(),
              exit_euros: euros,
              euros,
              reconfirms: z.boolean(),
            })
            .nullable(),
          tests: z.array(
            z.strictObject({
              test: z.enum([
                'tutelage',
                'in_house',
                'public_cooperation',
                'purchasing',
                'shared_service',
                'lead_agreement',
                'legal_person',
              ]),
              on: z.iso.date(),
              facts: z.record(z.string(), z.unknown()),
              aside: z.boolean(),
              reason: z.string(),
            }),
          ),
          tested_on: z.iso.date().nullable(),
          votes: z.array(
            z.strictObject({
              party: z.int().min(0),
              outcome: z.enum(['adopted', 'refused']),
              number: z.string().min(1),
              on: z.iso.date(),
              /** Whether the number is of a deliberation of the town in this world. */
              deliberation: z.boolean(),
            }),
          ),
          /** Whether the text was written from its template. */
          text: z.boolean(),
          signed_on: z.iso.date().nullable(),
          signatories: z.array(z.string().min(1)),
        }),
      ),
      started_on: z.iso.date().nullable(),
      reviews: z.array(
        z.strictObject({
          year: z.int(),
          on: z.iso.date(),
          results: z.string().min(1),
          difficulties: z.string(),
          decision: z.enum(['keep', 'change', 'end']),
        }),
      ),
      meetings: z.array(
        z.strictObject({ on: z.iso.date(), title: z.string().min(1), minutes: z.string().min(1) }),
      ),
      decisions: z.array(z.strictObject({ on: z.iso.date(), statement: z.string().min(1) })),
      tasks: z.array(
        z.strictObject({ party: z.int().min(0), label: z.string().min(1), due_on: z.iso.date() }),
      ),
    }),
  ),
})

export type CooperationRecord = z.infer<typeof cooperationsFile>['cooperations'][number]
