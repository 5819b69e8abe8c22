import type { z } from 'zod'
import type { FormState } from './form.tsx'
import type { WebContext } from './respond.ts'

export type FormValues = Readonly<Record<string, string>>

/** The answers of a form, as text; of a field sent several times, the values joined by commas. Files are left out. */
export async function readForm(c: WebContext): Promise<FormValues> {
  const body = await c.req.parseBody({ all: true })
  const values: Record<string, string> = {}
  for (const [name, value] of Object.entries(body)) {
    const texts = (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string')
    values[name] = texts.join(',').replaceAll('\r\n', '\n').trim()
  }
  return values
}

/** The form to show again: what the person typed, and a sentence for each field that is wrong. */
export function refusedForm(
  values: FormValues,
  issues: readonly z.core.$ZodIssue[],
  sentence: (code: string) => string,
): FormState {
  const errors: Record<string, string> = {}
  for (const issue of issues) {
    const name = String(issue.path[0] ?? '')
    errors[name] ??= sentence(issue.message)
  }
  return { values, errors }
}
