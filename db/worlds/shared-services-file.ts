import { z } from 'zod'

const code = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
const euros = z.string().regex(/^\d+\.\d{2}$/)
const year = z.string().regex(/^20\d\d$/)

/**
 * Shared services of a demo world, at whatever year their acts brought them. Every party but the town is fictional and says so.
 * Amounts are euros as decimal text; `uses` are the units of a whole year, by code, of which each month takes its part.
 */
export const sharedServicesFile = z.array(
  z.strictObject({
    title: z.string().min(1),
    purpose: z.string().min(1),
    legal_form: z.enum(['service_commun', 'made_available', 'agreement']),
    measure: code.nullable(),
    baseline_year: z.int(),
    impact_sheet: z.string(),
    answer_days: z.int(),
    moving_year: z.enum(['time', 'next_year']),
    notice_months: z.int(),
    starts_on: z.iso.date(),
    /** Of what months take more or less than a twelfth. */
    seed: z.int(),
    units: z.array(z.strictObject({ code, label: z.string().min(1), weight: z.number().positive() })),
    levels: z.array(
      z.strictObject({
        label: z.string().min(1),
        comparison: z.enum(['at_least', 'at_most']),
        target: z.number(),
        unit: z.string().min(1),
      }),
    ),
    opinions: z.array(
      z.strictObject({
        body: z.string().min(1),
        asked_on: z.iso.date(),
        given_on: z.iso.date(),
        verdict: z.enum(['favourable', 'unfavourable', 'silent']),
        note: z.string(),
      }),
    ),
    forecast: z.array(
      z.strictObject({ running_euros: euros, transition_euros: euros, without_euros: euros }),
    ),
    key: z.strictObject({
      method: z.enum(['keys', 'unit_cost']),
      weights: z.partialRecord(
        z.enum(['population', 'units', 'potential', 'agents', 'area', 'fixed']),
        z.string(),
      ),
      remainder: z.string().min(1),
      reason: z.string(),
      voted_on: z.iso.date(),
    }),
    parties: z.array(
      z.strictObject({
        reference: z.string().min(1),
        name: z.string().min(1),
        town: z.boolean(),
        host: z.boolean(),
        /** Address of the account that acts for it. */
        officer: z.email().nullable(),
        baseline: z.strictObject({
          euros,
          hours: z.number(),
          volume: z.number(),
          quality: z.number().nullable(),
          delay_days: z.number().nullable(),
          proof: z.enum(['declared', 'accounts', 'certified']),
          source: z.string().min(1),
        }),
        values: z.partialRecord(z.enum(['population', 'potential', 'agents', 'area', 'fixed']), z.number()),
        uses: z.record(code, z.number()),
        results: z.record(
          year,
          z.strictObject({
            own_euros: euros,
            quality: z.number().nullable(),
            delay_days: z.number().nullable(),
          }),
        ),
      }),
    ),
    years: z.array(
      z.strictObject({
        year: z.int(),
        costs: z.array(
          z.strictObject({
            nature: z.enum(['personnel', 'supplies', 'renewal', 'contracts', 'overhead']),
            label: z.string().min(1),
            euros,
            counted: z.boolean(),
            linked_proof: z.string(),
          }),
        ),
        /** What was measured of each service level. */
        readings: z.array(z.strictObject({ level: z.string().min(1), measured: z.number() })),
        /** Called from those parties in April; paid in May by those that paid. */
        advances: z.array(z.strictObject({ party: z.string().min(1), euros, paid: z.boolean() })),
        stated: z.boolean(),
        wage_index: z.number(),
        index_source: z.string().min(1),
        /** Null for a year that is stated and not reviewed. */
        conclusion: z.string().min(1).nullable(),
      }),
    ),
    /** A party that gave notice. */
    departure: z
      .strictObject({
        party: z.string().min(1),
        notice_on: z.iso.date(),
        leaves_on: z.iso.date(),
        deliberation: z.string().min(1),
        exit_euros: euros,
        exit_reason: z.string().min(1),
      })
      .nullable(),
    /** A line of that party, contested a week ago. */
    contest: z.strictObject({ year: z.int(), party: z.string(), message: z.string().min(1) }).nullable(),
  }),
)

export type SharedServiceRecord = z.infer<typeof sharedServicesFile>[number]
