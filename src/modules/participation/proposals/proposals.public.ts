export { proposalSubjects } from './proposal-subjects.ts'
export { proposalsPaths } from './proposals.paths.ts'
export { proposalsRoutes } from './proposals.routes.ts'
export { proposalsWords } from './proposals.words.ts'
export {
  type AcceptedProposal,
  countKeptProposals,
  listAcceptedProposals,
  type ProposalTotals,
  proposalTotals,
} from './totals.queries.ts'
