export {
  importGrants,
  importOrganisations,
  previewGrants,
  previewOrganisations,
} from './file-imports.actions.ts'
export { grantReport, organisationReport, refusalLine, remarkLine } from './file-report.ts'
export { organisationsPaths } from './organisations.paths.ts'
export { organisationsRoutes } from './organisations.routes.ts'
export { fileImportSubjects } from './organisations-subjects.ts'
