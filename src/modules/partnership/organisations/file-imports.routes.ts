import type { Hono } from 'hono'
import { h } from 'preact'
import { z } from 'zod'
import { openRecords, readingOf } from '#infra/spreadsheet.ts'
import { ok, type Result } from '#kernel/result.ts'
import { bytesOfText, textOfBytes } from '#web/file-field.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { showProgress } from '#web/show-progress.ts'
import { findChosenColumns, saveChosenColumns } from './column-choices.queries.ts'
import {
  type ChosenColumns,
  type FileRecord,
  foldedHeaders,
  headerCandidates,
  topOf,
} from './file-columns.rules.ts'
import { listFileImports } from './file-imports.queries.ts'
import { grantFields } from './grant-file.rules.ts'
import { openGrants, planGrantImport, undoGrantImport, writeGrants } from './grant-imports.actions.ts'
import type { FileRefusal, Progress, Source, Writing } from './import-file.ts'
import { organisationFields } from './organisation-file.rules.ts'
import {
  openOrganisations,
  planOrganisationImport,
  writeOrganisations,
} from './organisation-imports.actions.ts'
import { words } from './organisations.answers.ts'
import { organisationsPaths } from './organisations.paths.ts'
import { canImportOrganisations, roleOfImporter } from './organisations.permissions.ts'
import { FileImportsPage } from './views/file-imports-page.tsx'
import { ColumnsPage, NewImportPage } from './views/new-import-pages.tsx'
import { type Preview, PreviewContent, PreviewPage } from './views/preview-page.tsx'

const kinds = ['organisations', 'grants'] as const
export type FileKind = (typeof kinds)[number]

/** Files of the directory: the list, a new one with what it would do, and taking one of grants away. */
export function addFileImportRoutes(app: Hono<AppEnv>): void {
  app.get('/organisations/fichiers', async (c) =>
    canImportOrganisations(c.var.context.actor)
      ? show(c, FileImportsPage, { imports: await listFileImports(c.var.context.db) })
      : c.notFound(),
  )

  app.post('/organisations/fichiers/:id/retrait', async (c) => {
    const undone = await undoGrantImport(c.var.context, c.req.param('id'))
    if (!undone.ok) return c.notFound()
    const { grants, organisations } = undone.value
    return goTo(c, organisationsPaths.imports(), words(c)('imports.undone', { grants, organisations }))
  })

  app.get('/organisations/fichiers/nouveau', (c) =>
    canImportOrganisations(c.var.context.actor) ? form(c, emptyForm, 200) : c.notFound(),
  )

  app.post('/organisations/fichiers/nouveau', async (c) => {
    if (!canImportOrganisations(c.var.context.actor)) return c.notFound()
    const body = await c.req.parseBody()
    const sent = body.fichier
    const kind = kinds.find((each) => each === body.nature) ?? 'organisations'
    if (!(sent instanceof File) || sent.size === 0)
      return form(c, { values: { nature: kind }, errors: { fichier: words(c)('import.no_file') } }, 422)
    const bytes = new Uint8Array(await sent.arrayBuffer())
    return preview(c, kind, { fileName: sent.name.slice(0, 200) || 'fichier', bytes })
  })

  // The file comes back with each answer: nothing is kept on the server before the last.
  app.post('/organisations/fichiers/nouveau/colonnes', async (c) => {
    const answer = await sentBack(c)
    return answer ? columns(c, answer.kind, answer.source) : c.notFound()
  })

  app.post('/organisations/fichiers/nouveau/lecture', async (c) => {
    const answer = await sentBack(c)
    if (!answer) return c.notFound()
    const { kind, source, values } = answer
    const top = await topOfFile(source)
    if (!top.ok) return form(c, refusedFile(c, kind, top.refusal), 422)
    const { likeliest } = headerCandidates(top.value)
    await saveChosenColumns(
      c.var.context.db,
      kind,
      likeliest,
      chosenOf(kind, values, likeliest),
      c.var.context.actor?.name ?? '',
      c.var.context.clock.today(),
    )
    return preview(c, kind, source)
  })

  app.post('/organisations/fichiers/nouveau/confirmation', async (c) => {
    const answer = await sentBack(c)
    const role = roleOfImporter(c.var.context.actor)
    if (!answer || role === null) return c.notFound()
    return write(c, answer.kind, answer.source, { role, keepsGood: answer.values.garder === 'oui' })
  })
}

/** The file and its kind, as a page of an import sent them back. */
async function sentBack(c: WebContext) {
  if (!canImportOrganisations(c.var.context.actor)) return null
  const values = await readForm(c)
  const bytes = bytesOfText(values.contenu ?? '')
  const kind = kinds.find((each) => each === values.nature)
  if (!bytes || !kind) return null
  return { kind, values, source: { fileName: values.nom?.slice(0, 200) || 'fichier', bytes } }
}

function chosenOf(
  kind: FileKind,
  values: Readonly<Record<string, string>>,
  headers: readonly string[],
): ChosenColumns {
  const fields: readonly string[] = kind === 'grants' ? grantFields : organisationFields
  const folded = foldedHeaders(headers)
  return Object.fromEntries(
    fields.flatMap((field) => {
      const place = z.coerce
        .number()
        .int()
        .min(0)
        .safeParse(values[`colonne_${field}`] || undefined)
      const header = place.success ? folded[place.data] : undefined
      return header ? [[field, header]] : []
    }),
  )
}

