import type { z } from 'zod'
import type { FormState } from '#web/form.tsx'
import { type FormValues, refusedForm } from '#web/read-form.ts'
import type { WebContext } from '#web/respond.ts'
import { inputCodes } from './organisations.inputs.ts'
import { type OrganisationsWords, organisationsWords } from './organisations.words.ts'

export type RecordRefusal = 'not_found' | 'changed_meanwhile' | 'same_row' | 'organisation_unknown'

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
  const field = refusal === 'organisation_unknown' ? 'autre' : ''
  return { values, errors: { [field]: words(c)(`error.${refusal}`) } }
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
