import { csvTable } from './csv-table.ts'
import { type Fault, MOST_FAULTS, type Read, readOr } from './fault.ts'
import { parseId } from './parse-id.ts'
import { parseVoteValue } from './parse-vote-value.ts'
import { requiredColumns } from './required-columns.ts'
import type { Id, Vote } from './votes.ts'

/** Columns of the export that describe the participant; every other one is a comment. */
const ABOUT_PARTICIPANT = new Set([
  'participant',
  'xid',
  'group-id',
  'n-comments',
  'n-votes',
  'n-agree',
  'n-disagree',
])

/**
 * Reads `participants-votes.csv` of the Polis export: one participant a line, one column a comment, with 1, 0, −1 or
 * nothing. It says nothing of time: the votes come row by row, from left to right.
 *
 * Cost: length of the text.
 *
 * @example readParticipantVotes('participant,7,8\n3,,-1\n')
 * // { ok: true, value: [{ participant: 3, comment: 8, value: -1 }] }
 */
export function readParticipantVotes(text: string): Read<readonly Vote[]> {
  const table = csvTable(text)
  if (!table.ok) return table
  const positions = requiredColumns(table.value, ['participant'])
  if (!positions.ok) return positions
  const comments = table.value.columns.map((name) => (ABOUT_PARTICIPANT.has(name) ? null : parseId(name)))
  const faults: Fault[] = []
  const votes: Vote[] = []
  const lineOf = new Map<Id, number>()
  for (const { line, cells } of table.value.rows) {
    const participant = parseId(cells[positions.value[0]!]!)
    const wrong = participantFault(line, participant, lineOf)
    if (wrong !== null) faults.push(wrong)
    if (participant !== null) readRow({ line, participant, cells, comments }, votes, faults)
    if (faults.length >= MOST_FAULTS) break
  }
  return readOr(votes, faults)
}

function participantFault(line: number, participant: Id | null, lineOf: Map<Id, number>): Fault | null {
  const fault = { line, field: 'participant' }
  if (participant === null)
    return { ...fault, problem: 'the cell is empty', remedy: 'write the number of the participant' }
  const first = lineOf.get(participant)
  lineOf.set(participant, line)
  if (first === undefined) return null
  const problem = `participant ${participant} stands on line ${first} already`
  return { ...fault, problem, remedy: 'keep one of the two lines' }
}

interface ParticipantRow {
  readonly line: number
  readonly participant: Id
  readonly cells: readonly string[]
  /** By column: the comment, or null where the column is about the participant. */
  readonly comments: readonly (Id | null)[]
}

function readRow(
  { line, participant, cells, comments }: ParticipantRow,
  votes: Vote[],
  faults: Fault[],
): void {
  for (let at = 0; at < cells.length; at++) {
    const comment = comments[at]!
    const cell = cells[at]!.trim()
    if (comment === null || cell === '') continue
    const value = parseVoteValue(cell)
    if (value !== null) votes.push({ participant, comment, value })
    else {
      const remedy = 'write 1 for agree, -1 for disagree, 0 for pass, nothing where it was not seen'
      faults.push({ line, field: String(comment), problem: `"${cell}" is no vote`, remedy })
    }
  }
}
