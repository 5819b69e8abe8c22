import { z } from 'zod'
import { calendarDate } from '#kernel/calendar-date.ts'
import { filled } from '#web/form-values.ts'
import type { DeliberationDraft, Recusal } from './deliberations.rules.ts'
import { findMatter } from './matters.rules.ts'

const count = z
  .string()
  .regex(/^\d{1,3}$/, 'whole_number')
  .transform(Number)

/** `Nom : motif`, one member a line. */
const recusals = z
  .string()
  .max(4000, 'text_long')
  .default('')
  .transform((text, issues): Recusal[] =>
    text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => {
        const cut = line.indexOf(':')
        const memberName = line.slice(0, Math.max(cut, 0)).trim()
        const reason = line.slice(cut + 1).trim()
        if (memberName === '' || reason === '')
          issues.addIssue({ code: 'custom', message: 'recusal_unreadable' })
        return { memberName, reason }
      }),
  )

export const deliberationInput = z
  .object({
    numero: filled(40),
    date: z.iso.date('date').transform(calendarDate),
    assemblee: filled(200),
    objet: filled(1000),
    matiere: z.string().refine((code) => findMatter(code) !== null, 'choice'),
    en_exercice: count.refine((members) => members > 0, 'whole_number'),
    presents: count,
    pour: count,
    contre: count,
    abstentions: count,
    deports: recusals,
    document: z
      .literal('')
      .transform(() => null)
      .or(z.url({ protocol: /^https?$/, error: 'address' }).max(500, 'text_long'))
      .default(null),
  })
  .transform(
    (input): DeliberationDraft => ({
      number: input.numero,
      adoptedOn: input.date,
      body: input.assemblee,
      subject: input.objet,
      matterCode: input.matiere,
      membersInOffice: input.en_exercice,
      membersPresent: input.presents,
      votesFor: input.pour,
      votesAgainst: input.contre,
      abstentions: input.abstentions,
      recusals: input.deports,
      documentUrl: input.document,
    }),
  )

export const correctionInput = z.object({ motif: z.string().max(1000, 'text_long').default('') })

/** Field of the form that each part of a deliberation is typed in. */
export const deliberationFields = {
  adoptedOn: 'date',
  membersPresent: 'presents',
  votesFor: 'pour',
  recusals: 'deports',
} as const

export const filterInput = z.object({
  q: z.string().max(100).optional().catch(undefined),
  annee: z
    .string()
    .regex(/^\d{4}$/)
    .optional()
    .catch(undefined),
  suite: z.string().max(400).optional().catch(undefined),
})
