import type { Id, VoteMatrix } from './votes.ts'

/**
 * By column: 1 where the comment is among `ids`. Names that nobody voted on are ignored.
 *
 * @example commentFlags(matrix, [7]) // Uint8Array [0, 1, 0]
 */
export function commentFlags({ comments }: Pick<VoteMatrix, 'comments'>, ids: readonly Id[]): Uint8Array {
  const named = new Set(ids)
  return Uint8Array.from(comments, (id) => (named.has(id) ? 1 : 0))
}
