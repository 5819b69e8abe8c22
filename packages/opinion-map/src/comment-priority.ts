/** What is known of a comment: the votes of all members of groups together. */
export interface CommentVotes {
  readonly agree: number
  readonly disagree: number
  readonly seen: number
}

/**
 * How urgent it is to show a comment to somebody who has not seen it: comments far from the middle, that people agree
 * with, do not pass, and that few have seen yet.
 *
 * Source: Polis (math/conversation.clj, priority-metric), on the present counts (production used those of the tick
 * before). Cost: constant.
 *
 * @example commentPriority({ agree: 3, disagree: 1, seen: 5 }, 1.2) // 28.4
 */
export function commentPriority({ agree, disagree, seen }: CommentVotes, extremity: number): number {
  const passed = (seen - agree - disagree + 1) / (seen + 2)
  const agreed = (agree + 1) / (seen + 2)
  const novelty = 1 + 8 * 2 ** (-seen / 5)
  return ((1 - passed) * (extremity + 1) * agreed * novelty) ** 2
}
