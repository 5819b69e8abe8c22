import type { FormState } from './form.tsx'

type Values = FormState['values']

export interface StaleSentences {
  /** At the top: somebody else wrote meanwhile. */
  readonly changed: string
  /** Beside a field that is now empty. */
  readonly blank: string
  /** Beside a field: what is stored now. */
  now(value: string): string
}

type StaleKey = 'error.changed_meanwhile' | 'error.stored_blank' | 'error.stored_now'

/** The sentences of a module that names them as most do. */
export function staleSentences(
  t: (key: StaleKey, values?: Readonly<Record<'value', string>>) => string,
): StaleSentences {
  return {
    changed: t('error.changed_meanwhile'),
    blank: t('error.stored_blank'),
    now: (value) => t('error.stored_now', { value }),
  }
}

export interface StaleOptions {
  /** What was sent, as the form would show it once stored: `30 000` and `30000,00` are one amount. */
  readonly typed?: Values
  /** Field that says what the form was filled from. */
  readonly token?: string
  /** How a stored value reads on the page: `medium` is `moyenne`. */
  textOf?(name: string, value: string): string
}

/**
 * The form of a person whose thing somebody else changed meanwhile: what was typed stays, each field that differs says what is
 * stored now, and the version is the current one, so that saving again is a choice and not an accident. Null when both wrote
 * the same.
 */
export function staleForm(
  sent: Values,
  stored: Values,
  sentences: StaleSentences,
  { typed = sent, token = 'version', textOf = (_, value) => value }: StaleOptions = {},
): FormState | null {
  const names = [...new Set([...Object.keys(typed), ...Object.keys(stored)])].filter(
    (name) => name !== token && (typed[name] ?? '') !== (stored[name] ?? ''),
  )
  if (names.length === 0) return null
  const sentence = (name: string) => {
    const value = stored[name] ?? ''
    return value === '' ? sentences.blank : sentences.now(textOf(name, value))
  }
  return {
    values: { ...sent, [token]: stored[token] },
    errors: {
      '': sentences.changed,
      ...Object.fromEntries(names.map((name) => [name, sentence(name)])),
    },
  }
}
