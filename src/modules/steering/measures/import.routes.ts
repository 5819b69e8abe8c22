import type { Hono } from 'hono'
import { addFileImport } from '#web/file-import.ts'
import { type AppEnv, goTo, sendFile, show } from '#web/respond.ts'
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
  addFileImport(app, {
    path: '/mesures/import',
    may: (c) => canImportMeasures(c.var.context.actor),
    plan: async (c, bytes) => previewImport(c.var.context, await readMeasuresFile(bytes)),
    write: async (c, bytes) => importMeasures(c.var.context, await readMeasuresFile(bytes)),
    showForm: (c, state, status) => show(c, ImportPage, { state }, status),
    showPlan: (c, plan, content, status) => show(c, ImportPreviewPage, { plan, content }, status),
    goOn: (c, done) => goTo(c, measuresPaths.list(), words(c)('import.done', { ...countChanges(done) })),
    noFile: (c) => words(c)('import.no_file'),
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
