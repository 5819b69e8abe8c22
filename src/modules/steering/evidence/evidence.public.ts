export { alertsOf } from './alerts.rules.ts'
export { type EvidenceRefusal, type Recorded, recordEvidence, takeBackEvidence } from './evidence.actions.ts'
export { evidencePaths } from './evidence.paths.ts'
export { canRecordEvidence, canSeeAlerts } from './evidence.permissions.ts'
export { evidenceRoutes } from './evidence.routes.ts'
export type { FactSource, FactSubject, NewFact } from './evidence.rules.ts'
export { evidenceWords } from './evidence.words.ts'
export { withSources } from './ledger-file.actions.ts'
export type { MeasureBook } from './measure-book.ts'
export { latestReadings, readTally, talliesUntil } from './measured.queries.ts'
export {
  type Comparison,
  compare,
  type LineComparison,
  type PromisedLine,
  type PromisedMeasure,
  type Tally,
} from './promises.rules.ts'
export { unitName } from './unit-names.ts'
export { type PromisedMeasuredProps, PromisedMeasuredSection } from './views/promised-measured-section.tsx'
