import type { VoteCounts } from './count-votes.ts'
import { estimatedShare } from './estimated-share.ts'
import type { MapSettings } from './map-settings.ts'
import { shareTest } from './share-test.ts'

/** A comment that most people answer alike. */
export interface ConsensusComment {
  /** Column. */
  readonly comment: number
  readonly successes: number
  readonly trials: number
  readonly share: number
  readonly shareTest: number
}

export interface Consensus {
  readonly agree: readonly ConsensusComment[]
  readonly disagree: readonly ConsensusComment[]
}

/**
 * The comments that most people agree with, and those that most disagree with: more than half, clearly so, the strongest
 * first. `counts` holds everybody in one group. Comments that are moderated out are left aside.
 *
 * Source: Polis (math/repness.clj). Cost: the number of comments, and a sort of those that pass.
 *
 * @example consensusComments(countVotes(matrix, everyoneZero, 1), isOut, POLIS_SETTINGS).agree[0].share // 0.71
 */
export function consensusComments(
  counts: VoteCounts,
  isOut: Uint8Array,
  settings: Pick<MapSettings, 'significantZ' | 'listLength'>,
): Consensus {
  const listOf = (side: 'agree' | 'disagree') =>
    [...isOut.keys()]
      .filter((j) => isOut[j] === 0)
      .map((j): ConsensusComment => {
        const successes = counts[side][j]!
        const trials = counts.seen[j]!
        const test = shareTest(successes, trials)
        return { comment: j, successes, trials, share: estimatedShare(successes, trials), shareTest: test }
      })
      .filter(({ share, shareTest }) => share > 0.5 && shareTest > settings.significantZ)
      .sort((a, b) => b.share * b.shareTest - a.share * a.shareTest)
      .slice(0, settings.listLength)
  return { agree: listOf('agree'), disagree: listOf('disagree') }
}
