import { z } from 'zod'
import { calendarDate } from '#kernel/calendar-date.ts'
import { text } from '#web/form-values.ts'

/** `objet` says what the fact is about: `line:<id>`, `indicator:<code>`, or one of the three open choices. */
export const factInput = z.object({
  objet: z.string().regex(/^(line:.+|indicator:.+|cost|gain|indicator)$/, 'choice'),
  libelle: text(200),
  unite: text(40),
  quantite: z.string(),
  jour: z.iso.date('date').transform(calendarDate),
  document: text(300),
  note: text(1000),
  /** Made when the form was shown: it keeps a form sent twice from being two facts. */
  cle: z.uuid('key'),
})

export type FactInput = z.infer<typeof factInput>

export const reversalInput = z.object({ motif: text(1000) })

export const pageInput = z.object({ suite: z.string().max(100).optional().catch(undefined) })

/** Rows of the alert list to leave out before the page. */
export const alertsInput = z.object({
  suite: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .optional()
    .catch(undefined),
})
