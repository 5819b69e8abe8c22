export {
  addCost,
  answerProposal,
  askAuthor,
  assess,
  assign,
} from './assessment.actions.ts'
export { type BroughtPerson, bringProposal } from './bring.actions.ts'
export { mapSide, type Outline, outlinePath, pixelOf } from './outline.rules.ts'
export { cleanPicture, type PictureRefusal } from './pictures.ts'
export { proposalSubjects } from './proposal-subjects.ts'
export { proposalsOpenApi } from './proposals.openapi.ts'
export { proposalsPaths } from './proposals.paths.ts'
export { findProposal, getOutline, insertOutline } from './proposals.queries.ts'
export { proposalsRoutes } from './proposals.routes.ts'
export { categories } from './proposals.rules.ts'
export { proposalsWords } from './proposals.words.ts'
export {
  type AcceptedProposal,
  countKeptProposals,
  listAcceptedProposals,
  type ProposalTotals,
  proposalTotals,
} from './totals.queries.ts'
