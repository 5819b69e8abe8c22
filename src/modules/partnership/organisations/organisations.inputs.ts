import { z } from 'zod'

/** The filters of the directory: what is not in the lists is no filter at all. */
export const filterInput = z.object({
  q: z.string().max(200).catch('').default(''),
  etat: z.enum(['active', 'fermee']).optional().catch(undefined),
  suite: z.string().max(600).optional().catch(undefined),
})
