export { measuresPaths } from './measures.paths.ts'
export type { Measure, MeasureSheet } from './measures.rules.ts'
