import { csvTable } from './csv-table.ts'
import { type Fault, MOST_FAULTS, type Read, readOr } from './fault.ts'
import { parseId } from './parse-id.ts'
import { requiredColumns } from './required-columns.ts'
import type { Id } from './votes.ts'

/** What moderation said, in the column `moderated`: refused, not looked at, accepted. */
const STATES = new Set(['-1', '0', '1'])

/**
 * The comments that moderation refused, from `comments.csv` of the Polis export: columns comment-id and moderated (−1 is
 * refused), others ignored; in the order of the file.
 *
 * Cost: length of the text.
 *
 * @example readModeration('comment-id,moderated\n4,-1\n5,1\n') // { ok: true, value: [4] }
 */
export function readModeration(text: string): Read<readonly Id[]> {
  const table = csvTable(text)
  if (!table.ok) return table
  const positions = requiredColumns(table.value, ['comment-id', 'moderated'])
  if (!positions.ok) return positions
  const faults: Fault[] = []
  const refused: Id[] = []
  for (const { line, cells } of table.value.rows) {
    const [name = '', state = ''] = positions.value.map((at) => cells[at]!.trim())
    const comment = parseId(name)
    if (comment === null) {
      const remedy = 'write the number of the comment'
      faults.push({ line, field: 'comment-id', problem: 'the cell is empty', remedy })
    } else if (!STATES.has(state)) {
      const remedy = 'write -1 for refused, 1 for accepted, 0 for not looked at'
      faults.push({ line, field: 'moderated', problem: `"${state}" is no state of moderation`, remedy })
    } else if (state === '-1') refused.push(comment)
    if (faults.length >= MOST_FAULTS) break
  }
  return readOr(refused, faults)
}
