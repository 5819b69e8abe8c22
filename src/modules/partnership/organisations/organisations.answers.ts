import type { z } from 'zod'
import type { FormState } from '#web/form.tsx'
import { type FormValues, refusedForm } from '#web/read-form.ts'
import type { WebContext } from '#web/respond.ts'
import { inputCodes } from './organisations.inputs.ts'
import { type OrganisationsWords, organisationsWords } from './organisations.words.ts'

export type RecordRefusal =
  | 'not_found'
  | 'changed_meanwhile'
  | 'same_row'
  | 'number_taken'
  | 'organisation_unknown'
  | 'siret_of_another'

export function words(c: WebContext): OrganisationsWords {
  return organisationsWords(c.var.context.locale)
}

/** The form to show again after a schema refused it. */
export function refusedInput(c: WebContext, values: FormValues, error: z.ZodError): FormState {
  const t = words(c)
  return refusedForm(values, error.issues, inputCodes, (code) => t(`error.${code}`))
}

/** The form to show again after an act was refused. */
export function refusedAct(
  c: WebContext,
  values: FormValues,
  refusal: Exclude<RecordRefusal, 'not_found'>,
): FormState {
  return { values, errors: { [fieldOf(refusal, values)]: words(c)(`error.${refusal}`) } }
}

/** The field that a refusal is about; none where it is about the whole form. */
function fieldOf(refusal: RecordRefusal, values: FormValues): string {
  if (refusal === 'organisation_unknown') return 'autre'
  if (refusal === 'number_taken' || refusal === 'siret_of_another')
    return 'numero' in values ? 'numero' : 'siret'
  return ''
}

/**
 * The form of somebody whose row was changed meanwhile: what was typed stays, each field that differs says what is stored
 * now, and saving again is a choice.
 */
export function staleForm(c: WebContext, typed: FormValues, stored: FormValues): FormState {
  const t = words(c)
  const names = Object.keys(stored).filter(
    (name) => name !== 'version' && (typed[name] ?? '') !== (stored[name] ?? ''),
  )
  const sentence = (value: string) =>
    value === '' ? t('error.stored_blank') : t('error.stored_now', { value })
  return {
    values: { ...typed, version: stored.version ?? '1' },
    errors: {
      '': t('error.changed_meanwhile'),
      ...Object.fromEntries(names.map((name) => [name, sentence(stored[name] ?? '')])),
    },
  }
}

export function statusOf(refusal: RecordRefusal): 409 | 422 {
  return refusal === 'changed_meanwhile' ? 409 : 422
}
