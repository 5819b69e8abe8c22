import type { Hono } from 'hono'
import { writeCsv } from '#infra/spreadsheet.ts'
import { addFileImport } from '#web/file-import.ts'
import type { FormState } from '#web/form.tsx'
import { type AppEnv, goTo, sendFile, show, type WebContext } from '#web/respond.ts'
import { authoritiesPaths } from './authorities.paths.ts'
import { roleOfRecorder } from './authorities.permissions.ts'
import { authoritiesWords } from './authorities.words.ts'
import { authorityCatalogue } from './authority-catalogue.ts'
import { type CompetencePlan, importCompetences, planCompetences } from './competences.actions.ts'
import { listCompetences, listCompetent, mostGroupings } from './competences.queries.ts'
import { CompetenceImportPage } from './views/competence-import-page.tsx'
import { CompetencePage } from './views/competence-page.tsx'
import { CompetencePreviewPage } from './views/competence-preview-page.tsx'
import { CompetencesPage } from './views/competences-page.tsx'

/** Who is competent for what: pages by competence, and the file that they come from. */
export function addCompetenceRoutes(app: Hono<AppEnv>): void {
  app.get('/competences', async (c) => {
    const { db, actor, clock } = c.var.context
    return show(c, CompetencesPage, {
      competences: await listCompetences(db),
      today: clock.today(),
      canImport: roleOfRecorder(actor) !== null,
    })
  })

  addFileImport<CompetencePlan>(app, {
    path: authoritiesPaths.importCompetences(),
    may: (c) => roleOfRecorder(c.var.context.actor) !== null,
    plan: (c, bytes) => planCompetences(c.var.context, bytes),
    write: (c, bytes) => importCompetences(c.var.context, bytes),
    showForm: (c, state, status) => show(c, CompetenceImportPage, { state }, status),
    showPlan: (c, plan, content, status) =>
      plan.fileFault === null
        ? show(c, CompetencePreviewPage, { plan, content }, status)
        : show(c, CompetenceImportPage, { state: unreadable(c, plan.fileFault) }, 422),
    goOn: (c, { groupings }) =>
      goTo(c, authoritiesPaths.competences(), words(c)('import.done', { groupings: groupings.length })),
    noFile: (c) => words(c)('import.no_file'),
  })

  app.get('/competences/modele.csv', (c) =>
    sendFile(c, {
      name: 'competences.csv',
      type: 'text/csv; charset=utf-8',
      bytes: writeCsv(modelHeaders, modelRows),
    }),
  )

  app.get('/competences/:slug', async (c) => {
    const { db, town } = c.var.context
    const slug = c.req.param('slug')
    const near = [town.siren, ...(town.intermunicipalSiren ? [town.intermunicipalSiren] : [])]
    const competence = (await listCompetences(db)).find((each) => each.slug === slug)
    if (!competence) return c.notFound()
    const found = await listCompetent(db, slug, near)
    return show(c, CompetencePage, {
      competence,
      groupings: found.slice(0, mostGroupings).map((row) => ({
        ...row,
        hasPage: authorityCatalogue().find('epci', row.siren) !== null,
      })),
      isCut: found.length > mostGroupings,
    })
  })
}

const modelHeaders = [
  'N° SIREN',
  'Nom du groupement',
  'Nature juridique',
  'Siren membre',
  'Assainissement collectif',
]
const modelRows = [['248600413', 'CA Grand Châtellerault', 'CA', '218600666', 'oui']]

function words(c: WebContext) {
  return authoritiesWords(c.var.context.locale)
}

function unreadable(c: WebContext, fault: NonNullable<CompetencePlan['fileFault']>): FormState {
  return { values: {}, errors: { fichier: words(c)(`file_fault.${fault}`) } }
}
