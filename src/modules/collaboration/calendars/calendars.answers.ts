import type { z } from 'zod'
import type { FormState } from '#web/form.tsx'
import { type FormValues, refusedForm } from '#web/read-form.ts'
import type { WebContext } from '#web/respond.ts'
import type { ObjectRefusal } from './calendar-objects.actions.ts'
import { type CalendarsWords, calendarsWords } from './calendars.words.ts'

const inputCodes = [
  'text_missing',
  'text_long',
  'choice',
  'date',
  'time',
  'dates_order',
  'times_order',
  'email',
  'too_numerous',
  'whole_number',
] as const

export function words(c: WebContext): CalendarsWords {
  return calendarsWords(c.var.context.locale)
}

/** The form to show again after a schema refused it. */
export function refusedInput(c: WebContext, values: FormValues, error: z.ZodError): FormState {
  const t = words(c)
  return refusedForm(values, error.issues, inputCodes, (code) => t(`error.${code}`))
}

/** Refusals of objects that a person can meet in our forms; the others come from files and programs. */
const shownRefusals = [
  'forbidden',
  'resource_taken',
  'changed_meanwhile',
  'too_many_occurrences',
  'rule_unreadable',
  'ends_before_start',
  'not_icalendar',
  'method_present',
  'no_component',
  'several_components',
  'several_uids',
  'uid_missing',
  'uid_taken',
  'start_missing',
  'zone_unknown',
  'zone_unreadable',
  'too_long',
  'component_unsupported',
] as const

export function sentenceOf(t: CalendarsWords, refusal: ObjectRefusal): string {
  return t(`refusal.${shownRefusals.find((known) => known === refusal) ?? 'changed_meanwhile'}`)
}

/** Where a refusal is shown; the others stand at the top of the form. */
const fields: Readonly<Partial<Record<ObjectRefusal, string>>> = {
  resource_taken: 'salle',
  too_many_occurrences: 'repetition',
  rule_unreadable: 'repetition',
  forbidden: 'agenda',
}

export function refusedEvent(c: WebContext, values: FormValues, refusal: ObjectRefusal): FormState {
  return { values, errors: { [fields[refusal] ?? '']: sentenceOf(words(c), refusal) } }
}
