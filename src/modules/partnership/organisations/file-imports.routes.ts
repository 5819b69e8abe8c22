import type { Hono } from 'hono'
import { z } from 'zod'
import { readRecords } from '#infra/spreadsheet.ts'
import { bytesOfText, textOfBytes } from '#web/file-field.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { showProgress } from '#web/show-progress.ts'
import { findChosenColumns, saveChosenColumns } from './column-choices.queries.ts'
import { type ChosenColumns, foldedHeaders, headerCandidates } from './file-columns.rules.ts'
import {
  type FileRefusal,
  type OrganisationImport,
  openOrganisations,
  planGrantImport,
  planOrganisationImport,
  readGrants,
  type Source,
  undoGrantImport,
  type Writing,
  writeGrants,
  writeOrganisations,
} from './file-imports.actions.ts'
import { listFileImports } from './file-imports.queries.ts'
import { grantFields } from './grant-file.rules.ts'
import { organisationFields } from './organisation-file.rules.ts'
import { words } from './organisations.answers.ts'
import { organisationsPaths } from './organisations.paths.ts'
import { canImportOrganisations, roleOfImporter } from './organisations.permissions.ts'
import { FileImportsPage } from './views/file-imports-page.tsx'
import { ColumnsPage, NewImportPage, type Preview, PreviewPage } from './views/new-import-pages.tsx'

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
    const records = await readRecords(source.bytes)
    if (!records.ok) return form(c, refusedFile(c, kind, records.refusal), 422)
    const { likeliest } = headerCandidates(records.value.records)
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

async function preview(c: WebContext, kind: FileKind, source: Source): Promise<Response> {
  const { context } = c.var
  if (kind === 'grants') {
    const read = await readGrants(context, source)
    if (!read.ok) return unread(c, kind, source, read.refusal)
    return showPreview(c, { kind, plan: await planGrantImport(context, source, read.value) }, source)
  }
  const file = await openOrganisations(context, source)
  if (!file.ok) return unread(c, kind, source, file.refusal)
  return showPreview(c, { kind, plan: await planOrganisationImport(context, file.value) }, source)
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

async function columns(c: WebContext, kind: FileKind, source: Source): Promise<Response> {
  const records = await readRecords(source.bytes)
  if (!records.ok) return form(c, refusedFile(c, kind, records.refusal), 422)
  const { likeliest } = headerCandidates(records.value.records)
  const chosen = await findChosenColumns(c.var.context.db, kind, records.value.records)
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
  return kind === 'grants' ? writeGrantFile(c, source, writing) : writeOrganisationFile(c, source, writing)
}

async function writeGrantFile(
  c: WebContext,
  source: Source,
  { role, keepsGood }: Writing,
): Promise<Response> {
  const { context } = c.var
  const read = await readGrants(context, source)
  if (!read.ok) return unread(c, 'grants', source, read.refusal)
  // The good lines of a faulty file are kept only when the person says so.
  if (read.value.reading.faults.length > 0 && !keepsGood) {
    const plan = await planGrantImport(context, source, read.value)
    return showPreview(c, { kind: 'grants', plan }, source)
  }
  const done = await writeGrants(context, source, read.value, role)
  const key = done.isKnownFile ? 'import.known' : 'import.done_grants'
  return goTo(c, organisationsPaths.imports(), words(c)(key, { count: read.value.reading.grants.length }))
}

/** From so many rows on, the page says how far it is while they are written. */
const longFrom = 5000

async function writeOrganisationFile(c: WebContext, source: Source, writing: Writing): Promise<Response> {
  const { context } = c.var
  const t = words(c)
  const file = await openOrganisations(context, source)
  if (!file.ok) return unread(c, 'organisations', source, file.refusal)
  const notice = ({ counts }: OrganisationImport) => t('import.done_organisations', { ...counts })
  if (file.value.columns.rows >= longFrom)
    return showProgress(c, {
      title: t('import.going_on', { file: source.fileName }),
      lead: t('import.going_on_lead'),
      async run(say) {
        const done = await writeOrganisations(context, source, file.value, writing, (step, rows, all) =>
          say(t(`import.step_${step}`, { rows, all })),
        )
        return done.isWritten
          ? { sentence: notice(done), href: organisationsPaths.imports(), label: t('imports.title') }
          : {
              sentence: t('import.not_written'),
              href: organisationsPaths.newImport(),
              label: t('import.title'),
            }
      },
    })
  const done = await writeOrganisations(context, source, file.value, writing)
  return done.isWritten
    ? goTo(c, organisationsPaths.imports(), notice(done))
    : showPreview(c, { kind: 'organisations', plan: done }, source)
}

function refusedFile(c: WebContext, kind: FileKind, { code, detail }: FileRefusal): FormState {
  const sentence = words(c)(`file.${code}`)
  return { values: { nature: kind }, errors: { fichier: detail ? `${sentence} (${detail})` : sentence } }
}

function form(c: WebContext, state: FormState, status: 200 | 422): Response {
  return show(c, NewImportPage, { state }, status)
}
