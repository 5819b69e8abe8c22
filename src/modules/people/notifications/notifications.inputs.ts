import { z } from 'zod'
import { locales } from '#kernel/locale.ts'
import { rhythms } from './notifications.rules.ts'

export const rhythmInput = z.object({
  rythme: z.enum(rhythms, { error: 'rhythm' }),
  langue_messages: z.enum(locales, { error: 'language' }),
})

export const stopInput = z.object({ sorte: z.string().min(1), objet: z.string().min(1) })
