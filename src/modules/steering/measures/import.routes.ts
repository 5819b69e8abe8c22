import type { Hono } from 'hono'
import { bytesOfText, fileOf, textOfBytes } from '#web/file-field.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, sendFile, show, type WebContext } from '#web/respond.ts'
import { importMeasures, previewImport } from './import.actions.ts'
import { countChanges } from './import.rules.ts'
import { publicStatuses } from './life-cycle.rules.ts'
import { listMeasureFiles } from './measure-sheet.queries.ts'
import { words } from './measures.answers.ts'
import { exportFormats, measuresPaths } from './measures.paths.ts'
import { canImportMeasures, canSeeDrafts } from './measures.permissions.ts'
import { statuses } from './measures.rules.ts'
import { readMeasuresFile, writeMeasuresFile } from './measures-file.ts'
import { ImportPage } from './views/import-page.tsx'
import { ImportPreviewPage } from './views/import-preview-page.tsx'

/** Pages that bring measures in from a file, and the files that take them out. */
export function addImportRoutes(app: Hono<AppEnv>): void {
  app.get('/mesures/import', (c) =>
    canImportMeasures(c.var.context.actor) ? show(c, ImportPage, { state: emptyForm }) : c.notFound(),
  )

  app.post('/mesures/import', async (c) => {
    if (!canImportMeasures(c.var.context.actor)) return c.notFound()
    const file = await fileOf(c, 'fichier')
    return file ? preview(c, file) : show(c, ImportPage, { state: noFile(c) }, 422)
  })

  app.post('/mesures/import/confirmation', async (c) => {
    if (!canImportMeasures(c.var.context.actor)) return c.notFound()
    const { contenu = '', garder } = await readForm(c)
    const bytes = bytesOfText(contenu)
    if (!bytes) return show(c, ImportPage, { state: noFile(c) }, 422)
    const reading = await readMeasuresFile(bytes)
    const planned = await previewImport(c.var.context, reading)
    if (!planned.ok) return c.notFound()
    // The good lines of a faulty file are kept only when the person says so.
    if (planned.value.faults.length > 0 && garder !== 'oui') return preview(c, bytes)
    const done = await importMeasures(c.var.context, reading)
    if (!done.ok) return c.notFound()
    return goTo(c, measuresPaths.list(), words(c)('import.done', { ...countChanges(done.value) }))
  })

  app.get('/mesures/export/:format', async (c) => {
    const { db, actor, clock, town } = c.var.context
    const format = exportFormats.find((known) => known === c.req.param('format'))
    if (!format) return c.notFound()
    const visible = canSeeDrafts(actor) ? statuses : publicStatuses
    const sheets = await listMeasureFiles(db, clock.today(), visible)
    return sendFile(c, await writeMeasuresFile(sheets, format, town))
  })
}

async function preview(c: WebContext, bytes: Uint8Array): Promise<Response> {
  const planned = await previewImport(c.var.context, await readMeasuresFile(bytes))
  if (!planned.ok) return c.notFound() as Response
  const status = planned.value.faults.length > 0 ? 422 : 200
  return show(c, ImportPreviewPage, { plan: planned.value, content: textOfBytes(bytes) }, status)
}

function noFile(c: WebContext): FormState {
  return { values: {}, errors: { fichier: words(c)('import.no_file') } }
}
