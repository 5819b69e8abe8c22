import type { z } from 'zod'
import type { FormState } from '#web/form.tsx'
import { type FormValues, refusedForm } from '#web/read-form.ts'
import type { WebContext } from '#web/respond.ts'
import type { Fault } from './drafts.rules.ts'
import type { MeasuresRefusal } from './measures.actions.ts'
import { lineFields } from './measures.inputs.ts'
import { type MeasuresWords, measuresWords } from './measures.words.ts'

const inputCodes = [
  'text_missing',
  'text_long',
  'choice',
  'date',
  'dates_order',
  'whole_number',
  'out_of_range',
  'indicator',
  'number_unreadable',
  'amount_unreadable',
] as const

export function words(c: WebContext): MeasuresWords {
  return measuresWords(c.var.context.locale)
}

/** The form to show again after a schema refused it. */
export function refusedInput(c: WebContext, values: FormValues, error: z.ZodError): FormState {
  const t = words(c)
  return refusedForm(values, error.issues, inputCodes, (code) => t(`error.${code}`))
}

/** The form of a line to show again after its figures could not be read. */
export function faultyLine(c: WebContext, values: FormValues, faults: readonly Fault[]): FormState {
  const t = words(c)
  return {
    values,
    errors: Object.fromEntries(
      faults.map((fault) => [lineFields[fault.field] ?? '', t(`error.${fault.code}`)]),
    ),
  }
}

/** The form to show again after an act was refused, with the sentence at its top. */
export function refusedAct(c: WebContext, values: FormValues, refusal: MeasuresRefusal): FormState {
  const field =
    refusal === 'reason_missing' || refusal === 'blocking_condition'
      ? 'motif'
      : refusal === 'same_name'
        ? 'libelle'
        : ''
  return { values, errors: { [field]: words(c)(`error.${refusal}`) } }
}

/** What a refusal is over HTTP; `not_found` has its own page. */
export function statusOf(refusal: MeasuresRefusal): 409 | 422 {
  return refusal === 'changed_meanwhile' ? 409 : 422
}
