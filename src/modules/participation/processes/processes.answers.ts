import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { FormState } from '#web/form.tsx'
import { type FormValues, refusedForm } from '#web/read-form.ts'
import type { WebContext } from '#web/respond.ts'
import type { AnswersRefusal } from './answers.actions.ts'
import type { RowFault } from './draft-rows.rules.ts'
import type { CostRefusal, CostReversalRefusal } from './meter.actions.ts'
import type { CountRefusal } from './participation.actions.ts'
import type { DraftRefusal } from './processes.actions.ts'
import { type ProcessesWords, processesWords } from './processes.words.ts'

const inputCodes = [
  'text_missing',
  'text_long',
  'choice',
  'date',
  'dates_order',
  'whole_number',
  'out_of_range',
  'key',
  'duration',
  'number_unreadable',
] as const

export function words(c: WebContext): ProcessesWords {
  return processesWords(c.var.context.locale)
}

/** The form to show again after a schema refused it. */
export function refusedInput(c: WebContext, values: FormValues, error: z.ZodError): FormState {
  const t = words(c)
  return refusedForm(values, error.issues, inputCodes, (code) => t(`error.${code}`))
}

/** The form to show again after rows could not be read. */
export function faultyRows(c: WebContext, values: FormValues, faults: readonly RowFault[]): FormState {
  const t = words(c)
  return {
    values,
    errors: Object.fromEntries(faults.map(({ field, code }) => [field, t(`error.${code}`)])),
  }
}

type Refusal = DraftRefusal | AnswersRefusal | CostRefusal | CostReversalRefusal | CountRefusal | 'name_taken'

/** Where a refusal is shown; the others stand at the top of the form. */
const fields: Readonly<Partial<Record<Refusal, string>>> = {
  reason_missing: 'motif',
  reserve_reason_missing: 'motif',
  commitment_reason_missing: 'motif',
  deliberation_unknown: 'deliberation',
  phase_unknown: 'phase',
  extension_shorter: 'jusqu_au',
  extension_collides: 'jusqu_au',
  decided_in_the_future: 'decide_le',
  decided_before_opening: 'decide_le',
  slug_taken: 'titre',
  measure_has_costs: 'mesure',
  hours_count: 'quantite',
  cents_count: 'quantite',
  day_in_the_future: 'jour',
  not_open_yet: 'jour',
  people_count: 'nombre',
  line_unknown: 'ligne',
  unit_mismatch: 'ligne',
  name_taken: 'nom',
}

/** The form to show again after an act was refused. */
export function refusedAct(c: WebContext, values: FormValues, refusal: Refusal): FormState {
  return { values, errors: { [fields[refusal] ?? '']: words(c)(`error.${refusal}`) } }
}

/** What a refusal is over HTTP; `not_found` has its own page. */
export function statusOf(refusal: Refusal): 409 | 422 {
  return refusal === 'changed_meanwhile' || refusal === 'reversed_already' ? 409 : 422
}

/** A form that counts something once: its key, and today as the day. */
export function freshForm(c: WebContext): FormState {
  return { values: { cle: randomUUID(), jour: c.var.context.clock.today() }, errors: {} }
}
