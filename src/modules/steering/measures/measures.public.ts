export { analyse } from './analysis.rules.ts'
export { planMeasuresImport, writeMeasures } from './import.actions.ts'
export { countChanges } from './import.rules.ts'
export { type LegalCheck, legalChecks } from './legal-rules.rules.ts'
export { describeKind } from './line-kinds.rules.ts'
export { measureBook, promisedMeasure } from './measure-book.ts'
export { findMeasureName, listMeasureChoices } from './measure-names.queries.ts'
export { assess, type MeasureAssessment } from './measure-page.rules.ts'
export { listMeasureFiles, type MeasureFile } from './measure-sheet.queries.ts'
export { measureSubjects } from './measure-subjects.ts'
export { saveRule, takeStep } from './measures.actions.ts'
export { exportFormats, measuresPaths } from './measures.paths.ts'
export { findMeasure } from './measures.queries.ts'
export { measuresRoutes } from './measures.routes.ts'
export {
  type Grade,
  grades,
  type Measure,
  type MeasureLine,
  type Risk,
  severityOf,
  statuses,
} from './measures.rules.ts'
export { measuresWords } from './measures.words.ts'
export type { FileFault } from './measures-file.rules.ts'
export { readMeasuresFile, writeMeasuresFile } from './measures-file.ts'
export { askedQuestions } from './radar.rules.ts'
export { allHours, type Band, sumBands, type YearEffect, yearlyEffectsOf } from './yearly-effect.rules.ts'
