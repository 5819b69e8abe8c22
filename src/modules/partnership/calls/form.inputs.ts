import { z } from 'zod'
import { filled, optional, text } from '#web/form-values.ts'
import { whole } from './calls.inputs.ts'
import { mostRepeats, type Question, questionKinds } from './form.rules.ts'

/** One choice a line. */
const lines = z
  .string()
  .max(4000, 'text_long')
  .default('')
  .transform((value) => [
    ...new Set(
      value
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    ),
  ])

/** `public = Jeunes`: the question and its answer, as the list of the form offers them. */
const condition = optional(
  z
    .string()
    .regex(/^[a-z0-9_]+=.+$/, 'choice')
    .transform((value) => {
      const cut = value.indexOf('=')
      return { question: value.slice(0, cut), answer: value.slice(cut + 1) }
    }),
)

export const questionInput = z
  .object({
    nature: z.enum(questionKinds, 'choice'),
    libelle: filled(300),
    aide: text(600),
    obligatoire: z
      .literal('oui')
      .optional()
      .transform((value) => value === 'oui'),
    choix: lines,
    bloc: optional(z.string().regex(/^[a-z0-9_]+$/, 'choice')),
    fois: optional(whole(1, mostRepeats)),
    condition,
  })
  .transform(
    (input): Omit<Question, 'key'> => ({
      kind: input.nature,
      label: input.libelle,
      hint: input.aide,
      isRequired: input.obligatoire && input.nature !== 'block',
      choices: input.nature === 'choice' ? input.choix : [],
      block: input.nature === 'block' ? null : input.bloc,
      most: input.nature === 'block' ? (input.fois ?? mostRepeats) : 1,
      shownIf: input.condition,
    }),
  )
