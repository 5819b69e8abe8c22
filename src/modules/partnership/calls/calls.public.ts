export {
  checkReport,
  draftAgreement,
  finishGrant,
  orderPayment,
  recordPayment,
  recordStep,
} from './agreements.actions.ts'
export { startApplication } from './applications.actions.ts'
export { closeCall, recordDecisions } from './awards.actions.ts'
export { proposedDecisions } from './awards.rules.ts'
export { callSubjects, grantAgreementSubjects } from './call-subjects.ts'
export { answerLaw, cloneCall, createCall, openCall, setGrid, setJurors } from './calls.actions.ts'
export { callsOpenApi } from './calls.openapi.ts'
export { callsPaths } from './calls.paths.ts'
export { findCall } from './calls.queries.ts'
export { callsRoutes } from './calls.routes.ts'
export { callsWords } from './calls.words.ts'
export { saveQuestion } from './form.actions.ts'
export { gatherJury } from './jury.actions.ts'
export {
  bringApplications,
  bringReport,
  bringReviews,
  type PaperApplication,
  type PaperReview,
} from './lived-call.ts'
export { remindPublication } from './publication-reminders.ts'
export { remindReports } from './report-reminders.ts'
export { createScenario, judgedCall, proposeScenario } from './scenarios.actions.ts'
export { listScenarios } from './scenarios.queries.ts'
export { listWinners } from './winners.queries.ts'
