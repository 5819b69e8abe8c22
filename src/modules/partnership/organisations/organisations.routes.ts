import { Hono } from 'hono'
import { writeCsv } from '#infra/spreadsheet.ts'
import { cents, formatEurosPlain } from '#kernel/cents.ts'
import { slugOf } from '#kernel/plain-text.ts'
import { type AppEnv, goTo, show, type WebContext } from '#web/respond.ts'
import { addDuplicateRoutes } from './duplicates.routes.ts'
import { undoGrantImport } from './file-imports.actions.ts'
import { listFileImports } from './file-imports.queries.ts'
import { addOfficerRoutes } from './officers.routes.ts'
import { filterInput } from './organisations.inputs.ts'
import { type DirectoryFilter, organisationsPaths } from './organisations.paths.ts'
import { canImportOrganisations } from './organisations.permissions.ts'
import { listOrganisations, listWholeDirectory } from './organisations.queries.ts'
import { organisationsWords } from './organisations.words.ts'
import { addPartRoutes } from './parts.routes.ts'
import { addRecordRoutes } from './record.routes.ts'
import { DirectoryPage } from './views/directory-page.tsx'
import { FileImportsPage } from './views/file-imports-page.tsx'

export function organisationsRoutes() {
  const app = new Hono<AppEnv>()

  app.get('/organisations', async (c) => {
    const filter = filterOf(c)
    const { rows, next } = await listOrganisations(c.var.context.db, wanted(filter))
    return show(c, DirectoryPage, {
      rows,
      next,
      filter,
      canImport: canImportOrganisations(c.var.context.actor),
    })
  })

  app.get('/organisations/annuaire.csv', async (c) => {
    const { db, town, locale } = c.var.context
    const t = organisationsWords(locale)
    const rows = await listWholeDirectory(db, wanted(filterOf(c)))
    const header = [t('column.name'), t('column.number'), t('column.status'), t('column.received')]
    const cells = rows.map((row) => [
      row.name,
      row.number,
      t(row.isActive ? 'status.active' : 'status.closed'),
      formatEurosPlain(cents(row.received)),
    ])
    const name = `annuaire-${slugOf(town.name)}${town.isFictional ? '-fictif' : ''}.csv`
    return c.body(Buffer.from(writeCsv(header, cells)), 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}"`,
    })
  })

  app.get('/api/v1/organisations', async (c) => {
    const { db, town, settings } = c.var.context
    const filter = filterOf(c)
    const { rows, next } = await listOrganisations(db, wanted(filter))
    return c.json({
      fictional: town.isFictional,
      organisations: rows.map((row) => ({
        id: row.id,
        name: row.name,
        number: row.number || null,
        active: row.isActive,
        received_cents: row.received,
        page: `${settings.publicUrl}${organisationsPaths.show(row.id)}`,
      })),
      next: next && `${settings.publicUrl}${organisationsPaths.api({ ...filter, after: next })}`,
    })
  })

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

function filterOf(c: WebContext): DirectoryFilter {
  const { q, etat, theme, quartier, suite } = filterInput.parse(c.req.query())
  return {
    search: q,
    status: etat === 'fermee' ? 'closed' : etat,
    topic: theme,
    district: quartier,
    after: suite,
  }
}

function wanted({ search = '', status, after }: DirectoryFilter) {
  return { search, status: status ?? null, after: after ?? null }
}
