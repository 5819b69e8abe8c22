export { type BroughtRecord, bringOfficer, bringReceipts, bringRecords } from './bring.actions.ts'
export {
  importGrants,
  importOrganisations,
  openOrganisations,
  type Progress,
  planGrantImport,
  planOrganisationImport,
  readGrants,
  writeGrants,
  writeOrganisations,
} from './file-imports.actions.ts'
export { grantReport, organisationReport, refusalLine, remarkLine } from './file-report.ts'
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
export { organisationsOpenApi } from './organisations.openapi.ts'
export { organisationsPaths } from './organisations.paths.ts'
export { organisationsRoutes } from './organisations.routes.ts'
export { fileImportSubjects, organisationSubjects } from './organisations-subjects.ts'
export { listGrantorSirets } from './scdl.queries.ts'
export type { AidWindow } from './undertaking.rules.ts'
export { recordQuarter } from './vitality.actions.ts'
