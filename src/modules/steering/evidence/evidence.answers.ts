import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { FormState } from '#web/form.tsx'
import { type FormValues, refusedForm } from '#web/read-form.ts'
import type { WebContext } from '#web/respond.ts'
import type { EvidenceRefusal, ReversalRefusal } from './evidence.actions.ts'
import { type EvidenceWords, evidenceWords } from './evidence.words.ts'
import type { FactFormFault } from './fact-form.rules.ts'

export function words(c: WebContext): EvidenceWords {
  return evidenceWords(c.var.context.locale)
}

/** A form with nothing typed yet, and the key that makes it one fact however often it is sent. */
export function freshFactForm(c: WebContext): FormState {
  return { values: { cle: randomUUID(), jour: c.var.context.clock.today() }, errors: {} }
}

const inputCodes = ['choice', 'text_long', 'date', 'key'] as const

export function refusedInput(c: WebContext, values: FormValues, error: z.ZodError): FormState {
  return refusedForm(values, error.issues, inputCodes, (code) => words(c)(`error.${code}`))
}

export function faultyFact(c: WebContext, values: FormValues, fault: FactFormFault): FormState {
  return { values, errors: { [fault.field]: words(c)(`error.${fault.code}`) } }
}

const fields: Readonly<Partial<Record<EvidenceRefusal, string>>> = {
  day_in_the_future: 'jour',
  quantity_negative: 'quantite',
  quantity_decimals: 'quantite',
  quantity_large: 'quantite',
  unit_missing: 'unite',
  unit_mismatch: 'unite',
  line_unknown: 'objet',
  indicator_code: 'libelle',
}

/** The form to show again after the ledger refused the fact. */
export function refusedFact(c: WebContext, values: FormValues, refusal: EvidenceRefusal): FormState {
  return { values, errors: { [fields[refusal] ?? '']: words(c)(`error.${refusal}`) } }
}

export function refusedReversal(
  c: WebContext,
  values: FormValues,
  refusal: Exclude<ReversalRefusal, 'not_found'>,
): FormState {
  return {
    values,
    errors: { [refusal === 'reason_missing' ? 'motif' : '']: words(c)(`error.${refusal}`) },
  }
}
