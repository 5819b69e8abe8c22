// What the loading of a demo world performs: the same acts as the pages.
export { contestLine } from './contests.actions.ts'
export { draftKey, proposeKey, recordAdoption, writeValue } from './keys.actions.ts'
export { receiveLines } from './lines.actions.ts'
export { findLineId } from './lines.queries.ts'
export { addLevel, addUnit, recordOpinion, writeBaseline, writeForecast } from './preparation.actions.ts'
export { reviewYear, writeResult } from './reviews.actions.ts'
export { addOfficer, addParty, createService, startSharing } from './shared-services.actions.ts'
export { addCost, issueStatement } from './statements.actions.ts'
