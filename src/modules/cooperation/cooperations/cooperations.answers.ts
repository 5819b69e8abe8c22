import type { z } from 'zod'
import type { FormState } from '#web/form.tsx'
import { type FormValues, refusedForm } from '#web/read-form.ts'
import type { WebContext } from '#web/respond.ts'
import { type StaleOptions, staleForm, staleSentences } from '#web/stale-form.ts'
import type { CooperationRefusal } from './changing.actions.ts'
import { type CooperationsWords, cooperationsWords } from './cooperations.words.ts'

const inputCodes = [
  'text_missing',
  'text_long',
  'choice',
  'date',
  'percent',
  'money',
  'months',
  'year',
  'key',
] as const

export function words(c: WebContext): CooperationsWords {
  return cooperationsWords(c.var.context.locale)
}

/** The form to show again after a schema refused it. */
export function refusedInput(c: WebContext, values: FormValues, error: z.ZodError): FormState {
  const t = words(c)
  return refusedForm(values, error.issues, inputCodes, (code) => t(`error.${code}`))
}

/** Where a refusal is shown; the others stand at the top of the form. */
const fields: Readonly<Partial<Record<CooperationRefusal, string>>> = {
  reason_missing: 'motif',
  slug_taken: 'titre',
  measure_unknown: 'mesure',
  not_lead_by_law: 'role',
  term_incomplete: 'mois',
  cannot_set_aside: 'ecarte',
  deliberation_unknown: 'deliberation',
  decided_in_the_future: 'le',
  cannot_leave: 'preavis_le',
  review_done: 'annee',
}

/** The form to show again after an act was refused. */
export function refusedAct(c: WebContext, values: FormValues, refusal: CooperationRefusal): FormState {
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

/** What a refusal is over HTTP; `not_found` has its own page. */
export function statusOf(refusal: CooperationRefusal): 409 | 422 {
  return refusal === 'changed_meanwhile' ? 409 : 422
}
