import { z } from 'zod'

const limitKey = z.object({
  limit: z.enum(['operating_cents', 'investment_cents', 'staff_hours']),
  year: z.number(),
  grade: z.enum(['A', 'B', 'C']).nullable(),
})

/** What explains a choice; read again when it comes back from the database. */
export const insightSchema = z.object({
  /** Smallest total budget, in cents over all years, that would let a measure in; null when none would. */
  lettingIn: z.record(z.string(), z.object({ extra_cents: z.number().nullable() })),
  /** Value of the best choice when every limit of money is multiplied by the factor. */
  frontier: z.array(z.object({ factor: z.number(), budget_cents: z.number(), value: z.number().nullable() })),
  /** Share of the draws in which the limit is passed. */
  overrun: z.array(limitKey.extend({ probability: z.number() })),
  /** Share of re-solved draws in which each measure is chosen. */
  core: z.record(z.string(), z.number()),
  draws: z.object({ overrun: z.number(), core: z.number() }),
})

export type Insight = z.infer<typeof insightSchema>
