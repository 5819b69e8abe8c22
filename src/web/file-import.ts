import type { Hono } from 'hono'
import type { Result } from '#kernel/result.ts'
import { bytesOfText, fileOf, textOfBytes } from './file-field.ts'
import { emptyForm, type FormState } from './form.tsx'
import { readForm } from './read-form.ts'
import type { AppEnv, WebContext } from './respond.ts'

/** What a module does differently when it takes a file in; `Plan` is what the file would do, with what is wrong in it. */
export interface FileImport<Plan extends { readonly faults: readonly unknown[] }> {
  /** Address of the form; the confirmation is sent below it. */
  readonly path: string
  may(c: WebContext): boolean | Promise<boolean>
  plan(c: WebContext, bytes: Uint8Array): Promise<Result<Plan, 'not_found'>>
  write(c: WebContext, bytes: Uint8Array): Promise<Result<Plan, 'not_found'>>
  showForm(c: WebContext, state: FormState, status: 200 | 422): Response | Promise<Response>
  /** `content` is the file itself, which comes back with the confirmation. */
  showPlan(c: WebContext, plan: Plan, content: string, status: 200 | 422): Response | Promise<Response>
  goOn(c: WebContext, done: Plan): Response
  /** The sentence of a form sent without a file. */
  noFile(c: WebContext): string
}

/** The three routes of an import: the form, what the file would do, and the confirmation. Nothing is written before the last. */
export function addFileImport<Plan extends { readonly faults: readonly unknown[] }>(
  app: Hono<AppEnv>,
  intake: FileImport<Plan>,
): void {
  app.get(intake.path, async (c) =>
    (await intake.may(c)) ? intake.showForm(c, emptyForm, 200) : c.notFound(),
  )

  app.post(intake.path, async (c) => {
    if (!(await intake.may(c))) return c.notFound()
    const bytes = await fileOf(c, 'fichier')
    return bytes ? preview(c, intake, bytes) : intake.showForm(c, withoutFile(c, intake), 422)
  })

  app.post(`${intake.path}/confirmation`, async (c) => {
    if (!(await intake.may(c))) return c.notFound()
    const { contenu = '', garder } = await readForm(c)
    const bytes = bytesOfText(contenu)
    if (!bytes) return intake.showForm(c, withoutFile(c, intake), 422)
    const planned = await intake.plan(c, bytes)
    if (!planned.ok) return c.notFound()
    // The good lines of a faulty file are kept only when the person says so.
    if (planned.value.faults.length > 0 && garder !== 'oui') return preview(c, intake, bytes)
    const done = await intake.write(c, bytes)
    return done.ok ? intake.goOn(c, done.value) : c.notFound()
  })
}

async function preview<Plan extends { readonly faults: readonly unknown[] }>(
  c: WebContext,
  intake: FileImport<Plan>,
  bytes: Uint8Array,
): Promise<Response> {
  const planned = await intake.plan(c, bytes)
  if (!planned.ok) return c.notFound()
  const status = planned.value.faults.length > 0 ? 422 : 200
  return intake.showPlan(c, planned.value, textOfBytes(bytes), status)
}

function withoutFile(
  c: WebContext,
  { noFile }: Pick<FileImport<{ readonly faults: readonly unknown[] }>, 'noFile'>,
): FormState {
  return { values: {}, errors: { fichier: noFile(c) } }
}
