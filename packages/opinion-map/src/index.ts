export { buildVoteMatrix } from './build-vote-matrix.ts'
export { type Agreement, compareMaps } from './compare-maps.ts'
export type { Consensus, ConsensusComment } from './consensus-comments.ts'
export { drawNextComment } from './draw-next-comment.ts'
export type { Fault, Read } from './fault.ts'
export type { Division, Groups } from './find-groups.ts'
export { formatMap } from './format-map.ts'
export { formatStability } from './format-stability.ts'
export {
  type GroupStability,
  groupStability,
  type StabilityChoices,
  type StabilityVerdict,
} from './group-stability.ts'
export type { Clusters } from './k-means.ts'
export { mapMatrix } from './map-matrix.ts'
export { mapOpinions } from './map-opinions.ts'
export { type MapSettings, POLIS_SETTINGS } from './map-settings.ts'
export type { MapChoices, OpinionMap } from './opinion-map.ts'
export type { PrincipalComponents } from './principal-components.ts'
export type { Points } from './project-participants.ts'
export { readModeration } from './read-moderation.ts'
export { readParticipantVotes } from './read-participant-votes.ts'
export { readProductionModeration } from './read-production-moderation.ts'
export { readVotes } from './read-votes.ts'
export type { RepresentativeComment, Side } from './representative-comments.ts'
export {
  type Refreshed,
  type RunningLimits,
  type RunningMap,
  runningMap,
  type VoteEffect,
} from './running-map.ts'
export { seededRandom } from './seeded-random.ts'
export type { Id, Vote, VoteMatrix } from './votes.ts'
