import { z } from 'zod'

/** A number of entry; anything else is read as left out, so that an old link still shows the journal. */
const entryNumber = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).nullable().catch(null)

export const listInput = z.object({ avant: entryNumber.default(null) })
export const chainInput = z.object({ apres: entryNumber.default(null) })
