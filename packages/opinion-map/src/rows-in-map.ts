import type { MapSettings } from './map-settings.ts'
import type { VoteMatrix } from './votes.ts'

/**
 * Rows of the participants who voted enough to be placed, ascending.
 *
 * Where they are fewer than `fewestPeople`, the most active others join (equal activity: the earlier row).
 *
 * Source: Polis ("in-conv"). Cost: the number of participants; one sort of them where too few voted enough.
 *
 * @example rowsInMap(matrix, POLIS_SETTINGS) // Int32Array [0, 1, 3, 4, …]
 */
export function rowsInMap(
  { participants, comments, rowStart }: VoteMatrix,
  settings: Pick<MapSettings, 'enoughVotes' | 'fewestPeople'>,
): Int32Array {
  const votes = participants.map((_, row) => rowStart[row + 1]! - rowStart[row]!)
  const enough = Math.min(settings.enoughVotes, comments.length)
  const rows = [...votes.keys()]
  const active = rows.filter((row) => votes[row]! >= enough)
  if (active.length >= settings.fewestPeople) return Int32Array.from(active)
  const mostActive = rows.sort((a, b) => votes[b]! - votes[a]! || a - b)
  return Int32Array.from(mostActive.slice(0, Math.max(settings.fewestPeople, active.length))).sort()
}
