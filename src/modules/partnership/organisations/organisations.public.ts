export { type BroughtRecord, bringOfficer, bringReceipts, bringRecords } from './bring.actions.ts'
export { grantReport, organisationReport, refusalLine, remarkLines } from './file-report.ts'
export { importGrants, openGrants, planGrantImport, writeGrants } from './grant-imports.actions.ts'
export type { Progress } from './import-file.ts'
export { askStillRight } from './officers.actions.ts'
export {
  aidWindowOf,
  ensureOrganisation,
  findOrganisationByNumber,
  type GrantToRecord,
  organisationsOf,
  type Prefill,
  prefillOf,
  readNumber,
  recordGrant,
} from './organisation-book.ts'
export {
  importOrganisations,
  openOrganisations,
  planOrganisationImport,
  writeOrganisations,
} from './organisation-imports.actions.ts'
export { organisationsOpenApi } from './organisations.openapi.ts'
export { organisationsPaths } from './organisations.paths.ts'
export { organisationsRoutes } from './organisations.routes.ts'
export { fileImportSubjects, organisationSubjects, territorySubjects } from './organisations-subjects.ts'
export { listGrantorSirets } from './scdl.queries.ts'
export { importOutlines } from './territory.actions.ts'
export type { AidWindow } from './undertaking.rules.ts'
export { recordQuarter } from './vitality.actions.ts'
