import type { z } from 'zod'
import type { FormState } from '#web/form.tsx'
import { type FormValues, refusedForm } from '#web/read-form.ts'
import type { WebContext } from '#web/respond.ts'
import { type BudgetsWords, budgetsWords } from './budgets.words.ts'
import type { CountRefusal } from './count.actions.ts'
import type { EditionsRefusal } from './editions.actions.ts'
import { inputCodes } from './editions.inputs.ts'
import type { FollowUpRefusal } from './follow-up.actions.ts'
import type { PaperRefusal } from './paper.actions.ts'
import type { RollRefusal } from './roll.actions.ts'
import type { VotingRefusal } from './voting.actions.ts'

export type Refusal =
  | EditionsRefusal
  | VotingRefusal
  | RollRefusal
  | PaperRefusal
  | CountRefusal
  | FollowUpRefusal

export function words(c: WebContext): BudgetsWords {
  return budgetsWords(c.var.context.locale)
}

/** The form to show again after a schema refused it. */
export function refusedInput(c: WebContext, values: FormValues, error: z.ZodError): FormState {
  const t = words(c)
  return refusedForm(values, error.issues, inputCodes, (code) => t(`error.${code}`))
}

/** Where a refusal is shown; the others stand at the top of the form. */
const fields: Readonly<Partial<Record<Refusal, string>>> = {
  too_young: 'naissance',
  code_unknown: 'code',
  not_on_roll: 'piece',
  area_missing: 'secteur',
  area_unknown: 'secteur',
  area_in_use: 'secteurs',
  receipt_unknown: 'recu',
  receipt_unreadable: 'recu',
  ballot_empty: 'projet',
  too_many_projects: 'projet',
  over_budget: 'projet',
  points_wrong: 'projet',
  too_many_points: 'projet',
  project_unknown: 'projet',
  project_twice: 'projet',
  roll_unreadable: 'fichier',
  codes_out_of_range: 'nombre',
  deliberation_unknown: 'deliberation',
  commitment_reason_missing: 'motif',
  done_in_future: 'fait_le',
}

/** The form to show again after an act was refused. */
export function refusedAct(c: WebContext, values: FormValues, refusal: Refusal): FormState {
  return { values, errors: { [fields[refusal] ?? '']: words(c)(`error.${refusal}`) } }
}

export function statusOf(refusal: Refusal): 409 | 422 | 429 {
  if (refusal === 'changed_meanwhile') return 409
  return refusal === 'too_many_attempts' ? 429 : 422
}
