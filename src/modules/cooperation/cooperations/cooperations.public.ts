export { cooperationSubjects } from './cooperation-subjects.ts'
export { cooperationsPaths } from './cooperations.paths.ts'
export { cooperationsRoutes } from './cooperations.routes.ts'
export { cooperationsWords } from './cooperations.words.ts'
