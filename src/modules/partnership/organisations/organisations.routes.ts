import { Hono } from 'hono'
import { type AppEnv, goTo, show } from '#web/respond.ts'
import { addDirectoryRoutes } from './directory.routes.ts'
import { addDuplicateRoutes } from './duplicates.routes.ts'
import { undoGrantImport } from './file-imports.actions.ts'
import { listFileImports } from './file-imports.queries.ts'
import { addOfficerRoutes } from './officers.routes.ts'
import { organisationsPaths } from './organisations.paths.ts'
import { canImportOrganisations } from './organisations.permissions.ts'
import { organisationsWords } from './organisations.words.ts'
import { addPartRoutes } from './parts.routes.ts'
import { addRecordRoutes } from './record.routes.ts'
import { FileImportsPage } from './views/file-imports-page.tsx'

export function organisationsRoutes() {
  const app = new Hono<AppEnv>()

  addDirectoryRoutes(app)

  app.get('/organisations/fichiers', async (c) =>
    canImportOrganisations(c.var.context.actor)
      ? show(c, FileImportsPage, { imports: await listFileImports(c.var.context.db) })
      : c.notFound(),
  )

  app.post('/organisations/fichiers/:id/retrait', async (c) => {
    const undone = await undoGrantImport(c.var.context, c.req.param('id'))
    if (!undone.ok) return c.notFound()
    const { grants, organisations } = undone.value
    const sentence = organisationsWords(c.var.context.locale)('imports.undone', { grants, organisations })
    return goTo(c, organisationsPaths.imports(), sentence)
  })

  addDuplicateRoutes(app)
  addOfficerRoutes(app)
  addPartRoutes(app)
  addRecordRoutes(app)
  return app
}
