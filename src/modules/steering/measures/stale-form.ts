import type { FormState } from '#web/form.tsx'
import type { MeasuresWords } from './measures.words.ts'

type Values = FormState['values']

/** How a stored value reads on the page: `medium` is `moyenne`. */
export type ValueText = (name: string, value: string) => string

/**
 * The form of a person whose item somebody else changed meanwhile: what was typed stays, each field that differs says what is
 * stored now, and the version is the current one, so that saving again is a choice and not an accident. Null when both wrote
 * the same. `typed` is what was sent, as the form would show it once stored.
 */
export function staleForm(
  sent: Values,
  typed: Values,
  stored: Values,
  token: 'version' | 'vu',
  t: MeasuresWords,
  textOf: ValueText,
): FormState | null {
  const names = [...new Set([...Object.keys(typed), ...Object.keys(stored)])].filter(
    (name) => name !== token && (typed[name] ?? '') !== (stored[name] ?? ''),
  )
  if (names.length === 0) return null
  const sentence = (name: string) => {
    const value = stored[name] ?? ''
    return value === '' ? t('error.stored_blank') : t('error.stored_now', { value: textOf(name, value) })
  }
  return {
    values: { ...sent, [token]: stored[token] },
    errors: {
      '': t('error.item_changed'),
      ...Object.fromEntries(names.map((name) => [name, sentence(name)])),
    },
  }
}
