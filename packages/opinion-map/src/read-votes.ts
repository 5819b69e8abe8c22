import { csvTable } from './csv-table.ts'
import { type Fault, MOST_FAULTS, type Read, readOr } from './fault.ts'
import { parseId } from './parse-id.ts'
import { parseVoteValue } from './parse-vote-value.ts'
import { requiredColumns } from './required-columns.ts'
import type { Vote } from './votes.ts'

const COLUMNS = ['timestamp', 'comment-id', 'voter-id', 'vote']

/**
 * Reads `votes.csv` of the Polis export: one vote a line with the columns timestamp, comment-id, voter-id, vote (agree 1,
 * disagree −1, pass 0), others ignored. The votes come in the order of their time, equal times in the order of the file.
 *
 * Cost: length of the text, and a sort.
 *
 * @example readVotes('timestamp,comment-id,voter-id,vote\n17,0,3,-1\n')
 * // { ok: true, value: [{ participant: 3, comment: 0, value: -1 }] }
 */
export function readVotes(text: string): Read<readonly Vote[]> {
  const table = csvTable(text)
  if (!table.ok) return table
  const positions = requiredColumns(table.value, COLUMNS)
  if (!positions.ok) return positions
  const faults: Fault[] = []
  const votes: { readonly time: number; readonly vote: Vote }[] = []
  for (const { line, cells } of table.value.rows) {
    const [time = '', comment = '', participant = '', value = ''] = positions.value.map((at) => cells[at])
    const fields = {
      timestamp: parseTime(time),
      'comment-id': parseId(comment),
      'voter-id': parseId(participant),
      vote: parseVoteValue(value),
    }
    const vote = voteOf(fields)
    if (vote !== null) votes.push(vote)
    else faults.push(...faultsOf(line, fields, { timestamp: time, vote: value }))
    if (faults.length >= MOST_FAULTS) break
  }
  votes.sort((a, b) => a.time - b.time)
  return readOr(
    votes.map(({ vote }) => vote),
    faults,
  )
}

interface Fields {
  readonly timestamp: number | null
  readonly 'comment-id': Vote['comment'] | null
  readonly 'voter-id': Vote['participant'] | null
  readonly vote: Vote['value'] | null
}

function parseTime(cell: string): number | null {
  const text = cell.trim()
  return /^\d{1,16}(\.\d{1,9})?$/.test(text) ? Number(text) : null
}

function voteOf(fields: Fields): { time: number; vote: Vote } | null {
  const { timestamp: time, 'comment-id': comment, 'voter-id': participant, vote: value } = fields
  if (time === null || comment === null || participant === null || value === null) return null
  return { time, vote: { participant, comment, value } }
}

function faultsOf(
  line: number,
  fields: Fields,
  { timestamp, vote }: { readonly timestamp: string; readonly vote: string },
): Fault[] {
  const empty = { problem: 'the cell is empty', remedy: 'write the number of the comment or of the voter' }
  const told: Readonly<Record<keyof Fields, Pick<Fault, 'problem' | 'remedy'>>> = {
    timestamp: {
      problem: `"${timestamp}" is no time`,
      remedy: 'write milliseconds since 1970, such as 1500232652930',
    },
    'comment-id': empty,
    'voter-id': empty,
    vote: { problem: `"${vote}" is no vote`, remedy: 'write 1 for agree, -1 for disagree, 0 for pass' },
  }
  const names = ['timestamp', 'comment-id', 'voter-id', 'vote'] as const
  return names.filter((name) => fields[name] === null).map((field) => ({ line, field, ...told[field] }))
}
