import { createPbReader } from './create-pb-reader.ts'
import type { PbReaderOptions, PbReading } from './pb/pb-reader.ts'

/**
 * Reads a whole `.pb` file that is already in memory; `createPbReader` says what is accepted.
 *
 * Cost: O(bytes).
 *
 * @example
 * const text = 'META\nbudget;100\nvote_type;approval\nPROJECTS\nproject_id;cost\na;6 O\nVOTES\nvoter_id;vote\n1;a\n'
 * const reading = readPb(new TextEncoder().encode(text), { duplicateVoters: 'refuse', groups: [], maxProblems: 20 })
 * reading.ok ? [] : reading.problems.map(({ line, code }) => [line, code]) // → [[6, 'amount']]
 */
export function readPb(bytes: Uint8Array, options: PbReaderOptions): PbReading {
  const stream = createPbReader(options)
  stream.push(bytes)
  return stream.end()
}
