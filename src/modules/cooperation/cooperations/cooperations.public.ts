export { templateFor } from './agreement-document.ts'
export { cooperationSubjects } from './cooperation-subjects.ts'
export { addParty, proposeCooperation, saveOptions, saveParty, saveTerms } from './cooperations.actions.ts'
export { cooperationsOpenApi } from './cooperations.openapi.ts'
export { cooperationsPaths } from './cooperations.paths.ts'
export { findCooperation } from './cooperations.queries.ts'
export { cooperationsRoutes } from './cooperations.routes.ts'
export type { Cooperation } from './cooperations.rules.ts'
export { cooperationsWords } from './cooperations.words.ts'
export { publishFor, recordVote, reviewCooperation, saveLegalTest } from './councils.actions.ts'
export { saveDocument } from './documents.actions.ts'
export { knownFacts } from './legal-tests.rules.ts'
export {
  chooseDepth,
  mandateCooperation,
  passTests,
  shareCooperation,
  signCooperation,
  startCooperation,
} from './life.actions.ts'
export { remindOfCooperations } from './reminders.ts'
export { addDecision, addMeeting, addTask } from './work.actions.ts'
