export const stances = ['for', 'against', 'neutral'] as const
export type Stance = (typeof stances)[number]

export interface Comment {
  readonly id: string
  readonly parentId: string | null
  readonly contributorId: string
  readonly authorName: string
  readonly stance: Stance
  readonly body: string
  readonly writtenAt: Date
  readonly isHidden: boolean
}

/** A comment with what answers it, in the order in which it was written. */
export interface Thread {
  readonly comment: Comment
  readonly replies: readonly Thread[]
}

/** Answers deeper than this stand beside what they answer: a phone has no room for more. */
export const deepest = 3

/** The comments as threads. A hidden comment without visible answers leaves nothing. */
export function threadsOf(comments: readonly Comment[]): Thread[] {
  const byParent = Map.groupBy(comments, (comment) => comment.parentId)
  const walk = (parentId: string | null): Thread[] =>
    (byParent.get(parentId) ?? [])
      .map((comment) => ({ comment, replies: walk(comment.id) }))
      .filter(({ comment, replies }) => !comment.isHidden || replies.length > 0)
  return walk(null)
}

/** How many are shown for, against and neither. */
export function countStances(comments: readonly Comment[]): Readonly<Record<Stance, number>> {
  const shown = comments.filter(({ isHidden }) => !isHidden)
  const count = (stance: Stance) => shown.filter((comment) => comment.stance === stance).length
  return { for: count('for'), against: count('against'), neutral: count('neutral') }
}
