import type { z } from 'zod'
import type { FormState } from '#web/form.tsx'
import { type FormValues, refusedForm } from '#web/read-form.ts'
import type { WebContext } from '#web/respond.ts'
import { type StaleOptions, staleForm, staleSentences } from '#web/stale-form.ts'
import type { Refusal } from './refusals.ts'
import { type OpenFile, openServiceFile } from './service-file.ts'
import { inputCodes } from './shared-services.inputs.ts'
import { type SharedServicesWords, sharedServicesWords } from './shared-services.words.ts'

export function words(c: WebContext): SharedServicesWords {
  return sharedServicesWords(c.var.context.locale)
}

/** The service of the address as this person may see it. */
export function opened(c: WebContext): Promise<OpenFile | null> {
  return openServiceFile(c.var.context, c.req.param('code') ?? '')
}

/** The form to show again after a schema refused it. */
export function refusedInput(c: WebContext, values: FormValues, error: z.ZodError): FormState {
  const t = words(c)
  return refusedForm(values, error.issues, inputCodes, (code) => t(`error.${code}`))
}

/** Where a refusal is shown; the others stand at the top of the form. */
const fields: Readonly<Partial<Record<Refusal, string>>> = {
  measure_unknown: 'mesure',
  authority_unknown: 'code_insee',
  host_named: 'accueil',
  account_unknown: 'courriel',
  officer_named: 'courriel',
  method_closed: 'methode',
  remainder_unknown: 'reste',
  overhead_refused: 'justification',
  no_dip: 'avec_1',
  expires_early: 'expire_le',
  notice_short: 'quitte_le',
  before_today: 'quitte_le',
  exit_reason_missing: 'motif',
  host_pays_itself: 'partie',
  party_absent: 'partie',
  paid_already: 'numero',
  read_already: 'engagement',
}

/** The form to show again after an act was refused. */
export function refusedAct(c: WebContext, values: FormValues, refusal: Refusal): FormState {
  return { values, errors: { [fields[refusal] ?? '']: words(c)(`error.${refusal}`) } }
}

/** The form of somebody whose thing another changed meanwhile, with both values; null when both wrote the same. */
export function changedForm(
  c: WebContext,
  sent: FormValues,
  stored: FormState['values'],
  options: StaleOptions,
): FormState | null {
  return staleForm(sent, stored, staleSentences(words(c)), options)
}

export function statusOf(refusal: Refusal): 409 | 422 {
  return refusal === 'changed_meanwhile' ? 409 : 422
}
