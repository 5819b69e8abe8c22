import type { Consensus } from './consensus-comments.ts'
import type { Groups } from './find-groups.ts'
import type { MapSettings } from './map-settings.ts'
import type { PrincipalComponents } from './principal-components.ts'
import type { Points } from './project-participants.ts'
import type { RepresentativeComment } from './representative-comments.ts'
import type { Id, VoteMatrix } from './votes.ts'

/** What the town decided about comments, and the numbers of the method. */
export interface MapChoices {
  /** Comments that moderation refused: they weigh on nothing and are shown in no list. */
  readonly moderatedOut: readonly Id[]
  /** Comments about the voter ("I have children"): their priority is `metaPriority`, and nothing else changes. */
  readonly meta: readonly Id[]
  readonly settings: MapSettings
}

/** A map of opinions. Rows are participants and columns comments, as in `matrix`. */
export interface OpinionMap {
  readonly matrix: VoteMatrix
  readonly choices: MapChoices
  /** By column: 1 where the comment is moderated out. */
  readonly isOut: Uint8Array
  readonly axes: PrincipalComponents
  /** Where each participant stands; those with few votes too, though they belong to no group. */
  readonly points: Points
  /** By column: distance of the comment from the middle. */
  readonly extremity: Float64Array
  /** Rows of those who voted enough, ascending; entry `i` is point `i` of `groups.base`. */
  readonly rowsInMap: Int32Array
  readonly groups: Groups
  /** By row: position of the group in `groupIds`; −1 for whoever voted too little. */
  readonly groupOf: Int32Array
  readonly groupIds: readonly number[]
  /** By column. */
  readonly groupAwareConsensus: Float64Array
  /** By group. */
  readonly representative: readonly (readonly RepresentativeComment[])[]
  readonly consensus: Consensus
  /** By column. */
  readonly priorities: Float64Array
}
