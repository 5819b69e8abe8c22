import type { Hono } from 'hono'
import { bytesOfText, fileOf, textOfBytes } from '#web/file-field.ts'
import { emptyForm, type FormState } from '#web/form.tsx'
import { readForm } from '#web/read-form.ts'
import { type AppEnv, goTo, sendFile, show, type WebContext } from '#web/respond.ts'
import { exportCards, exportProject } from './export.ts'
import { importBoard, readBoardFile } from './import.actions.ts'
import { addressed, mayLead, words } from './projects.answers.ts'
import { projectsPaths } from './projects.paths.ts'
import type { FoundProject } from './projects.queries.ts'
import { ImportPage, ImportPreviewPage } from './views/import-pages.tsx'

export function addImportRoutes(app: Hono<AppEnv>): void {
  app.get('/projets/:code/export/:format', async (c) => {
    const found = await addressed(c)
    if (!found) return c.notFound()
    const format = c.req.param('format')
    if (format === 'json') return sendFile(c, await exportProject(c.var.context, found.project))
    return format === 'csv' ? sendFile(c, await exportCards(c.var.context, found.project)) : c.notFound()
  })

  app.get('/projets/:code/import', (c) =>
    asLead(c, ({ project }) => show(c, ImportPage, { project, state: emptyForm })),
  )

  app.post('/projets/:code/import', (c) =>
    asLead(c, async (found) => {
      const bytes = await fileOf(c, 'fichier')
      return bytes ? preview(c, found, bytes) : again(c, found)
    }),
  )

  app.post('/projets/:code/import/confirmation', (c) =>
    asLead(c, async (found) => {
      const { contenu = '', garder } = await readForm(c)
      const bytes = bytesOfText(contenu)
      if (!bytes) return again(c, found)
      const { file, faults } = await readBoardFile(bytes)
      if (faults.length > 0 && garder !== 'oui') return preview(c, found, bytes)
      const done = await importBoard(c.var.context, found.project.code, file)
      const t = words(c)
      if (done.ok)
        return goTo(c, projectsPaths.board(found.project.code), t('import.done', { count: done.value }))
      if (done.refusal === 'not_found') return c.notFound()
      const state = { values: {}, errors: { fichier: t(`error.${done.refusal}`) } }
      return show(c, ImportPage, { project: found.project, state }, 422)
    }),
  )
}

async function asLead(
  c: WebContext,
  answer: (found: FoundProject) => Response | Promise<Response>,
): Promise<Response> {
  const found = await addressed(c)
  return found && mayLead(c, found) ? answer(found) : c.notFound()
}

function again(c: WebContext, { project }: FoundProject): Response {
  const state: FormState = { values: {}, errors: { fichier: words(c)('error.file_missing') } }
  return show(c, ImportPage, { project, state }, 422)
}

async function preview(c: WebContext, { project }: FoundProject, bytes: Uint8Array): Promise<Response> {
  const reading = await readBoardFile(bytes)
  const status = reading.faults.length > 0 ? 422 : 200
  return show(c, ImportPreviewPage, { project, reading, content: textOfBytes(bytes) }, status)
}
