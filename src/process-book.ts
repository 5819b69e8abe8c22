import type { ProcessBook } from '#modules/participation/processes/processes.public.ts'
import {
  countKeptProposals,
  proposalsPaths,
  proposalTotals,
} from '#modules/participation/proposals/proposals.public.ts'

/** What processes are told by the modules that build on them. */
export const processBook: ProcessBook = {
  keptProposals: countKeptProposals,
  countProposals: proposalTotals,
  proposalsPath: (slug) => proposalsPaths.list({ process: slug }),
  newProposalPath: (slug) => proposalsPaths.new(slug),
}
