import type { VoteCounts } from './count-votes.ts'
import { differenceTest } from './difference-test.ts'
import { estimatedShare } from './estimated-share.ts'
import type { MapSettings } from './map-settings.ts'
import { shareTest } from './share-test.ts'

export type Side = 'agree' | 'disagree'

/** A comment on which a group answers otherwise than the rest, with the figures that say so. */
export interface RepresentativeComment {
  /** Column. */
  readonly comment: number
  /** What the group answers. */
  readonly side: Side
  /** Members who answered so, of those who voted on it. */
  readonly successes: number
  readonly trials: number
  /** Share of the group that answers so (one vote added on each side). */
  readonly share: number
  /** z score of "more than half of the group". */
  readonly shareTest: number
  /** Share in the group divided by the share elsewhere. */
  readonly ratio: number
  /** z score of "a greater share than elsewhere". */
  readonly ratioTest: number
  /** Members who agree, where this is the comment that the group agrees with most characteristically; else null. */
  readonly bestAgree: number | null
}

/** One answer to one comment, in a group against the rest. */
interface Answer {
  readonly count: number
  readonly share: number
  readonly shareTest: number
  readonly ratio: number
  readonly ratioTest: number
}

interface Candidate {
  readonly comment: number
  readonly trials: number
  readonly agree: Answer
  readonly disagree: Answer
}

/**
 * The comments that tell each group from the rest: first the one it most characteristically agrees with, then those with
 * both a clear majority and a clear difference, the strongest first; agreements before disagreements. A group without any
 * clear one gets its nearest thing. Comments that are moderated out are left aside.
 *
 * Source: Polis (math/repness.clj). Cost: groups × comments, and a sort of those that pass.
 *
 * @example representativeComments(counts, isOut, POLIS_SETTINGS)[0][0].side // 'agree'
 */
export function representativeComments(
  counts: VoteCounts,
  isOut: Uint8Array,
  settings: Pick<MapSettings, 'significantZ' | 'listLength'>,
): readonly (readonly RepresentativeComment[])[] {
  const totals = totalsOf(counts)
  return Array.from({ length: counts.groups }, (_, group) => {
    const candidates = [...isOut.keys()]
      .filter((j) => isOut[j] === 0)
      .map((j) => candidateOf(counts, totals, group, j))
    return listOf(candidates, settings.significantZ, settings.listLength)
  })
}

interface Totals {
  readonly agree: Int32Array
  readonly disagree: Int32Array
  readonly seen: Int32Array
}

/** Counts of all groups together. */
function totalsOf({ groups, comments, agree, disagree, seen }: VoteCounts): Totals {
  const total = (cells: Int32Array) => {
    const sum = new Int32Array(comments)
    for (let cell = 0; cell < groups * comments; cell++) sum[cell % comments]! += cells[cell]!
    return sum
  }
  return { agree: total(agree), disagree: total(disagree), seen: total(seen) }
}

function candidateOf(counts: VoteCounts, totals: Totals, group: number, comment: number): Candidate {
  const cell = group * counts.comments + comment
  const trials = counts.seen[cell]!
  const trialsElsewhere = totals.seen[comment]! - trials
  const answer = (side: Side): Answer => {
    const count = counts[side][cell]!
    const elsewhere = totals[side][comment]! - count
    const share = estimatedShare(count, trials)
    return {
      count,
      share,
      shareTest: shareTest(count, trials),
      ratio: share / estimatedShare(elsewhere, trialsElsewhere),
      ratioTest: differenceTest(count, trials, elsewhere, trialsElsewhere),
    }
  }
  return { comment, trials, agree: answer('agree'), disagree: answer('disagree') }
}

function listOf(
  candidates: readonly Candidate[],
  significantZ: number,
  length: number,
): RepresentativeComment[] {
  const isClear = ({ shareTest, ratioTest }: Answer) => shareTest > significantZ && ratioTest > significantZ
  const clear = candidates.filter(({ agree, disagree }) => isClear(agree) || isClear(disagree))
  const bestAgree = mostAgreed(candidates, significantZ)
  if (clear.length === 0) {
    const only = bestAgree ?? mostDifferent(candidates)
    return only === null ? [] : [describe(only, only === bestAgree)]
  }
  const others = clear
    .filter((candidate) => candidate !== bestAgree)
    .map((candidate) => describe(candidate, false))
    .sort((a, b) => strength(b) - strength(a))
  const list = [...(bestAgree === null ? [] : [describe(bestAgree, true)]), ...others].slice(0, length)
  return [...list.filter(({ side }) => side === 'agree'), ...list.filter(({ side }) => side === 'disagree')]
}

const strength = ({ ratio, ratioTest, share, shareTest }: RepresentativeComment) =>
  ratio * ratioTest * share * shareTest

/** The comment that a group agrees with most characteristically; none where it agrees with nothing clearly. */
function mostAgreed(candidates: readonly Candidate[], significantZ: number): Candidate | null {
  let best: Candidate | null = null
  for (const candidate of candidates) {
    if (candidate.agree.count === 0 && candidate.disagree.count === 0) continue
    if (isMoreAgreed(candidate.agree, best?.agree ?? null, significantZ)) best = candidate
  }
  return best
}

function isMoreAgreed(answer: Answer, best: Answer | null, significantZ: number): boolean {
  const { share, shareTest, ratio, ratioTest } = answer
  if (best === null) return shareTest > significantZ || (ratio > 1 && share > 0.5)
  const isByRatio = best.ratio > 1
  if (!isByRatio) return share * shareTest > best.share * best.shareTest
  return ratio * ratioTest * share * shareTest > best.ratio * best.ratioTest * best.share * best.shareTest
}

function mostDifferent(candidates: readonly Candidate[]): Candidate | null {
  let best: Candidate | null = null
  let greatest = -Infinity
  for (const candidate of candidates) {
    const difference = Math.max(candidate.agree.ratioTest, candidate.disagree.ratioTest)
    if (difference <= greatest) continue
    greatest = difference
    best = candidate
  }
  return best
}

function describe(candidate: Candidate, isBestAgree: boolean): RepresentativeComment {
  const side: Side = candidate.agree.ratioTest > candidate.disagree.ratioTest ? 'agree' : 'disagree'
  const { count, ...figures } = candidate[side]
  return {
    comment: candidate.comment,
    side,
    successes: count,
    trials: candidate.trials,
    ...figures,
    bestAgree: isBestAgree ? candidate.agree.count : null,
  }
}
