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

/** Where a refusal is shown; the others stand at the top of the form. */
const fields: Readonly<Partial<Record<MeasuresRefusal, string>>> = {
  reason_missing: 'motif',
  blocking_condition: 'motif',
  deliberation_unknown: 'deliberation',
  same_name: 'libelle',
}

/** The form to show again after an act was refused. */
export function refusedAct(c: WebContext, values: FormValues, refusal: MeasuresRefusal): FormState {
  return { values, errors: { [fields[refusal] ?? '']: words(c)(`error.${refusal}`) } }
}

/** What a refusal is over HTTP; `not_found` has its own page. */
export function statusOf(refusal: MeasuresRefusal): 409 | 422 {
  return refusal === 'changed_meanwhile' ? 409 : 422
}
