export { answerProcess } from './answers.actions.ts'
export { atomFeed } from './feed.rules.ts'
export { type CostRefusal, logHours, recordCost } from './meter.actions.ts'
export { type AgentGrade, type AgentTime, agentGrades, type ResidentTime } from './meter.rules.ts'
export { countByHand, importPopulation } from './participation.actions.ts'
export { countParticipation } from './participation.queries.ts'
export {
  type AgeBand,
  ageBandOf,
  ageBands,
  type Channel,
  type Count,
  channels,
  type Gender,
  genders,
} from './participation.rules.ts'
export {
  closeProcess,
  keepPoint,
  openProcess,
  signProcess,
} from './process-acts.actions.ts'
export type { ProcessBook } from './process-book.ts'
export { listOpenNow, type OpenNow } from './process-list.queries.ts'
export { campaignSubjects, populationSubjects, processSubjects } from './process-subjects.ts'
export { prepareProcess, savePhases, savePoints, saveTerms } from './processes.actions.ts'
export { processesOpenApi } from './processes.openapi.ts'
export { processesPaths } from './processes.paths.ts'
export { canManageProcess, canSeeProcess } from './processes.permissions.ts'
export {
  findProcess,
  findProcessBySlug,
  listDistricts,
  listProcessChoices,
  type ProcessChoice,
} from './processes.queries.ts'
export { processesRoutes } from './processes.routes.ts'
export {
  type District,
  isPhaseOpen,
  type Phase,
  type PhaseKind,
  type Process,
  type PromisePoint,
  phaseOn,
} from './processes.rules.ts'
export { type ProcessesWords, processesWords } from './processes.words.ts'
export { OpenNowSection } from './views/open-now-section.tsx'
