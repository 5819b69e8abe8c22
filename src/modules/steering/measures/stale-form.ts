import type { FormState } from '#web/form.tsx'
import { staleForm as stale } from '#web/stale-form.ts'
import type { MeasuresWords } from './measures.words.ts'

type Values = FormState['values']

/** How a stored value reads on the page: `medium` is `moyenne`. */
export type ValueText = (name: string, value: string) => string

/** The form of a person whose item somebody else changed meanwhile, with both values; null when both wrote the same. */
export function staleForm(
  sent: Values,
  typed: Values,
  stored: Values,
  token: 'version' | 'vu',
  t: MeasuresWords,
  textOf: ValueText,
): FormState | null {
  const sentences = {
    changed: t('error.item_changed'),
    blank: t('error.stored_blank'),
    now: (value: string) => t('error.stored_now', { value }),
  }
  return stale(sent, stored, sentences, { typed, token, textOf })
}
