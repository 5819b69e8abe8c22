import { PbReader, type PbReaderOptions, type PbReading } from './pb/pb-reader.ts'

/** Takes the pieces of a file as they come; `end` answers with the election or with the defects. */
export interface PbStream {
  push(chunk: Uint8Array): void
  end(): PbReading
}

/**
 * Reads a Pabulib `.pb` file from a stream: approval (choose-1 too), cumulative, scoring and ordinal ballots, UTF-8 with or
 * without BOM, any line ends, quoted fields, decimal commas, with or without the header row of META. Every defect is
 * named with its line and its remedy, and a file with a defect is not counted.
 *
 * Equal ballots are merged as they pass: memory grows with the distinct ballots (and one bit a voter id where `duplicateVoters`
 * is `refuse`). No voter leaves the reader: only how many people cast each ballot, by group where `groups` asks for it.
 *
 * Format: pabulib.org/format. Cost: O(bytes).
 *
 * @example
 * const stream = createPbReader({ duplicateVoters: 'refuse', groups: [], maxProblems: 20 })
 * const file = 'META\nbudget;100\nvote_type;approval\nPROJECTS\nproject_id;cost\na;60\nVOTES\nvoter_id;vote\n1;a\n2;a\n'
 * for (const part of [file.slice(0, 30), file.slice(30)]) stream.push(new TextEncoder().encode(part))
 * const reading = stream.end()
 * reading.ok && reading.election.voters // → 2
 * reading.ok && reading.election.ballots.voters.length // → 1
 */
export function createPbReader(options: PbReaderOptions): PbStream {
  return new PbReader(options)
}