/** A file whose columns are known, with what can be done with it. */
interface Readable {
  readonly rows: number
  plan(progress?: Progress): Promise<Preview>
  /** Null where good lines were not asked for, of a file with faults. */
  write(
    writing: Writing,
    progress?: Progress,
  ): Promise<{ readonly notice: string | null; readonly plan: Preview }>
}

async function open(c: WebContext, kind: FileKind, source: Source): Promise<Result<Readable, FileRefusal>> {
  const { context } = c.var
  const t = words(c)
  if (kind === 'grants') {
    const file = await openGrants(context, source)
    if (!file.ok) return file
    return ok({
      rows: file.value.columns.rows,
      plan: async (progress) => ({
        kind,
        plan: await planGrantImport(context, source, file.value, progress),
      }),
      async write(writing, progress) {
        const done = await writeGrants(context, source, file.value, writing, progress)
        const key = done.isKnownFile ? 'import.known' : 'import.done_grants'
        const notice = done.isWritten ? t(key, { count: done.reading.accepted }) : null
        return { notice, plan: { kind, plan: done } }
      },
    })
  }
  const file = await openOrganisations(context, source)
  if (!file.ok) return file
  return ok({
    rows: file.value.columns.rows,
    plan: async (progress) => ({ kind, plan: await planOrganisationImport(context, file.value, progress) }),
    async write(writing, progress) {
      const done = await writeOrganisations(context, source, file.value, writing, progress)
      const notice = done.isWritten ? t('import.done_organisations', { ...done.counts }) : null
      return { notice, plan: { kind, plan: done } }
    },
  })
}

/** From so many rows on, the page says how far it is while they are read or written. */
const longFrom = 5000

async function preview(c: WebContext, kind: FileKind, source: Source): Promise<Response> {
  const file = await open(c, kind, source)
  if (!file.ok) return unread(c, kind, source, file.refusal)
  if (file.value.rows < longFrom) return showPreview(c, await file.value.plan(), source)
  const { fileName } = source
  return showProgress(c, {
    title: words(c)('import.reading', { file: fileName }),
    lead: words(c)('import.reading_lead'),
    async run(say) {
      const previewed = await file.value.plan(progressOf(c, kind, say))
      const content = h(PreviewContent, {
        shell: c.var.shell,
        preview: previewed,
        fileName,
        content: textOfBytes(source.bytes),
      })
      return { content }
    },
  })
}

function progressOf(c: WebContext, kind: FileKind, say: (sentence: string) => Promise<void>): Progress {
  const t = words(c)
  const written = kind === 'grants' ? 'import.step_written_grants' : 'import.step_written'
  return (step, rows, all) => say(t(step === 'read' ? 'import.step_read' : written, { rows, all }))
}

function showPreview(c: WebContext, previewed: Preview, { fileName, bytes }: Source): Response {
  const status = previewed.plan.reading.faults.length > 0 ? 422 : 200
  return show(c, PreviewPage, { preview: previewed, fileName, content: textOfBytes(bytes) }, status)
}

/** A header that nobody knows: somebody says which column is which. Any other trouble: another file. */
function unread(
  c: WebContext,
  kind: FileKind,
  source: Source,
  refusal: FileRefusal,
): Response | Promise<Response> {
  return refusal.code === 'no_header' ? columns(c, kind, source) : form(c, refusedFile(c, kind, refusal), 422)
}

/** The rows among which the header is: a long file is not read whole for it. */
async function topOfFile({ bytes }: Source): Promise<Result<FileRecord[], FileRefusal>> {
  const file = await openRecords(bytes)
  return file.ok ? readingOf(() => topOf(file.value.records())) : file
}

async function columns(c: WebContext, kind: FileKind, source: Source): Promise<Response> {
  const top = await topOfFile(source)
  if (!top.ok) return form(c, refusedFile(c, kind, top.refusal), 422)
  const { likeliest } = headerCandidates(top.value)
  const chosen = await findChosenColumns(c.var.context.db, kind, top.value)
  return show(
    c,
    ColumnsPage,
    {
      kind,
      fields: kind === 'grants' ? grantFields : organisationFields,
      headers: likeliest,
      chosen: Object.fromEntries(
        Object.entries(chosen).map(([field, header]) => [field, foldedHeaders(likeliest).indexOf(header)]),
      ),
      fileName: source.fileName,
      content: textOfBytes(source.bytes),
    },
    422,
  )
}

async function write(c: WebContext, kind: FileKind, source: Source, writing: Writing): Promise<Response> {
  const t = words(c)
  const file = await open(c, kind, source)
  if (!file.ok) return unread(c, kind, source, file.refusal)
  if (file.value.rows >= longFrom)
    return showProgress(c, {
      title: t('import.going_on', { file: source.fileName }),
      lead: t('import.going_on_lead'),
      async run(say) {
        const { notice } = await file.value.write(writing, progressOf(c, kind, say))
        return notice === null
          ? {
              sentence: t('import.not_written'),
              href: organisationsPaths.newImport(),
              label: t('import.title'),
            }
          : { sentence: notice, href: organisationsPaths.imports(), label: t('imports.title') }
      },
    })
  const { notice, plan } = await file.value.write(writing)
  return notice === null ? showPreview(c, plan, source) : goTo(c, organisationsPaths.imports(), notice)
}

function refusedFile(c: WebContext, kind: FileKind, { code, detail }: FileRefusal): FormState {
  const sentence = words(c)(`file.${code}`)
  return { values: { nature: kind }, errors: { fichier: detail ? `${sentence} (${detail})` : sentence } }
}

function form(c: WebContext, state: FormState, status: 200 | 422): Response {
  return show(c, NewImportPage, { state }, status)
}
