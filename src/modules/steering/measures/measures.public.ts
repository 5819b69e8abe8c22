export { measuresPaths } from './measures.paths.ts'
export { measuresRoutes } from './measures.routes.ts'
export type { Measure, MeasureSheet } from './measures.rules.ts'
