import type { z } from 'zod'
import type { FormState } from './form.tsx'
import type { WebContext } from './respond.ts'

export type FormValues = Readonly<Record<string, string>>

/**
 * The answers of a form, as text; of a field sent several times, the values joined by commas. Files are left out, and so is
 * the character zero, which no text of the database can hold.
 */
export async function readForm(c: WebContext): Promise<FormValues> {
  const body = await c.req.parseBody({ all: true })
  const values: Record<string, string> = {}
  for (const [name, value] of Object.entries(body)) {
    const texts = (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string')
    values[name] = texts.join(',').replaceAll('\r\n', '\n').replaceAll('\0', '').trim()
  }
  return values
}

/**
 * The form to show again: what the person typed, and a sentence for each field that is wrong. `codes` are the faults that
 * have a sentence; whatever else a schema says (a field is absent, which no page of ours sends) is said as the first.
 */
export function refusedForm<Code extends string>(
  values: FormValues,
  issues: readonly z.core.$ZodIssue[],
  codes: readonly [Code, ...Code[]],
  sentence: (code: Code) => string,
): FormState {
  const errors: Record<string, string> = {}
  for (const issue of issues) {
    const name = String(issue.path[0] ?? '')
    errors[name] ??= sentence(codes.find((code) => code === issue.message) ?? codes[0])
  }
  return { values, errors }
}
