export { callSubjects } from './call-subjects.ts'
export { callsPaths } from './calls.paths.ts'
export { callsRoutes } from './calls.routes.ts'
export { callsWords } from './calls.words.ts'
