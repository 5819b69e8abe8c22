import { z } from 'zod'

export const deviceInput = z.object({
  nom: z.string('label_missing').min(1, 'label_missing').max(60, 'label_long'),
})

export const revocationInput = z.object({
  motif: z.string('reason_missing').min(1, 'reason_missing').max(500, 'reason_long'),
})
