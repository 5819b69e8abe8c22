import type { Vote } from './votes.ts'

/**
 * A vote as it is written in a file: 1, 0 or −1; null for anything else.
 *
 * @example parseVoteValue('-1') // -1
 */
export function parseVoteValue(cell: string): Vote['value'] | null {
  switch (cell.trim()) {
    case '1':
      return 1
    case '0':
      return 0
    case '-1':
      return -1
    default:
      return null
  }
}
