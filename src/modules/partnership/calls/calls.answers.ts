import type { z } from 'zod'
import type { FileRefusal } from '#infra/received-files.ts'
import type { FormState } from '#web/form.tsx'
import { type FormValues, refusedForm } from '#web/read-form.ts'
import type { WebContext } from '#web/respond.ts'
import type { AgreementsRefusal } from './agreements.actions.ts'
import type { ApplicantsRefusal } from './applicant-links.actions.ts'
import type { ApplicationsRefusal } from './applications.actions.ts'
import type { AssessmentRefusal } from './assessment.actions.ts'
import type { AwardsRefusal } from './awards.actions.ts'
import { type InputCode, inputCodes } from './calls.inputs.ts'
import { type CallsWords, callsWords } from './calls.words.ts'
import type { FormRefusal } from './form.actions.ts'
import type { JuryRefusal } from './jury.actions.ts'
import type { PapersRefusal } from './papers.actions.ts'
import type { FieldFault } from './rows.rules.ts'
import type { ScenarioRefusal } from './scenarios.actions.ts'

export type Refusal =
  | FormRefusal
  | ApplicantsRefusal
  | ApplicationsRefusal
  | AssessmentRefusal
  | FileRefusal
  | JuryRefusal
  | ScenarioRefusal
  | AwardsRefusal
  | AgreementsRefusal
  | PapersRefusal
  | 'answer_missing'

export function words(c: WebContext): CallsWords {
  return callsWords(c.var.context.locale)
}

/** The form to show again after a schema refused it. */
export function refusedInput(c: WebContext, values: FormValues, error: z.ZodError): FormState {
  const t = words(c)
  return refusedForm(values, error.issues, inputCodes, (code) => t(`error.${code}`))
}

/** The form to show again after some of its fields could not be read. */
export function faultyFields(
  c: WebContext,
  values: FormState['values'],
  faults: readonly FieldFault<InputCode>[],
): FormState {
  const t = words(c)
  const errors: Record<string, string> = {}
  for (const { field, code } of faults) errors[field] ??= t(`error.${code}`)
  return { values, errors }
}

/** Where a refusal is shown; the others stand at the top of the form. */
const fields: Readonly<Partial<Record<Refusal, string>>> = {
  code_taken: 'titre',
  deliberation_unknown: 'deliberation',
  reason_missing: 'motif',
  answer_missing: 'reponse',
  applicant_name_missing: 'nom',
  too_many_invitations: 'courriel',
  answer_by_past: 'avant',
  name_taken: 'nom',
  order_number_taken: 'mandat',
  reimbursement_above: 'reversement',
  day_in_the_future: 'le',
  reference_unknown: 'reference',
  paper_unknown: 'papier',
  members_stayed: 'risque',
  page_taken: 'remplace',
  page_unreadable: 'page',
  choices_missing: 'choix',
  block_unknown: 'bloc',
  block_in_block: 'bloc',
  condition_unknown: 'condition',
  condition_not_a_choice: 'condition',
  condition_answer_unknown: 'condition',
  condition_after: 'condition',
}

/** The form to show again after an act was refused. */
export function refusedAct(c: WebContext, values: FormState['values'], refusal: Refusal): FormState {
  return { values, errors: { [fields[refusal] ?? '']: words(c)(`error.${refusal}`) } }
}

export function statusOf(refusal: Refusal): 409 | 422 {
  return refusal === 'changed_meanwhile' ? 409 : 422
}

/** The same where anybody may ask, as often as they like up to a limit. */
export function limitedStatusOf(refusal: Refusal): 409 | 422 | 429 {
  return refusal === 'too_many_attempts' ? 429 : statusOf(refusal)
}
